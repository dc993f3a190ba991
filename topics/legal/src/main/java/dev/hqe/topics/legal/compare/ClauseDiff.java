package dev.hqe.topics.legal.compare;

import dev.hqe.topics.kit.Call;
import dev.hqe.topics.kit.ToolError;
import dev.hqe.topics.kit.json.JsonObject;
import dev.hqe.topics.kit.json.JsonWriter;
import dev.hqe.topics.legal.text.Clause;
import dev.hqe.topics.legal.text.ContractText;
import dev.hqe.topics.legal.text.Source;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// `clause_diff`: which clauses of a contract were added, removed, changed or moved from one
/// version to the other, word by word.
public final class ClauseDiff {
    private static final int CLAUSES_MAX = 2_000;

    private ClauseDiff() {}

    public static void answer(Call call) {
        JsonObject arguments = call.arguments();
        String before;
        String after;
        if (arguments.has("old_text")) {
            before = Source.text(arguments, "old_text");
            after = Source.text(arguments, "new_text");
        } else if (arguments.has("contract")) {
            List<Source> versions = Source.stored(call, arguments);
            before = Source.one(versions, arguments, "old_version").text();
            after = Source.one(versions, arguments, "new_version").text();
        } else {
            throw arguments.wrong(
                    "old_text", "and 'new_text', or 'contract' with two versions, must be given");
        }
        Pairing pairing = Pairing.of(read(before), read(after));
        JsonWriter json = Source.begin(call);
        json.key("changes").beginArray();
        Map<Pairing.Change, Integer> counts = new HashMap<>();
        for (Pairing.Pair pair : pairing.pairs()) {
            counts.merge(pair.change(), 1, (a, b) -> a + b);
            if (pair.change() != Pairing.Change.UNCHANGED) {
                write(json, pairing, pair);
            }
        }
        json.endArray().key("counts").beginObject();
        for (Pairing.Change change : Pairing.Change.values()) {
            json.key(change.word()).number(counts.getOrDefault(change, 0));
        }
        json.endObject().endObject();
    }

    private static ContractText read(String text) {
        ContractText contract = new ContractText(text);
        if (contract.clauses().size() > CLAUSES_MAX) {
            throw new ToolError(
                    "more than " + CLAUSES_MAX + " clauses; compare the contract in parts");
        }
        return contract;
    }

    private static void write(JsonWriter json, Pairing pairing, Pairing.Pair pair) {
        json.beginObject().key("change").ascii(pair.change().word());
        pair.old().ifPresent(clause -> clause(json.key("old"), pairing.before(), clause));
        pair.now().ifPresent(clause -> clause(json.key("new"), pairing.after(), clause));
        switch (pair.change()) {
            case ADDED -> pair.now().ifPresent(c -> text(json, pairing.after(), c));
            case REMOVED -> pair.old().ifPresent(c -> text(json, pairing.before(), c));
            case CHANGED, CHANGED_AND_MOVED -> {
                json.key("similarity").number(WordDiff.similarity(pair.runs()), 3);
                WordDiff.write(json.key("diff"), pair.runs());
            }
            case MOVED, UNCHANGED -> {}
        }
        json.endObject();
    }

    private static void clause(JsonWriter json, ContractText contract, Clause clause) {
        json.beginObject().key("number").string(clause.number());
        json.key("heading").string(clause.heading());
        json.key("line").number(contract.line(clause.start()));
        json.key("start").number(clause.start()).key("end").number(clause.end()).endObject();
    }

    private static void text(JsonWriter json, ContractText contract, Clause clause) {
        json.key("text").string(contract.shown(clause.start(), clause.end()));
    }
}
