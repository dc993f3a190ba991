package dev.hqe.mcp.policy;

import dev.hqe.mcp.McpException;

/// A rule or the file of rules cannot be used. The message names the thing and the fix.
public final class PolicyException extends McpException {

    PolicyException(String message) {
        super(message);
    }

    PolicyException(String message, Throwable cause) {
        super(message, cause);
    }
}
