package dev.hqe.mcp;

/// Whether a tool's calls become tasks (SEP-2663): answered at once, run on by themselves, asked
/// after and possibly outliving the connection.
public enum TaskSupport {
    /// The caller waits for the result; where that takes very long, a client that takes tasks is
    /// answered with one after all.
    NEVER,
    /// A task at once for a client that takes tasks; the others wait.
    OPTIONAL,
    /// A task at once; clients that do not take tasks cannot call it.
    REQUIRED,
    /// A task from when the tool says so with [Caller#detach], for example after it has asked what
    /// it must know; clients that do not take tasks cannot call it.
    DEFERRED
}
