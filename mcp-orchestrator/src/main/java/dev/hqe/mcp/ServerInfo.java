package dev.hqe.mcp;

import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// What the server says of itself (`serverInfo`).
///
/// @param name for programs, for example `hqe-workbench`
/// @param title for people; empty for none
/// @param version of the software, not of the protocol
public record ServerInfo(String name, String title, String version) {

    public ServerInfo {
        if (name.isBlank() || version.isBlank()) {
            throw new McpException("a server needs a name and a version to introduce itself with");
        }
    }

    /// The `Implementation` object of both eras; a new tree at every call.
    public ObjectNode toJson() {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("name", name);
        if (!title.isEmpty()) {
            json.put("title", title);
        }
        return json.put("version", version);
    }
}
