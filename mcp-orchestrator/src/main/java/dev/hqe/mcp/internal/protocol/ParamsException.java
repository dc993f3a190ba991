package dev.hqe.mcp.internal.protocol;

import dev.hqe.mcp.McpException;

/// A request's parameters do not fit its method, which the message says for the client.
final class ParamsException extends McpException {
    ParamsException(String message) {
        super(message);
    }
}
