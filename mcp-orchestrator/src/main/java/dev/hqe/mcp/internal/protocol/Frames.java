package dev.hqe.mcp.internal.protocol;

import dev.hqe.mcp.RawJson;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// Whole messages as bytes, put together from JSON that is already written. None holds a line
/// break.
final class Frames {

    private Frames() {}

    /// A result response.
    ///
    /// @param result the result object, in pieces that are concatenated
    static byte[] result(RequestId id, List<RawJson> result) {
        return joined("{\"jsonrpc\":\"2.0\",\"id\":" + id.toJson() + ",\"result\":", result, "}");
    }

    /// A notification that is written in part.
    ///
    /// @param params the members of its parameters, in pieces that are concatenated
    static byte[] notification(String method, List<RawJson> params) {
        return joined(
                "{\"jsonrpc\":\"2.0\",\"method\":\"" + method + "\",\"params\":{", params, "}}");
    }

    private static byte[] joined(String head, List<RawJson> pieces, String tail) {
        int size = head.length() + tail.length();
        for (RawJson piece : pieces) {
            size += piece.size();
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream(size);
        text(out, head);
        try {
            for (RawJson piece : pieces) {
                piece.writeTo(out);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("writing to memory", e);
        }
        text(out, tail);
        return out.toByteArray();
    }

    /// An error response; without a readable request it has no id, which is what the schemas of
    /// 2025-11-25 and 2026-07-28 have in place of the null of JSON-RPC 2.0.
    static byte[] error(Optional<RequestId> id, RpcError error) {
        String idJson = id.map(known -> "\"id\":" + known.toJson() + ",").orElse("");
        return bytes("{\"jsonrpc\":\"2.0\"," + idJson + "\"error\":" + error.toJson() + "}");
    }

    /// A notification.
    static byte[] notification(String method, ObjectNode params) {
        ObjectNode message = JsonNodeFactory.instance.objectNode();
        message.put("jsonrpc", "2.0").put("method", method);
        if (!params.isEmpty()) {
            message.set("params", params);
        }
        return bytes(message.toString());
    }

    /// A request of the server's own.
    static byte[] request(RequestId id, String method, ObjectNode params) {
        ObjectNode message = JsonNodeFactory.instance.objectNode();
        message.put("method", method);
        if (!params.isEmpty()) {
            message.set("params", params);
        }
        return bytes(
                "{\"jsonrpc\":\"2.0\",\"id\":"
                        + id.toJson()
                        + ","
                        + message.toString().substring(1));
    }

    /// A progress notification (2026-07-28, Progress).
    static byte[] progress(RequestId token, double progress, double total, String message) {
        StringBuilder json = new StringBuilder(160);
        json.append("{\"jsonrpc\":\"2.0\",\"method\":\"notifications/progress\",\"params\":")
                .append("{\"progressToken\":")
                .append(token.toJson())
                .append(",\"progress\":")
                .append(number(progress));
        if (total > 0) {
            json.append(",\"total\":").append(number(total));
        }
        if (!message.isEmpty()) {
            String said = Quoted.brief(message, 1_000);
            json.append(",\"message\":").append(JsonNodeFactory.instance.stringNode(said));
        }
        return bytes(json.append("}}").toString());
    }

    /// A batch of responses.
    static byte[] batch(List<byte[]> responses) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        byte separator = '[';
        for (byte[] response : responses) {
            out.write(separator);
            out.writeBytes(response);
            separator = ',';
        }
        out.write(']');
        return out.toByteArray();
    }

    private static String number(double value) {
        return value == Math.rint(value) && Math.abs(value) < 1e15
                ? Long.toString((long) value)
                : Double.toString(value);
    }

    private static void text(ByteArrayOutputStream out, String text) {
        out.writeBytes(bytes(text));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
