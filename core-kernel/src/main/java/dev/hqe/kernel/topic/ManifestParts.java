package dev.hqe.kernel.topic;

import dev.hqe.kernel.entity.Condition;
import dev.hqe.kernel.entity.Kind;
import dev.hqe.kernel.entity.Sensitivity;
import dev.hqe.kernel.entity.TopicId;
import dev.hqe.kernel.json.Json;
import dev.hqe.kernel.topic.TopicManifest.Capabilities;
import dev.hqe.kernel.topic.TopicManifest.Entry;
import dev.hqe.kernel.topic.TopicManifest.Filter;
import dev.hqe.kernel.topic.TopicManifest.FlowSpec;
import dev.hqe.kernel.topic.TopicManifest.PromptArgument;
import dev.hqe.kernel.topic.TopicManifest.PromptSpec;
import dev.hqe.kernel.topic.TopicManifest.Reads;
import dev.hqe.kernel.topic.TopicManifest.ToolSpec;
import dev.hqe.kernel.topic.TopicManifest.TransformSpec;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Turns a manifest that is known to be valid into records.
final class ManifestParts {

    private ManifestParts() {}

    static TopicManifest manifest(JsonNode root) {
        Map<Kind, String> dataSchema = new LinkedHashMap<>();
        root.path("data_schema")
                .properties()
                .forEach(e -> dataSchema.put(new Kind(e.getKey()), e.getValue().asString()));
        JsonNode capabilities = root.path("capabilities");
        return new TopicManifest(
                new TopicId(root.path("id").asString()),
                root.path("name").asString(),
                root.path("version").asString(),
                root.path("description").asString(""),
                new Capabilities(
                        capabilities.path("tools").valueStream().map(ManifestParts::tool).toList(),
                        capabilities
                                .path("prompts")
                                .valueStream()
                                .map(ManifestParts::prompt)
                                .toList(),
                        capabilities.path("flows").valueStream().map(ManifestParts::flow).toList(),
                        capabilities
                                .path("transforms")
                                .valueStream()
                                .map(ManifestParts::transform)
                                .toList()),
                PermissionParts.permissions(
                        new TopicId(root.path("id").asString()), root.path("permissions")),
                config(root.path("config")),
                dataSchema,
                labels(root.path("labels")));
    }

    private static Map<Kind, Sensitivity> labels(JsonNode labels) {
        Map<Kind, Sensitivity> sensitivities = new LinkedHashMap<>();
        labels.properties()
                .forEach(e ->
                        sensitivities.put(
                                new Kind(e.getKey()), Sensitivity.of(e.getValue().asString())));
        return sensitivities;
    }

    private static Map<String, String> config(JsonNode config) {
        Map<String, String> settings = new HashMap<>();
        config.properties().forEach(e -> settings.put(e.getKey(), e.getValue().asString()));
        return settings;
    }

    private static Entry entry(JsonNode tool) {
        return tool.has("export")
                ? new Entry.Export(tool.path("export").asString())
                : new Entry.Command(
                        tool.path("args").valueStream().map(JsonNode::asString).toList());
    }

    private static ToolSpec tool(JsonNode tool) {
        JsonNode reads = tool.path("reads");
        String name = tool.path("name").asString();
        return new ToolSpec(
                name,
                tool.path("title").asString(name),
                tool.path("description").asString(),
                tool.path("wasm").asString(),
                entry(tool),
                reads.isObject() ? reads(reads) : null,
                plain(tool.path("input_schema")),
                tool.has("output_schema") ? plain(tool.path("output_schema")) : null,
                tool.has("annotations") ? plain(tool.path("annotations")) : Json.object(),
                tool.path("icons").valueStream().map(JsonNode::asString).toList());
    }

    private static TransformSpec transform(JsonNode transform) {
        return new TransformSpec(
                transform.path("name").asString(),
                transform.path("description").asString(""),
                transform.path("wasm").asString(),
                entry(transform));
    }

    private static Reads reads(JsonNode reads) {
        return new Reads(
                new Kind(reads.path("kind").asString()),
                reads.has("unless") ? reads.path("unless").asString() : null,
                reads.path("where").valueStream().map(ManifestParts::filter).toList());
    }

    private static Filter filter(JsonNode filter) {
        String op = filter.path("op").asString().toUpperCase(Locale.ROOT);
        return new Filter(
                "$." + filter.path("field").asString(),
                Condition.Operator.valueOf(op),
                filter.path("argument").asString());
    }

    private static PromptSpec prompt(JsonNode prompt) {
        String name = prompt.path("name").asString();
        return new PromptSpec(
                name,
                prompt.path("title").asString(name),
                prompt.path("description").asString(""),
                prompt.path("file").asString(),
                prompt.path("arguments").valueStream().map(ManifestParts::argument).toList());
    }

    private static PromptArgument argument(JsonNode argument) {
        return new PromptArgument(
                argument.path("name").asString(),
                argument.path("description").asString(""),
                argument.path("required").asBoolean(false),
                PromptArgument.Type.valueOf(
                        argument.path("type").asString("text").toUpperCase(Locale.ROOT)),
                argument.path("values").valueStream().map(JsonNode::asString).toList());
    }

    private static FlowSpec flow(JsonNode flow) {
        return new FlowSpec(
                flow.path("name").asString(),
                flow.path("description").asString(""),
                flow.path("file").asString());
    }

    /// The same without the line numbers.
    private static ObjectNode plain(JsonNode node) {
        if (node instanceof ObjectNode object && object.getClass() == ObjectNode.class) {
            return object; // it has none
        }
        return Json.MAPPER.readValue(node.toString(), ObjectNode.class);
    }
}
