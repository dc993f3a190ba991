package dev.hqe.mcp.internal.protocol;

import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// One JSON-RPC message as it came in, its envelope checked (JSON-RPC 2.0; 2026-07-28, Overview,
/// "Messages").
sealed interface Incoming {

    /// Wants an answer.
    ///
    /// @param params empty when there were none
    record Request(RequestId id, String method, ObjectNode params) implements Incoming {

        /// The parameters' `_meta`; missing or of any type.
        JsonNode meta() {
            return params.path("_meta");
        }
    }

    /// Wants none.
    record Notification(String method, ObjectNode params) implements Incoming {}

    /// The client's answer to a request of ours.
    ///
    /// @param message the whole message, with its `result` or its `error`
    record Response(RequestId id, ObjectNode message) implements Incoming {}

    /// Nothing to do and nothing to say: an answer to nothing, or a notification that cannot be
    /// understood.
    record Ignored() implements Incoming {}

    /// To be answered with an error.
    ///
    /// @param id the request's id if it could be read
    record Invalid(Optional<RequestId> id, RpcError error) implements Incoming {}

    /// Whether there is something to say to it.
    default boolean isAnswered() {
        return switch (this) {
            case Request _, Invalid _ -> true;
            case Notification _, Response _, Ignored _ -> false;
        };
    }

    /// Checks an envelope.
    static Incoming of(JsonNode message) {
        if (!(message instanceof ObjectNode envelope)) {
            return invalid(Optional.empty(), "a message is a JSON object");
        }
        JsonNode idNode = envelope.path("id");
        Optional<RequestId> id = RequestId.of(idNode);
        if (!"2.0".equals(envelope.path("jsonrpc").asString(""))
                || !envelope.path("jsonrpc").isString()) {
            return invalid(id, "\"jsonrpc\" must be \"2.0\"");
        }
        JsonNode method = envelope.path("method");
        if (method.isMissingNode() && (envelope.has("result") || envelope.has("error"))) {
            return id.<Incoming>map(ours -> new Response(ours, envelope)).orElseGet(Ignored::new);
        }
        if (!method.isString() || method.stringValue().isEmpty()) {
            return invalid(id, "\"method\" must be a string");
        }
        if (!idNode.isMissingNode() && id.isEmpty()) {
            return invalid(
                    id,
                    "\"id\" must be a string (at most 1000 characters) or a whole number (64 bits);"
                            + " null and fractions are none");
        }
        JsonNode params = envelope.path("params");
        if (!params.isMissingNode() && !params.isObject()) {
            return id.isEmpty()
                    ? new Ignored()
                    : new Invalid(
                            id, RpcError.invalidParams("\"params\" must be an object if present"));
        }
        ObjectNode given =
                params instanceof ObjectNode object
                        ? object
                        : JsonNodeFactory.instance.objectNode();
        return id.isEmpty()
                ? new Notification(method.stringValue(), given)
                : new Request(id.get(), method.stringValue(), given);
    }

    private static Invalid invalid(Optional<RequestId> id, String message) {
        return new Invalid(id, RpcError.invalidRequest(message));
    }
}
