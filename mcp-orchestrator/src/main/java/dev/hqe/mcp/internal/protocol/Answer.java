package dev.hqe.mcp.internal.protocol;

import dev.hqe.mcp.RawJson;
import java.util.List;
import java.util.Optional;

/// What a request is answered with, in the terms of its protocol version, not yet addressed to
/// anybody: a call may be answered under another id than it was asked, or as a task.
sealed interface Answer {

    /// With a result.
    ///
    /// @param json the result object, in pieces
    record Result(List<RawJson> json) implements Answer {}

    /// With an error.
    record Failure(RpcError error) implements Answer {}

    /// Not at all.
    record None() implements Answer {}

    /// Sends it.
    default void to(ReplyTo reply, RequestId id) {
        switch (this) {
            case Result(List<RawJson> json) -> reply.send(Optional.of(id), Frames.result(id, json));
            case Failure(RpcError error) -> reply.fail(Optional.of(id), error);
            case None() -> reply.drop();
        }
    }
}
