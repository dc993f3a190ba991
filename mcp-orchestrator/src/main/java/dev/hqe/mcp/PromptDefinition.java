package dev.hqe.mcp;

import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// What a prompt says of itself, as `prompts/list` shows it (2026-07-28, Prompts, "Prompt"). Kept
/// as the JSON object that it is on the wire; treat the tree as read-only.
///
/// @param name its name here, built like a tool's
/// @param json the `Prompt` object
public record PromptDefinition(ToolName name, ObjectNode json) {

    public PromptDefinition {
        json = json.deepCopy();
        json.put("name", name.value());
    }

    /// A prompt with arguments that are named and described.
    ///
    /// @param description empty for none
    public static PromptDefinition of(ToolName name, String description, List<Argument> arguments) {
        ObjectNode json = JsonNodeFactory.instance.objectNode().put("name", name.value());
        if (!description.isEmpty()) {
            json.put("description", description);
        }
        ArrayNode list = json.putArray("arguments");
        for (Argument argument : arguments) {
            ObjectNode one = list.addObject().put("name", argument.name());
            if (!argument.description().isEmpty()) {
                one.put("description", argument.description());
            }
            one.put("required", argument.required());
        }
        return new PromptDefinition(name, json);
    }

    /// One argument; its value is always text.
    ///
    /// @param description empty for none
    public record Argument(String name, String description, boolean required) {}

    /// The names of the arguments that must be given.
    public List<String> required() {
        List<String> names = new ArrayList<>();
        for (JsonNode argument : json.path("arguments")) {
            if (argument.path("required").asBoolean(false)) {
                names.add(argument.path("name").asString(""));
            }
        }
        return names;
    }
}
