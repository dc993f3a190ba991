package dev.hqe.topics.codeaudit.guest;

/// A call that cannot be answered; the message says which argument is wrong and what it may be.
public final class ToolError extends RuntimeException {
    private static final long serialVersionUID = 1L;

    ToolError(String message) {
        super(message);
    }
}
