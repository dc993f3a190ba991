package dev.hqe.mcp;

/// Root of everything this module throws on its own account. The message names the thing that is
/// wrong and the fix.
public class McpException extends RuntimeException {

    /// @param message what is wrong and what to do about it
    public McpException(String message) {
        super(message);
    }

    /// @param message what is wrong and what to do about it
    /// @param cause what was thrown underneath
    public McpException(String message, Throwable cause) {
        super(message, cause);
    }
}
