package dev.hqe.topics.legal.find;

import dev.hqe.topics.kit.Call;
import dev.hqe.topics.kit.json.JsonWriter;
import dev.hqe.topics.legal.text.ContractText;
import dev.hqe.topics.legal.text.Source;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/// `defined_terms`: what is defined, where it is used, what is defined and not used, and which
/// capital words are used as if they were defined.
public final class DefinedTermsTool {
    private static final int LISTED_MAX = 1_000;
    private static final int CLAUSES_MAX = 50;

    private DefinedTermsTool() {}

    public static void answer(Call call) {
        ContractText contract = new ContractText(Source.of(call, call.arguments()).text());
        List<Definition> definitions = Definitions.of(contract);
        TermUses uses = new TermUses(contract, definitions, Parties.of(contract));
        Set<String> seen = new LinkedHashSet<>();
        Set<String> twice = new LinkedHashSet<>();
        JsonWriter json = Source.begin(call);
        json.key("terms").beginArray();
        for (Definition one : definitions.subList(0, Math.min(LISTED_MAX, definitions.size()))) {
            if (!seen.add(one.term())) {
                twice.add(one.term());
            }
            json.beginObject().key("term").string(one.term());
            json.key("form").ascii(one.form().word()).key("meaning").string(one.meaning());
            contract.place(json, one.sentence().clause(), one.start(), one.end());
            used(json, Objects.requireNonNull(uses.defined().get(one.term())));
            json.endObject();
        }
        json.endArray();
        list(json, "unused", unused(uses));
        list(json, "defined_twice", twice);
        json.key("undefined").beginArray();
        int left = LISTED_MAX;
        for (Map.Entry<String, TermUses.Uses> entry : uses.undefined().entrySet()) {
            if (left-- > 0) {
                json.beginObject().key("phrase").string(entry.getKey());
                json.key("line").number(contract.line(entry.getValue().first));
                used(json, entry.getValue());
                json.endObject();
            }
        }
        json.endArray();
        boolean truncated = left < 0 || definitions.size() > LISTED_MAX;
        json.key("truncated").bool(truncated).endObject();
    }

    private static List<String> unused(TermUses uses) {
        List<String> unused = new ArrayList<>();
        for (Map.Entry<String, TermUses.Uses> entry : uses.defined().entrySet()) {
            if (entry.getValue().count == 0) {
                unused.add(entry.getKey());
            }
        }
        return unused;
    }

    private static void used(JsonWriter json, TermUses.Uses uses) {
        json.key("uses").number(uses.count).key("used_in").beginArray();
        uses.clauses.stream().limit(CLAUSES_MAX).forEach(json::string);
        json.endArray();
    }

    private static void list(JsonWriter json, String key, Iterable<String> texts) {
        json.key(key).beginArray();
        texts.forEach(json::string);
        json.endArray();
    }
}
