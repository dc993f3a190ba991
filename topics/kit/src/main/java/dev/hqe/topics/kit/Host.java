package dev.hqe.topics.kit;

import dev.hqe.topics.kit.json.ByteSink;
import dev.hqe.topics.kit.json.JsonObject;
import dev.hqe.topics.kit.json.JsonReader;
import dev.hqe.topics.kit.json.JsonValue;
import dev.hqe.topics.kit.json.JsonWriter;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/// The workbench as a tool sees it; [Call#host] gives it. What is asked for here stands in the
/// manifest: [#putEntity] needs the kind in `permissions.entities.write`, the others in `read`.
/// Without that the call ends, whatever the tool does.
///
/// One call stores at most 1,000 entities of 1 MiB each and reads at most 10,000. Not thread-safe.
public final class Host {
    /// Most entities that one call may store.
    public static final int STORED_MAX = 1_000;

    /// Most entities that one call may read here; those that `reads` hands it do not count.
    public static final int READ_MAX = 10_000;

    private static final int PAGE = 1_000;

    private final HostFunctions functions;

    Host(HostFunctions functions) {
        this.functions = functions;
    }

    /// Stores an entity, in the place of one that has its id.
    ///
    /// @param id begins with the Topic's id and a slash: `finance/bar/ACME/2026-01-05`
    /// @param data writes the object that the kind's schema describes
    /// @return 1 if it is new, more if it took another's place
    /// @throws ToolError if the data are not what the schema says; nothing is stored then
    public long putEntity(String kind, String id, Consumer<JsonWriter> data) {
        byte[] request =
                written(json -> {
                    json.beginObject().key("kind").string(kind).key("id").string(id).key("data");
                    data.accept(json);
                    json.endObject();
                });
        return (long)
                answered("entity '" + id + "'", functions.putEntity(request)).number("version");
    }

    /// The entity of that kind and id, if there is one.
    public Optional<Entity> getEntity(String kind, String id) {
        byte[] request =
                written(json ->
                        json.beginObject()
                                .key("kind")
                                .string(kind)
                                .key("id")
                                .string(id)
                                .endObject());
        byte[] answer = functions.getEntity(request);
        if (answer.length == 4 && answer[0] == 'n') {
            return Optional.empty();
        }
        return Optional.of(entity(answered("entity '" + id + "'", answer)));
    }

    /// The entities that meet all conditions, by id.
    ///
    /// @param max most entities, 1 to [#READ_MAX]; those beyond it are left out
    public List<Entity> queryEntities(String kind, List<Condition> where, int max) {
        List<Entity> found = new ArrayList<>();
        String after = "";
        do {
            String from = after;
            int limit = Math.min(PAGE, max - found.size());
            byte[] request = written(json -> query(json, kind, where, limit, from));
            JsonObject page = answered(kind + " entities", functions.queryEntities(request));
            for (JsonObject entity : page.objects("entities")) {
                found.add(entity(entity));
            }
            after = page.text("next", "");
        } while (!after.isEmpty() && found.size() < max);
        return found;
    }

    private static void query(
            JsonWriter json, String kind, List<Condition> where, int limit, String after) {
        json.beginObject().key("kind").string(kind).key("limit").number(limit);
        if (!where.isEmpty()) {
            json.key("where").beginArray();
            for (Condition condition : where) {
                json.beginObject().key("field").string(condition.field());
                json.key("op").ascii(condition.op().word());
                json.key("value").value(condition.value()).endObject();
            }
            json.endArray();
        }
        if (!after.isEmpty()) {
            json.key("after").string(after);
        }
        json.endObject();
    }

    private static Entity entity(JsonObject json) {
        String id = json.text("id");
        return new Entity(
                id, json.text("kind"), json.object("data").named("entity '" + id + "': "));
    }

    private static byte[] written(Consumer<JsonWriter> request) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        ByteSink sink = bytes::write;
        JsonWriter json = new JsonWriter(sink);
        request.accept(json);
        json.flush();
        return bytes.toByteArray();
    }

    private static JsonObject answered(String what, byte[] answer) {
        JsonObject json = JsonObject.read(new JsonReader(answer, 0, answer.length, 1), "answer's ");
        Optional<JsonValue> error = json.get("error");
        if (error.isEmpty()) {
            return json;
        }
        StringBuilder message = new StringBuilder(what).append(": ").append(json.text("error"));
        for (JsonObject violation : json.objects("violations")) {
            String pointer = violation.text("pointer", "");
            message.append(pointer.isEmpty() ? "; " : "; " + pointer + " ")
                    .append(violation.text("message", ""));
        }
        throw new ToolError(message.toString());
    }
}
