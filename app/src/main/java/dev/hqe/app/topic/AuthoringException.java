package dev.hqe.app.topic;

import org.jspecify.annotations.Nullable;

/// A Topic folder cannot be made or built; the message names the thing and the fix.
public final class AuthoringException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final boolean badInput;

    private AuthoringException(String message, boolean badInput, @Nullable Throwable cause) {
        super(message, cause);
        this.badInput = badInput;
    }

    /// What was given cannot be used, and nothing was changed.
    static AuthoringException badInput(String message) {
        return new AuthoringException(message, true, null);
    }

    /// It was tried and did not work.
    static AuthoringException failed(String message, @Nullable Throwable cause) {
        return new AuthoringException(message, false, cause);
    }

    /// Whether what was given is at fault.
    public boolean isBadInput() {
        return badInput;
    }
}
