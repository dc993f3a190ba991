package dev.hqe.kernel.topic;

import dev.hqe.kernel.json.Json;
import dev.hqe.kernel.topic.TopicManifest.Entry;
import dev.hqe.kernel.topic.TopicManifest.ToolSpec;
import tools.jackson.databind.cfg.JsonNodeFeature;
import tools.jackson.databind.node.ObjectNode;

/// A tool's definition as text, for people to compare. The order of names in it says nothing, so it
/// is the same for the same definition.
final class ToolText {

    private ToolText() {}

    static String of(ToolSpec tool) {
        ObjectNode json = Json.object();
        json.put("name", tool.name());
        json.put("title", tool.title());
        json.put("description", tool.description());
        addRest(tool, json);
        addSchemas(tool, json);
        return pretty(json);
    }

    /// All but names, words and schemas.
    static String rest(ToolSpec tool) {
        ObjectNode json = Json.object();
        json.put("title", tool.title());
        addRest(tool, json);
        return pretty(json);
    }

    static String schemas(ToolSpec tool) {
        ObjectNode json = Json.object();
        addSchemas(tool, json);
        return pretty(json);
    }

    private static void addRest(ToolSpec tool, ObjectNode json) {
        json.put("wasm", tool.wasm());
        switch (tool.entry()) {
            case Entry.Command(var args) -> args.forEach(json.putArray("args")::add);
            case Entry.Export(var function) -> json.put("export", function);
        }
        tool.reads().ifPresent(reads -> json.put("reads", reads.toString()));
        json.set("annotations", tool.annotations());
        tool.icons().forEach(json.putArray("icons")::add);
    }

    private static void addSchemas(ToolSpec tool, ObjectNode json) {
        json.set("input_schema", tool.inputSchema());
        tool.outputSchema().ifPresent(schema -> json.set("output_schema", schema));
    }

    private static String pretty(ObjectNode json) {
        return Json.MAPPER
                .writerWithDefaultPrettyPrinter()
                .with(JsonNodeFeature.WRITE_PROPERTIES_SORTED)
                .writeValueAsString(json);
    }
}
