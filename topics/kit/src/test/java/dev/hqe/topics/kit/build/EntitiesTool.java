package dev.hqe.topics.kit.build;

import dev.hqe.topics.kit.Call;
import dev.hqe.topics.kit.Condition;
import dev.hqe.topics.kit.Entity;
import dev.hqe.topics.kit.Tools;
import dev.hqe.topics.kit.json.JsonObject;
import dev.hqe.topics.kit.json.JsonWriter;
import java.util.List;

/// A module that asks the workbench: what a test compiles to Wasm.
public final class EntitiesTool {
    static final Tools TOOLS =
            new Tools()
                    .with("put", EntitiesTool::put)
                    .with("get", EntitiesTool::get)
                    .with("query", EntitiesTool::query);

    private EntitiesTool() {}

    public static void main(String[] args) {
        TOOLS.serve(args);
    }

    private static void put(Call call) {
        JsonObject arguments = call.arguments();
        long version =
                call.host()
                        .putEntity(
                                arguments.text("kind"),
                                arguments.text("id"),
                                json -> json.value(arguments.object("data")));
        call.result().number(version);
    }

    private static void get(Call call) {
        JsonObject arguments = call.arguments();
        JsonWriter result = call.result().beginArray();
        call.host()
                .getEntity(arguments.text("kind"), arguments.text("id"))
                .ifPresent(found -> result.string(found.id()).value(found.data()));
        result.endArray();
    }

    private static void query(Call call) {
        JsonObject arguments = call.arguments();
        JsonWriter result = call.result().beginArray();
        List<Condition> where =
                List.of(
                        Condition.equal("of.name", arguments.text("name")),
                        new Condition(
                                "size",
                                Condition.Op.GREATER_OR_EQUAL,
                                arguments.get("from").orElseThrow()));
        for (Entity found :
                call.host().queryEntities("Box", where, arguments.integer("max", 1, 9_999))) {
            result.string(found.id());
        }
        result.endArray();
    }
}
