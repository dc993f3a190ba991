package dev.hqe.topics.legal.find;

import dev.hqe.topics.kit.Call;
import dev.hqe.topics.kit.json.JsonObject;
import dev.hqe.topics.kit.json.JsonWriter;
import dev.hqe.topics.legal.text.Clause;
import dev.hqe.topics.legal.text.ContractText;
import dev.hqe.topics.legal.text.Source;

/// `clauses`: the numbered outline of a contract, with its texts if that is asked for.
public final class ClausesTool {
    private static final int LEVELS = 9;

    private ClausesTool() {}

    public static void answer(Call call) {
        JsonObject arguments = call.arguments();
        int level = arguments.integer("max_level", 1, LEVELS, LEVELS);
        boolean texts = arguments.bool("with_text", false);
        ContractText contract = new ContractText(Source.of(call, arguments).text());
        JsonWriter json = Source.begin(call);
        json.key("clauses").beginArray();
        int count = 0;
        for (Clause clause : contract.clauses()) {
            if (clause.level() <= level) {
                count++;
                write(json, contract, clause, texts);
            }
        }
        json.endArray().key("count").number(count).endObject();
    }

    private static void write(
            JsonWriter json, ContractText contract, Clause clause, boolean texts) {
        json.beginObject().key("number").string(clause.number());
        json.key("heading").string(clause.heading()).key("level").number(clause.level());
        json.key("line").number(contract.line(clause.start()));
        json.key("start").number(clause.start()).key("end").number(clause.end());
        if (texts) {
            json.key("text").string(contract.text().substring(clause.start(), clause.end()));
        }
        json.endObject();
    }
}
