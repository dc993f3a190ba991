package dev.hqe.mcp;

import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// Something that a running call asks of the client who made it (2026-07-28, Multi Round-Trip
/// Requests, "InputRequests"; the server-initiated requests of 2025-11-25).
///
/// @param kind which request
/// @param params its parameters as the protocol has them; treat them as read-only
public record InputRequest(Kind kind, ObjectNode params) {

    /// The three requests there are.
    public enum Kind {
        /// A person fills in a form or visits an address.
        ELICITATION("elicitation/create"),
        /// The client's model answers.
        SAMPLING("sampling/createMessage"),
        /// The client names its folders.
        ROOTS("roots/list");

        private final String method;

        Kind(String method) {
            this.method = method;
        }

        /// The method on the wire.
        public String method() {
            return method;
        }
    }

    /// Asks a person to fill in a form.
    ///
    /// @param message why
    /// @param schema a flat JSON Schema of the answer's `content` (2026-07-28, Elicitation,
    ///   "Requested Schema")
    public static InputRequest form(String message, ObjectNode schema) {
        ObjectNode params = JsonNodeFactory.instance.objectNode();
        params.put("mode", "form").put("message", message).set("requestedSchema", schema);
        return new InputRequest(Kind.ELICITATION, params);
    }

    /// Asks the client's model.
    ///
    /// @param params of `sampling/createMessage`
    public static InputRequest sampling(ObjectNode params) {
        return new InputRequest(Kind.SAMPLING, params);
    }

    /// Asks for the client's folders.
    public static InputRequest roots() {
        return new InputRequest(Kind.ROOTS, JsonNodeFactory.instance.objectNode());
    }

    /// The request as it stands in `inputRequests`; a new tree at every call.
    public ObjectNode toJson() {
        ObjectNode json = JsonNodeFactory.instance.objectNode().put("method", kind.method());
        json.set("params", params.deepCopy());
        return json;
    }
}
