package dev.hqe.mcp;

/// Whether a tool's calls become tasks (SEP-2663): answered at once, run on by themselves, asked
/// after and possibly outliving the connection.
public enum TaskSupport {
    /// The caller waits for the result.
    NEVER,
    /// A task for a client that takes tasks; the others wait.
    OPTIONAL,
    /// Clients that do not take tasks cannot call it.
    REQUIRED
}
