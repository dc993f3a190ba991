package dev.hqe.ui.internal.agents;

import dev.hqe.kernel.activity.Activity.Result;
import dev.hqe.mcp.CallId;
import dev.hqe.mcp.RunningCalls.Running;
import java.time.Duration;
import java.time.Instant;

/// A call of a client, in the list of its calls.
sealed interface CallLine {

    Instant at();

    String tool();

    /// It runs, or waits for the person.
    ///
    /// @param waits for the person's word
    record Now(CallId id, Instant at, String tool, boolean waits) implements CallLine {
        static Now of(Running running, boolean waits) {
            return new Now(running.id(), running.since(), running.tool().value(), waits);
        }
    }

    /// It has ended.
    ///
    /// @param seq in the timeline
    /// @param arguments in one line; secrets are hidden
    /// @param ending as it was recorded: `ok`, `refused`, `timed_out`
    /// @param text why it went wrong; empty if it did not
    record Ended(
            long seq,
            Instant at,
            String tool,
            String arguments,
            Result result,
            String ending,
            String text,
            Duration took)
            implements CallLine {}
}
