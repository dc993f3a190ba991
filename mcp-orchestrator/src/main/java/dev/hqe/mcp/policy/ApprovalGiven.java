package dev.hqe.mcp.policy;

import dev.hqe.kernel.bus.Fact;
import dev.hqe.mcp.CallId;
import dev.hqe.mcp.Principal;
import dev.hqe.mcp.ToolName;
import java.time.Instant;

/// A call that waited for a person's word has it, or waits no more.
///
/// @param call which call
/// @param principal who made it
/// @param tool what would run
/// @param asked where the person was asked: at the window, through the agent, at the terminal
/// @param verdict how it went
/// @param at when
public record ApprovalGiven(
        CallId call, Principal principal, ToolName tool, Place asked, Verdict verdict, Instant at)
        implements Fact {

    /// How a question can end.
    public enum Verdict {
        /// The person said yes, for this call.
        ONCE,
        /// The person said yes, for the session.
        SESSION,
        /// The person said yes, for good.
        ALWAYS,
        /// The person said no.
        DENIED,
        /// The person said no, for good.
        NEVER,
        /// Nobody answered in time, which is a no.
        TIMED_OUT,
        /// The question could not be put, which is a no here; another place may be asked.
        NOT_ASKED,
        /// The caller took the call back.
        CANCELLED
    }
}
