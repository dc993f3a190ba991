package dev.hqe.mcp;

import java.util.Optional;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// What a tool says of itself, as `tools/list` shows it (2026-07-28, Tools, "Data Types"). The JSON
/// parts are copied in; treat what the accessors return as read-only.
///
/// @param name its name
/// @param title for display; empty for none
/// @param description what a model reads to choose it; empty for none
/// @param inputSchema JSON Schema of the arguments, 2020-12 unless it names another dialect; its
///   root says `"type": "object"`
/// @param outputSchema JSON Schema of the structured result; a tool that has one must return one
/// @param annotations hints such as `readOnlyHint`; empty for none
/// @param meta `_meta`; empty for none
public record ToolDefinition(
        ToolName name,
        String title,
        String description,
        ObjectNode inputSchema,
        Optional<ObjectNode> outputSchema,
        ObjectNode annotations,
        ObjectNode meta) {

    /// Checks the definition and copies its JSON.
    ///
    /// @throws McpException when the input schema is not one of an object
    public ToolDefinition {
        if (!"object".equals(inputSchema.path("type").asString(""))) {
            throw new McpException(
                    "tool "
                            + name
                            + ": the input schema's root must say \"type\": \"object\" (a tool without"
                            + " parameters says {\"type\": \"object\", \"additionalProperties\": false})");
        }
        inputSchema = inputSchema.deepCopy();
        outputSchema = outputSchema.map(ObjectNode::deepCopy);
        annotations = annotations.deepCopy();
        meta = meta.deepCopy();
    }

    /// A definition with name, description and input schema only.
    public static ToolDefinition of(ToolName name, String description, ObjectNode inputSchema) {
        JsonNodeFactory json = JsonNodeFactory.instance;
        return new ToolDefinition(
                name,
                "",
                description,
                inputSchema,
                Optional.empty(),
                json.objectNode(),
                json.objectNode());
    }

    /// The same with an output schema.
    public ToolDefinition returning(ObjectNode outputSchema) {
        return new ToolDefinition(
                name,
                title,
                description,
                inputSchema,
                Optional.of(outputSchema),
                annotations,
                meta);
    }

    /// The `Tool` object of `tools/list`; a new tree at every call.
    public ObjectNode toJson() {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("name", name.value());
        if (!title.isEmpty()) {
            json.put("title", title);
        }
        if (!description.isEmpty()) {
            json.put("description", description);
        }
        json.set("inputSchema", inputSchema.deepCopy());
        outputSchema.ifPresent(schema -> json.set("outputSchema", schema.deepCopy()));
        if (!annotations.isEmpty()) {
            json.set("annotations", annotations.deepCopy());
        }
        if (!meta.isEmpty()) {
            json.set("_meta", meta.deepCopy());
        }
        return json;
    }
}
