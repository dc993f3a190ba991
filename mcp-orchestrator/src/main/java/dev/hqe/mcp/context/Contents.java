package dev.hqe.mcp.context;

import dev.hqe.kernel.json.Json;
import java.util.Base64;
import tools.jackson.databind.node.ObjectNode;

/// A `ReadResourceResult` of one text or of bytes that are none.
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

    static ObjectNode bytes(String uri, String mimeType, byte[] bytes) {
        ObjectNode result = Json.object();
        result.putArray("contents")
                .addObject()
                .put("uri", uri)
                .put("mimeType", mimeType)
                .put("blob", Base64.getEncoder().encodeToString(bytes));
        return result;
    }
}
