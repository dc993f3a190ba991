package dev.hqe.mcp.internal.protocol;

import dev.hqe.mcp.RawJson;
import java.util.List;

/// What an era makes of a request. Deciding is free of side effects on the connection; the session
/// carries it out.
sealed interface Verdict {

    /// Answer at once.
    record Now(Answer answer) implements Verdict {}

    /// Set something going, then answer.
    record Run(Work work, Terms terms) implements Verdict {}

    /// Keep the request open and tell of changes (2026-07-28, Subscriptions).
    record Listen(ChangeFilter filter) implements Verdict {}

    /// Answers at once with a result.
    static Verdict result(List<RawJson> json) {
        return new Now(new Answer.Result(json));
    }

    /// Answers at once with an error.
    static Verdict failure(RpcError error) {
        return new Now(new Answer.Failure(error));
    }

    /// Fails with -32602.
    static Verdict invalidParams(String message) {
        return failure(RpcError.invalidParams(message));
    }
}
