package dev.hqe.mcp;

/// One block of a tool's unstructured result (2026-07-28, Tools, "Tool Result"). More kinds join
/// when a tool of ours first returns one.
public sealed interface Content {

    /// Plain text.
    ///
    /// @param text what the model reads; any length, the road caps the whole result
    record Text(String text) implements Content {}

    /// A content block that another server already wrote, passed on unread.
    ///
    /// @param json a JSON object with a `type`
    record Raw(RawJson json) implements Content {}
}
