package dev.hqe.kernel.access;

import dev.hqe.kernel.KernelException;
import org.jspecify.annotations.Nullable;

/// Something about API keys cannot be done as it was asked for. No message holds a key.
public abstract sealed class AccessException extends KernelException {

    private static final long serialVersionUID = 1L;

    private AccessException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }

    /// A name, pattern or time that is none, or is taken.
    public static final class Invalid extends AccessException {

        private static final long serialVersionUID = 1L;

        Invalid(String message) {
            super(message, null);
        }
    }

    /// The stored keys are not what was written.
    public static final class Damaged extends AccessException {

        private static final long serialVersionUID = 1L;

        Damaged(String message, @Nullable Throwable cause) {
            super(message, cause);
        }
    }
}
