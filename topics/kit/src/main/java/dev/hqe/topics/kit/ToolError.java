package dev.hqe.topics.kit;

/// A call that cannot be answered; the message says which argument is wrong and what it may be.
public final class ToolError extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /// @param message one line, which the agent reads
    public ToolError(String message) {
        super(message);
    }
}
