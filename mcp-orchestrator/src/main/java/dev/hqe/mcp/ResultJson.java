package dev.hqe.mcp;

import java.util.Optional;

/// A tool's result in the pieces of a `CallToolResult` (2026-07-28, Schema). Kept in pieces because
/// the eras frame them differently: a legacy client gets a structured value only when it is an
/// object.
///
/// @param content the `content` array
/// @param structured the `structuredContent` value
/// @param structuredIsObject whether that value is a JSON object
/// @param isError whether the model should read it as an error
public record ResultJson(
        RawJson content,
        Optional<RawJson> structured,
        boolean structuredIsObject,
        boolean isError) {

    /// Bytes of the pieces together.
    public int size() {
        return content.size() + structured.map(RawJson::size).orElse(0);
    }
}
