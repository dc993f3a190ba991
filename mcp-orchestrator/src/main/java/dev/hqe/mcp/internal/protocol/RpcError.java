package dev.hqe.mcp.internal.protocol;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.MissingNode;
import tools.jackson.databind.node.ObjectNode;

/// A JSON-RPC error (2026-07-28, Overview, "Error Codes").
///
/// @param data more about it; a [MissingNode] for nothing
public record RpcError(int code, String message, JsonNode data) {

    /// The text is not JSON.
    public static final int PARSE_ERROR = -32700;

    /// JSON, but not a request.
    public static final int INVALID_REQUEST = -32600;

    /// No such method.
    public static final int METHOD_NOT_FOUND = -32601;

    /// Defined by MCP up to 2025-11-25: no such resource.
    public static final int RESOURCE_NOT_FOUND = -32002;

    /// Wrong parameters, an unknown tool, a bad cursor.
    public static final int INVALID_PARAMS = -32602;

    /// The server's fault.
    public static final int INTERNAL_ERROR = -32603;

    /// Defined by MCP, 2026-07-28: the HTTP headers do not say what the body says.
    public static final int HEADER_MISMATCH = -32020;

    /// Defined by MCP, 2026-07-28: the client has not declared a capability that this needs.
    public static final int MISSING_CLIENT_CAPABILITY = -32021;

    /// Defined by MCP, 2026-07-28: the version named in the request's `_meta` is not served.
    public static final int UNSUPPORTED_PROTOCOL_VERSION = -32022;

    /// Without data.
    public RpcError(int code, String message) {
        this(code, message, MissingNode.getInstance());
    }

    /// @param required a `ClientCapabilities` object of what is missing
    static RpcError missingCapability(String message, ObjectNode required) {
        ObjectNode data = JsonNodeFactory.instance.objectNode();
        data.set("requiredCapabilities", required);
        return new RpcError(MISSING_CLIENT_CAPABILITY, message, data);
    }

    /// @param legacy whether the client is of 2025-11-25 or older, where it has a code of its own
    static RpcError resourceNotFound(String uri, boolean legacy) {
        ObjectNode data = JsonNodeFactory.instance.objectNode().put("uri", uri);
        return new RpcError(
                legacy ? RESOURCE_NOT_FOUND : INVALID_PARAMS,
                "Resource not found: " + Quoted.brief(uri, 300),
                data);
    }

    public static RpcError invalidRequest(String message) {
        return new RpcError(INVALID_REQUEST, "Invalid request: " + message);
    }

    static RpcError invalidParams(String message) {
        return new RpcError(INVALID_PARAMS, message);
    }

    static RpcError methodNotFound(String method, String known) {
        return new RpcError(
                METHOD_NOT_FOUND,
                "Method not found: " + Quoted.brief(method) + " (served here: " + known + ")");
    }

    /// The error object.
    ObjectNode toJson() {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("code", code).put("message", message);
        if (!data.isMissingNode()) {
            json.set("data", data);
        }
        return json;
    }
}
