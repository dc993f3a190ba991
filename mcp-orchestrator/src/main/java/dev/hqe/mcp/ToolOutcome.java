package dev.hqe.mcp;

import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;
import tools.jackson.databind.node.ObjectNode;

/// How a tool call ended. The last two reach the model as a result with `isError: true`, so that it
/// can correct itself (2026-07-28, Tools, "Error Handling").
public sealed interface ToolOutcome {

    /// It worked.
    ///
    /// @param structured any JSON value, checked against the output schema; a [MissingNode] is
    ///   none. Not copied: the tool gives it away
    /// @param content blocks in reading order; when empty and there is a structured value, the road
    ///   adds that value as text for older clients, or, when it is large, where to find it
    record Ok(JsonNode structured, List<Content> content) implements ToolOutcome {

        public Ok {
            content = List.copyOf(content);
        }

        /// A result of one text block.
        public static Ok text(String text) {
            return new Ok(MissingNode.getInstance(), List.of(new Content.Text(text)));
        }

        /// A structured result; its JSON is also shown as text if it is not large.
        public static Ok structured(JsonNode value) {
            return new Ok(value, List.of());
        }
    }

    /// Another server's answer, passed on as it is, members that nobody here knows included.
    ///
    /// @param result its `CallToolResult`: `content`, and `structuredContent`, `isError`, `_meta`
    ///   and more if it has them. Not copied: the tool gives it away
    record Relayed(ObjectNode result) implements ToolOutcome {

        /// Whether the other server calls it an error.
        public boolean isError() {
            return result.path("isError").asBoolean(false);
        }
    }

    /// The tool, a policy or a limit said no before anything was done.
    ///
    /// @param message what was refused and why
    /// @param fix what the caller can do about it
    record Refused(String message, String fix) implements ToolOutcome {}

    /// The tool tried and could not.
    ///
    /// @param message what went wrong, without a stack trace and without secrets
    record Failed(String message) implements ToolOutcome {}
}
