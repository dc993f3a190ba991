package dev.hqe.mcp;

import java.util.List;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// What the server says of itself (`serverInfo`).
///
/// @param name for programs, for example `hqe-workbench`
/// @param title for people; empty for none
/// @param version of the software, not of the protocol
/// @param description what it does, for people; empty for none
/// @param websiteUrl empty for none
/// @param icons to show it with
public record ServerInfo(
        String name,
        String title,
        String version,
        String description,
        String websiteUrl,
        List<Icon> icons) {

    /// A picture.
    ///
    /// @param src an `https:` or `data:` URI
    /// @param mimeType for example `image/svg+xml`
    /// @param sizes for example `48x48` or `any`; empty for unknown
    public record Icon(String src, String mimeType, String sizes) {}

    public ServerInfo {
        if (name.isBlank() || version.isBlank()) {
            throw new McpException("a server needs a name and a version to introduce itself with");
        }
        icons = List.copyOf(icons);
    }

    /// No more than a name and a version.
    public ServerInfo(String name, String title, String version) {
        this(name, title, version, "", "", List.of());
    }

    /// The `Implementation` object of both eras; a new tree at every call.
    public ObjectNode toJson() {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("name", name);
        put(json, "title", title);
        json.put("version", version);
        put(json, "description", description);
        put(json, "websiteUrl", websiteUrl);
        if (!icons.isEmpty()) {
            ArrayNode list = json.putArray("icons");
            for (Icon icon : icons) {
                ObjectNode one = list.addObject().put("src", icon.src());
                put(one, "mimeType", icon.mimeType());
                if (!icon.sizes().isEmpty()) {
                    one.putArray("sizes").add(icon.sizes());
                }
            }
        }
        return json;
    }

    private static void put(ObjectNode json, String key, String value) {
        if (!value.isEmpty()) {
            json.put(key, value);
        }
    }
}
