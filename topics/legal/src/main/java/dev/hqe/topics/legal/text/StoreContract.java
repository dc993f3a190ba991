package dev.hqe.topics.legal.text;

import dev.hqe.topics.kit.Call;
import dev.hqe.topics.kit.Day;
import dev.hqe.topics.kit.json.JsonObject;
import dev.hqe.topics.kit.json.JsonWriter;

/// `store_contract`: keeps a contract's text under its title and version.
public final class StoreContract {
    private StoreContract() {}

    public static void answer(Call call) {
        JsonObject arguments = call.arguments();
        String title = arguments.text("title").strip();
        String version = arguments.text("version", "1").strip();
        if (title.isEmpty()
                || title.length() > 200
                || Letters.flat(title).length() != title.length()) {
            throw arguments.wrong("title", "must be one line of 1 to 200 characters");
        }
        if (version.isEmpty() || version.length() > 40) {
            throw arguments.wrong("version", "must be 1 to 40 characters");
        }
        String date = arguments.text("effective_date", "");
        if (!date.isEmpty() && Day.parse(date).isEmpty()) {
            throw arguments.wrong("effective_date", "must be a day such as 2026-01-31");
        }
        String text = Source.text(arguments, "text");
        String id = "legal/Contract/" + Letters.slug(title) + "/" + Letters.slug(version);
        long stored =
                call.host()
                        .putEntity(
                                "Contract",
                                id,
                                json -> {
                                    json.beginObject().key("title").string(title);
                                    json.key("version").string(version);
                                    if (!date.isEmpty()) {
                                        json.key("effective_date").string(date);
                                    }
                                    json.key("text").string(text).endObject();
                                });
        JsonWriter json = Source.begin(call).key("id").string(id);
        json.key("replaced").bool(stored > 1);
        json.key("clauses").number(new ContractText(text).clauses().size()).endObject();
    }
}
