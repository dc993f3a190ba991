package dev.hqe.mcp;

/// Keeps what became of calls. Called on a call's thread, before its answer is given: it must not
/// block, and it must hide what nobody should read.
@FunctionalInterface
public interface CallRecord {

    /// Keeps nothing.
    CallRecord NONE = (ended, call, answer) -> {};

    /// A call has ended.
    ///
    /// @param call what was asked for; read it here and now, and keep nothing of it
    /// @param answer what its caller is given; likewise
    void ended(ToolCalled ended, ToolCall call, ToolAnswer answer);
}
