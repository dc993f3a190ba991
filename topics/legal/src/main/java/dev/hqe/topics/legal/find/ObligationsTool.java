package dev.hqe.topics.legal.find;

import dev.hqe.topics.kit.Call;
import dev.hqe.topics.kit.json.JsonObject;
import dev.hqe.topics.kit.json.JsonWriter;
import dev.hqe.topics.legal.text.ContractText;
import dev.hqe.topics.legal.text.Letters;
import dev.hqe.topics.legal.text.Source;
import java.util.ArrayList;
import java.util.List;

/// `obligations`: who has to, must not or may do what, with clause and place.
public final class ObligationsTool {
    private static final int LISTED_MAX = 2_000;
    private static final List<String> MODALITIES =
            List.of("", "obligation", "prohibition", "permission");

    private ObligationsTool() {}

    public static void answer(Call call) {
        JsonObject arguments = call.arguments();
        String party = Letters.lower(arguments.text("party", ""));
        String modality = arguments.text("modality", "");
        if (!MODALITIES.contains(modality)) {
            throw arguments.wrong("modality", "must be obligation, prohibition or permission");
        }
        ContractText contract = new ContractText(Source.of(call, arguments).text());
        List<Obligation> wanted = new ArrayList<>();
        for (Obligation one : Obligations.of(contract)) {
            if ((modality.isEmpty() || modality.equals(one.modality().word()))
                    && (party.isEmpty() || isOf(one, party))) {
                wanted.add(one);
            }
        }
        JsonWriter json = Source.begin(call);
        json.key("obligations").beginArray();
        for (Obligation one : wanted.subList(0, Math.min(LISTED_MAX, wanted.size()))) {
            write(json, contract, one);
        }
        json.endArray().key("count").number(wanted.size());
        json.key("truncated").bool(wanted.size() > LISTED_MAX).endObject();
    }

    /// Of that party, or of all of them.
    private static boolean isOf(Obligation one, String party) {
        String of = Letters.lower(one.party());
        boolean all = of.endsWith("party") || of.endsWith("parties");
        return of.equals(party) || all || Letters.lower(one.subject()).contains(party);
    }

    private static void write(JsonWriter json, ContractText contract, Obligation one) {
        json.beginObject().key("party").string(one.party());
        json.key("subject").string(one.subject());
        json.key("modality").ascii(one.modality().word());
        json.key("keyword").string(one.keyword()).key("action").string(one.action());
        if (!one.condition().isEmpty()) {
            json.key("condition").string(one.condition());
        }
        contract.place(json, one.sentence().clause(), one.start(), one.end());
        json.endObject();
    }
}
