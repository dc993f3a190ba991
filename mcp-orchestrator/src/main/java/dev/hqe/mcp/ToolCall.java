package dev.hqe.mcp;

import java.time.Instant;
import tools.jackson.databind.node.ObjectNode;

/// One request to run a tool.
///
/// @param id names this call in records
/// @param principal who asks
/// @param tool which tool
/// @param arguments its arguments; owned by the call from here on, so the caller must not change
///   them
/// @param caller the one who waits for the result
/// @param deadline when the caller gives up; the road's own limit applies when it is earlier
/// @param trace what it belongs to, to be passed on with calls made on its behalf
public record ToolCall(
        CallId id,
        Principal principal,
        ToolName tool,
        ObjectNode arguments,
        Caller caller,
        Instant deadline,
        TraceContext trace) {

    /// A call that belongs to no trace.
    public ToolCall(
            CallId id,
            Principal principal,
            ToolName tool,
            ObjectNode arguments,
            Caller caller,
            Instant deadline) {
        this(id, principal, tool, arguments, caller, deadline, TraceContext.NONE);
    }

    /// Where the tool reports how far it is.
    public ProgressSink progress() {
        return caller;
    }

    /// The same with another caller.
    ToolCall from(Caller other) {
        return new ToolCall(id, principal, tool, arguments, other, deadline, trace);
    }

    /// The same call of another tool: what a front has read out of this one.
    public ToolCall meaning(ToolName meant, ObjectNode meantArguments) {
        return new ToolCall(id, principal, meant, meantArguments, caller, deadline, trace);
    }

    /// A call with a new id, no progress and no deadline but the road's own.
    public static ToolCall of(Principal principal, ToolName tool, ObjectNode arguments) {
        return new ToolCall(CallId.next(), principal, tool, arguments, Caller.NONE, Instant.MAX);
    }
}
