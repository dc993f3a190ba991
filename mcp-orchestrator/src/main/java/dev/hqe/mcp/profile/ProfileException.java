package dev.hqe.mcp.profile;

import dev.hqe.mcp.McpException;

/// A profile or the file of profiles cannot be used. The message names the thing and the fix.
public final class ProfileException extends McpException {

    ProfileException(String message) {
        super(message);
    }

    ProfileException(String message, Throwable cause) {
        super(message, cause);
    }
}
