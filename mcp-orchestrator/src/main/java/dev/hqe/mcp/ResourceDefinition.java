package dev.hqe.mcp;

import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// What a resource says of itself, as `resources/list` shows it (2026-07-28, Resources,
/// "Resource"). Kept as the JSON object that it is on the wire; treat the tree as read-only.
///
/// @param uri its address
/// @param json the `Resource` object
public record ResourceDefinition(String uri, ObjectNode json) {

    public ResourceDefinition {
        if (uri.isEmpty() || uri.length() > 2_048) {
            throw new McpException("a resource's URI has 1 to 2048 characters: " + uri.length());
        }
        json = json.deepCopy();
        json.put("uri", uri);
    }

    /// A resource with the members that most have.
    ///
    /// @param description empty for none
    /// @param mimeType empty for unknown
    public static ResourceDefinition of(
            String uri, String name, String description, String mimeType) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("uri", uri).put("name", name);
        if (!description.isEmpty()) {
            json.put("description", description);
        }
        if (!mimeType.isEmpty()) {
            json.put("mimeType", mimeType);
        }
        return new ResourceDefinition(uri, json);
    }
}
