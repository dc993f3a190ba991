package dev.hqe.mcp.client;

import dev.hqe.kernel.json.Json;
import dev.hqe.mcp.RawJson;
import dev.hqe.mcp.internal.protocol.MetaKeys;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// Writes the client's messages, each on one line, in one era. Immutable.
final class MessageWriter {

    private static final byte[] OPEN = ascii("{\"jsonrpc\":\"2.0\",\"id\":");

    private final byte[] meta;

    private MessageWriter(byte[] meta) {
        this.meta = meta;
    }

    /// Requests that say nothing of themselves.
    static MessageWriter legacy() {
        return new MessageWriter(new byte[0]);
    }

    /// Requests that say everything (2026-07-28, Overview, "Per-request protocol fields").
    static MessageWriter modern(
            String version, ClientIdentity identity, ObjectNode capabilities, String logLevel) {
        ObjectNode meta = Json.object();
        meta.put(MetaKeys.PROTOCOL_VERSION, version);
        meta.set(MetaKeys.CLIENT_INFO, identity.toJson());
        meta.set(MetaKeys.CLIENT_CAPABILITIES, capabilities);
        if (!logLevel.isEmpty()) {
            meta.put(MetaKeys.LOG_LEVEL, logLevel);
        }
        String members = meta.toString();
        return new MessageWriter(
                members.substring(1, members.length() - 1).getBytes(StandardCharsets.UTF_8));
    }

    /// A request.
    ///
    /// @param wantsProgress whether to name the id as progress token
    byte[] request(long id, String method, Params params, boolean wantsProgress) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(256 + meta.length);
        out.writeBytes(OPEN);
        out.writeBytes(ascii(Long.toString(id)));
        out.writeBytes(ascii(",\"method\":"));
        out.writeBytes(quoted(method));
        boolean hasMeta = meta.length > 0 || wantsProgress || !params.meta().isEmpty();
        if (hasMeta || !params.members().isEmpty()) {
            out.writeBytes(ascii(",\"params\":{"));
            members(out, params.members(), true);
            if (hasMeta) {
                out.writeBytes(ascii(params.members().isEmpty() ? "\"_meta\":{" : ",\"_meta\":{"));
                out.writeBytes(meta);
                boolean first = meta.length == 0;
                if (wantsProgress) {
                    out.writeBytes(ascii((first ? "" : ",") + "\"progressToken\":" + id));
                    first = false;
                }
                members(out, params.meta(), first);
                out.write('}');
            }
            out.write('}');
        }
        out.write('}');
        return out.toByteArray();
    }

    /// A notification.
    static byte[] notification(String method, ObjectNode params) {
        ObjectNode message = Json.object().put("jsonrpc", "2.0").put("method", method);
        if (!params.isEmpty()) {
            message.set("params", params);
        }
        return utf8(message.toString());
    }

    /// An answer to a request of the server.
    static byte[] result(String idJson, ObjectNode result) {
        return utf8("{\"jsonrpc\":\"2.0\",\"id\":" + idJson + ",\"result\":" + result + "}");
    }

    /// An error in answer to a request of the server.
    static byte[] error(String idJson, int code, String message) {
        ObjectNode error = Json.object().put("code", code).put("message", message);
        return utf8("{\"jsonrpc\":\"2.0\",\"id\":" + idJson + ",\"error\":" + error + "}");
    }

    private static void members(
            ByteArrayOutputStream out, Map<String, RawJson> members, boolean isFirst) {
        boolean first = isFirst;
        for (var member : members.entrySet()) {
            if (!first) {
                out.write(',');
            }
            first = false;
            out.writeBytes(quoted(member.getKey()));
            out.write(':');
            try {
                member.getValue().writeTo(out);
            } catch (IOException e) {
                throw new UncheckedIOException("writing to memory", e);
            }
        }
    }

    private static byte[] quoted(String text) {
        return utf8(JsonNodeFactory.instance.stringNode(text).toString());
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
