package dev.hqe.mcp.context;

import dev.hqe.kernel.json.Json;
import tools.jackson.databind.node.ObjectNode;

/// A `ReadResourceResult` of one text.
final class Contents {

    private Contents() {}

    static ObjectNode text(String uri, String mimeType, String text) {
        ObjectNode result = Json.object();
        result.putArray("contents")
                .addObject()
                .put("uri", uri)
                .put("mimeType", mimeType)
                .put("text", text);
        return result;
    }
}
