package dev.hqe.topics.legal.find;

import dev.hqe.topics.kit.Call;
import dev.hqe.topics.kit.json.JsonWriter;
import dev.hqe.topics.legal.text.ContractText;
import dev.hqe.topics.legal.text.Source;

/// `parties`: who makes the contract, and what it calls them.
public final class PartiesTool {
    private PartiesTool() {}

    public static void answer(Call call) {
        ContractText contract = new ContractText(Source.of(call, call.arguments()).text());
        JsonWriter json = Source.begin(call);
        json.key("parties").beginArray();
        for (Party party : Parties.of(contract)) {
            json.beginObject().key("name").string(party.name());
            json.key("role").string(party.role());
            json.key("description").string(party.description());
            json.key("line").number(contract.line(party.start()));
            json.key("start").number(party.start()).key("end").number(party.end()).endObject();
        }
        json.endArray().endObject();
    }
}
