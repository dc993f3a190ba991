package dev.hqe.mcp.process;

import dev.hqe.mcp.McpException;

/// A server could not be started or is not to be had. The message names the server or the command
/// and the fix.
public class ServerProcessException extends McpException {

    /// @param message what is wrong and what to do about it
    public ServerProcessException(String message) {
        super(message);
    }

    /// @param message what is wrong and what to do about it
    /// @param cause what was thrown underneath
    public ServerProcessException(String message, Throwable cause) {
        super(message, cause);
    }
}
