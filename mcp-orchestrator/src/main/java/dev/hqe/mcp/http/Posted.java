package dev.hqe.mcp.http;

import dev.hqe.mcp.Access;
import dev.hqe.mcp.internal.protocol.MessageText;
import dev.hqe.mcp.internal.protocol.MetaKeys;
import dev.hqe.mcp.internal.protocol.RequestId;
import dev.hqe.mcp.internal.protocol.RpcError;
import java.util.List;
import tools.jackson.databind.JsonNode;

/// A message that a client has posted.
///
/// @param access what was checked of the client
/// @param accepted the forms of an answer that it takes
/// @param message as it was read, whatever it is
/// @param length of the message in bytes
record Posted(Exchange exchange, Access access, Accepted accepted, JsonNode message, int length) {

    /// The version that the header says; empty when it says none.
    String version() {
        List<String> versions = exchange.headers().getValuesList(HeaderCheck.PROTOCOL_VERSION);
        return versions.isEmpty() ? "" : versions.getFirst();
    }

    JsonNode meta() {
        return message.path("params").path("_meta");
    }

    String method() {
        return message.path("method").asString("");
    }

    boolean isInitialize() {
        return method().equals("initialize");
    }

    /// Whether the message itself says that it is of the modern era.
    boolean saysModern() {
        return !isInitialize()
                && (meta().has(MetaKeys.PROTOCOL_VERSION)
                        || meta().has(MetaKeys.CLIENT_CAPABILITIES)
                        || method().equals("server/discover")
                        || method().equals("subscriptions/listen"));
    }

    /// Answers with an error and nothing else.
    void fail(RpcError error, int status) {
        exchange.json(status, MessageText.error(RequestId.of(message.path("id")), error));
    }
}
