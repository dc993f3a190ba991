package dev.hqe.mcp.client;

import dev.hqe.kernel.json.Json;
import dev.hqe.mcp.McpException;
import tools.jackson.databind.node.ObjectNode;

/// How the client introduces itself (`clientInfo`).
///
/// @param name for programs
/// @param title for people; empty for none
/// @param version of the software, not of the protocol
public record ClientIdentity(String name, String title, String version) {

    public ClientIdentity {
        if (name.isBlank() || version.isBlank()) {
            throw new McpException("a client needs a name and a version to introduce itself with");
        }
    }

    ObjectNode toJson() {
        ObjectNode json = Json.object();
        json.put("name", name);
        if (!title.isEmpty()) {
            json.put("title", title);
        }
        return json.put("version", version);
    }
}
