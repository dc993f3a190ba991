package dev.hqe.mcp.guest;

import dev.hqe.mcp.McpException;

/// A program may ask this, but not like this, or this time it did not work. The message is for the
/// program's author.
final class Unfit extends McpException {

    private static final long serialVersionUID = 1L;

    Unfit(String message) {
        super(message);
    }
}
