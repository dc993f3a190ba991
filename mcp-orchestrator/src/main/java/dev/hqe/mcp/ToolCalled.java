package dev.hqe.mcp;

import dev.hqe.kernel.bus.Fact;
import java.time.Instant;

/// A tool call has ended. It carries no arguments and no results, so it can be kept and shown
/// anywhere.
///
/// @param id which call
/// @param principal who asked
/// @param tool which tool was asked for, whether or not it exists
/// @param ending how it ended
/// @param startedAt when it came in
/// @param millis how long it took, waiting included
/// @param resultBytes size of the result as JSON; 0 when there was none
public record ToolCalled(
        CallId id,
        Principal principal,
        ToolName tool,
        Ending ending,
        Instant startedAt,
        long millis,
        long resultBytes)
        implements Fact {

    /// How a call can end.
    public enum Ending {
        /// The tool answered.
        OK,
        /// The policy, a limit or the tool said no.
        REFUSED,
        /// The tool could not, or answered against its own schema or past the size limit.
        FAILED,
        /// The arguments did not fit the input schema.
        BAD_ARGUMENTS,
        /// There is no such tool.
        UNKNOWN_TOOL,
        /// The deadline passed.
        TIMED_OUT,
        /// The caller took it back.
        CANCELLED
    }
}
