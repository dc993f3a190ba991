package dev.hqe.mcp;

/// Something that can be called. Implementations are safe for calls from many threads at once.
public interface Tool {

    /// What the tool says of itself; the same value at every call.
    ToolDefinition definition();

    /// Whether its calls may, or must, be answered with a task that goes on by itself.
    default TaskSupport taskSupport() {
        return TaskSupport.NEVER;
    }

    /// Runs the tool, blocking. The road calls it on a thread of its own, mostly a virtual one,
    /// with arguments that fit the input schema. It must stop promptly when that thread is
    /// interrupted (the caller cancelled, or the deadline passed); work that keeps a processor busy
    /// belongs on a platform thread of the tool's own, because virtual threads do not share a
    /// processor by time.
    ///
    /// Whatever it throws becomes a [ToolOutcome.Failed] without the stack trace.
    ///
    /// @throws InterruptedException when it was interrupted
    ToolOutcome call(ToolCall call) throws InterruptedException;
}
