package dev.hqe.mcp;

import dev.hqe.kernel.json.Json;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// What a tool says of itself, as `tools/list` shows it (2026-07-28, Tools, "Data Types"). It is
/// kept as the JSON object that it is on the wire, so that members which this code does not know
/// pass through. The tree is copied in; treat what the accessors return as read-only.
///
/// @param name its name here, which for a tool of another server is not its name there
/// @param json the `Tool` object
/// @param origin where it comes from; not part of the JSON
public record ToolDefinition(ToolName name, ObjectNode json, ToolOrigin origin) {

    /// Checks the definition and copies its JSON.
    ///
    /// @throws McpException when the input schema is not one of an object
    public ToolDefinition {
        if (!"object".equals(json.path("inputSchema").path("type").asString(""))) {
            throw new McpException(
                    "tool "
                            + name
                            + ": the input schema's root must say \"type\": \"object\" (a tool without"
                            + " parameters says {\"type\": \"object\", \"additionalProperties\": false})");
        }
        json = json.deepCopy();
        json.put("name", name.value());
    }

    /// A definition of unknown origin.
    ///
    /// @throws McpException when the input schema is not one of an object
    public ToolDefinition(ToolName name, ObjectNode json) {
        this(name, json, ToolOrigin.UNKNOWN);
    }

    /// A definition with name, description and input schema only.
    ///
    /// @param description what a model reads to choose it; empty for none
    /// @param inputSchema JSON Schema of the arguments, 2020-12 unless it names another dialect;
    ///   its root says `"type": "object"`
    public static ToolDefinition of(ToolName name, String description, ObjectNode inputSchema) {
        ObjectNode json = JsonNodeFactory.instance.objectNode().put("name", name.value());
        if (!description.isEmpty()) {
            json.put("description", description);
        }
        json.set("inputSchema", inputSchema);
        return new ToolDefinition(name, json);
    }

    /// A definition of one of the workbench's own tools.
    ///
    /// @param input JSON Schema of the arguments, as text
    /// @param output JSON Schema of the structured result, as text
    /// @param hints its annotations
    public static ToolDefinition ofWorkbench(
            String name,
            String title,
            String description,
            String input,
            String output,
            ObjectNode hints) {
        return of(new ToolName(name), description, Json.MAPPER.readValue(input, ObjectNode.class))
                .titled(title)
                .annotated(hints)
                .from(ToolOrigin.WORKBENCH)
                .returning(Json.MAPPER.readValue(output, ObjectNode.class));
    }

    /// The same with a title for display; an empty one is none.
    public ToolDefinition titled(String title) {
        return title.isEmpty() ? this : with("title", JsonNodeFactory.instance.stringNode(title));
    }

    /// The same with an output schema; a tool that has one must return a structured result.
    public ToolDefinition returning(ObjectNode outputSchema) {
        return with("outputSchema", outputSchema);
    }

    /// The same with hints such as `readOnlyHint`; empty ones are none.
    public ToolDefinition annotated(ObjectNode annotations) {
        return annotations.isEmpty() ? this : with("annotations", annotations);
    }

    /// The same under another name.
    public ToolDefinition named(ToolName other) {
        return new ToolDefinition(other, json, origin);
    }

    /// The same from another place.
    public ToolDefinition from(ToolOrigin other) {
        return new ToolDefinition(name, json, other);
    }

    private ToolDefinition with(String member, JsonNode value) {
        ObjectNode changed = json.deepCopy();
        changed.set(member, value);
        return new ToolDefinition(name, changed, origin);
    }

    /// For display; empty for none. A title in the annotations is the older place for it.
    public String title() {
        return json.path("title").asString(json.path("annotations").path("title").asString(""));
    }

    /// What a model reads to choose it; empty for none.
    public String description() {
        return json.path("description").asString("");
    }

    /// JSON Schema of the arguments.
    public ObjectNode inputSchema() {
        return json.withObject("/inputSchema");
    }

    /// JSON Schema of the structured result.
    public Optional<ObjectNode> outputSchema() {
        return json.path("outputSchema") instanceof ObjectNode schema
                ? Optional.of(schema)
                : Optional.empty();
    }

    /// A hint such as `readOnlyHint`, or what the protocol takes for it when it is not there.
    public boolean hint(String name, boolean otherwise) {
        return json.path("annotations").path(name).asBoolean(otherwise);
    }

    /// The `Tool` object of `tools/list`; a new tree at every call.
    public ObjectNode toJson() {
        return json.deepCopy();
    }
}
