package dev.hqe.topics.health.fhir;

import dev.hqe.topics.health.calc.Notice;
import dev.hqe.topics.kit.Call;
import dev.hqe.topics.kit.Host;
import dev.hqe.topics.kit.ToolError;
import dev.hqe.topics.kit.json.JsonObject;
import dev.hqe.topics.kit.json.JsonReader;
import dev.hqe.topics.kit.json.JsonWriter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// `import_bundle`: stores the patients, observations, conditions and medicines of a FHIR R4
/// Bundle.
///
/// The whole Bundle is read before the first entity is stored, so that a Bundle with an error
/// leaves nothing behind. A resource keeps its id and takes its own place when it comes again. A
/// call stores at most 1,000; the answer says with which to go on.
public final class ImportBundle {
    private static final int CHARS_MAX = 8_000_000;
    private static final int LISTED_MAX = 100;
    private static final int PROBLEMS_MAX = 10;

    private final Map<String, Integer> stored = new LinkedHashMap<>();
    private int replaced;

    private ImportBundle() {}

    public static void answer(Call call) {
        JsonObject arguments = call.arguments();
        int first = arguments.integer("first_resource", 1, 100_000, 1);
        boolean skipInvalid = arguments.bool("skip_invalid", false);
        Bundle bundle = Bundle.read(bundle(arguments));
        List<Kept.Stored> keep = new ArrayList<>();
        List<Kept.Skipped> skipped = new ArrayList<>();
        List<Kept.Invalid> invalid = new ArrayList<>();
        for (Kept kept : bundle.resources()) {
            switch (kept) {
                case Kept.Stored one -> keep.add(one);
                case Kept.Skipped one -> skipped.add(one);
                case Kept.Invalid one -> invalid.add(one);
            }
        }
        if (!invalid.isEmpty() && !skipInvalid) {
            throw new ToolError(problems(invalid));
        }
        if (first > 1 && first > keep.size()) {
            throw arguments.wrong(
                    "first_resource", "must be at most " + keep.size() + ", which is the last one");
        }
        for (Kept.Invalid one : invalid) {
            skipped.add(new Kept.Skipped(one.resource(), one.problem()));
        }
        int end = Math.min(keep.size(), first - 1 + Host.STORED_MAX);
        ImportBundle run = new ImportBundle();
        for (Kept.Stored one : keep.subList(Math.min(first - 1, end), end)) {
            run.store(call.host(), one);
        }
        run.report(call, bundle.resources().size(), skipped, end < keep.size() ? end + 1 : 0);
    }

    private static JsonObject bundle(JsonObject arguments) {
        if (arguments.has("bundle") == arguments.has("text")) {
            throw arguments.wrong("bundle", "or 'text' must be given, and not both");
        }
        if (arguments.has("bundle")) {
            return arguments.object("bundle").named("Bundle's ");
        }
        String text = arguments.text("text");
        if (text.length() > CHARS_MAX) {
            throw arguments.wrong(
                    "text", "is longer than " + CHARS_MAX + " characters; import it in parts");
        }
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        return JsonObject.read(new JsonReader(utf8, 0, utf8.length, 1), "Bundle's ");
    }

    private static String problems(List<Kept.Invalid> invalid) {
        StringBuilder message = new StringBuilder("nothing was stored; ");
        message.append(invalid.size()).append(invalid.size() == 1 ? " resource" : " resources");
        message.append(" cannot be read: ");
        for (int i = 0; i < invalid.size() && i < PROBLEMS_MAX; i++) {
            Kept.Invalid one = invalid.get(i);
            message.append(i == 0 ? "" : "; ").append(one.resource().place());
            message.append(": ").append(one.problem());
        }
        message.append(invalid.size() > PROBLEMS_MAX ? "; and others" : "");
        return message.append(". Correct them, or leave them out with skip_invalid").toString();
    }

    private void store(Host host, Kept.Stored one) {
        long version = host.putEntity(one.kind(), one.entityId(), one.data()::write);
        stored.merge(one.kind(), 1, (a, b) -> a + b);
        replaced += version > 1 ? 1 : 0;
    }

    private void report(Call call, int resources, List<Kept.Skipped> skipped, int next) {
        JsonWriter json = Notice.begin(call).key("resources").number(resources);
        json.key("stored").beginObject();
        for (String kind : List.of("Patient", "Observation", "Condition", "Medication")) {
            json.key(kind).number(stored.getOrDefault(kind, 0));
        }
        json.endObject().key("replaced").number(replaced);
        json.key("skipped_count").number(skipped.size()).key("skipped").beginArray();
        for (Kept.Skipped one : skipped.subList(0, Math.min(LISTED_MAX, skipped.size()))) {
            json.beginObject().key("entry").number(one.resource().entry());
            json.key("resource").string(one.resource().type());
            json.key("id").string(one.resource().id());
            json.key("reason").string(one.reason()).endObject();
        }
        json.endArray();
        if (next > 0) {
            json.key("next_resource").number(next);
        }
        json.endObject();
    }
}
