package dev.hqe.mcp.config;

import dev.hqe.mcp.McpException;

/// A configuration file cannot be read, changed or written. The message names the file and the fix.
public final class ConfigException extends McpException {

    private static final long serialVersionUID = 1L;

    public ConfigException(String message) {
        super(message);
    }

    public ConfigException(String message, Throwable cause) {
        super(message, cause);
    }
}
