package dev.hqe.mcp;

import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// A family of resources, as `resources/templates/list` shows it (2026-07-28, Resources, "Resource
/// Templates"). Kept as the JSON object that it is on the wire; treat the tree as read-only.
///
/// @param uriTemplate the addresses (RFC 6570)
/// @param json the `ResourceTemplate` object
public record ResourceTemplate(String uriTemplate, ObjectNode json) {

    public ResourceTemplate {
        if (uriTemplate.isEmpty() || uriTemplate.length() > 2_048) {
            throw new McpException(
                    "a URI template has 1 to 2048 characters: " + uriTemplate.length());
        }
        json = json.deepCopy();
        json.put("uriTemplate", uriTemplate);
    }

    /// A template with the members that most have.
    ///
    /// @param description empty for none
    /// @param mimeType empty for unknown
    public static ResourceTemplate of(
            String uriTemplate, String name, String description, String mimeType) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("uriTemplate", uriTemplate).put("name", name);
        if (!description.isEmpty()) {
            json.put("description", description);
        }
        if (!mimeType.isEmpty()) {
            json.put("mimeType", mimeType);
        }
        return new ResourceTemplate(uriTemplate, json);
    }
}
