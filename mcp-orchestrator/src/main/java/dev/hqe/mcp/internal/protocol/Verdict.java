package dev.hqe.mcp.internal.protocol;

import dev.hqe.mcp.Principal;
import dev.hqe.mcp.RawJson;
import dev.hqe.mcp.ToolName;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/// What an era makes of a request. Deciding is free of side effects on the connection; the session
/// carries it out.
sealed interface Verdict {

    /// Answer at once.
    ///
    /// @param json the result object, in pieces
    record Result(List<RawJson> json) implements Verdict {}

    /// Answer with an error.
    record Failure(RpcError error) implements Verdict {}

    /// Run a tool, then answer.
    ///
    /// @param dialect how to frame the answer
    /// @param progressToken under which the client wants to hear of progress
    record Call(
            Dialect dialect,
            Principal principal,
            ToolName tool,
            ObjectNode arguments,
            Optional<RequestId> progressToken)
            implements Verdict {}

    /// Keep the request open and tell of changes (2026-07-28, Subscriptions).
    ///
    /// @param toolsListChanged whether the client wants that one
    record Listen(boolean toolsListChanged) implements Verdict {}

    /// Fails with -32602.
    static Failure invalidParams(String message) {
        return new Failure(RpcError.invalidParams(message));
    }
}
