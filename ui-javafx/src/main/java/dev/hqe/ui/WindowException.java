package dev.hqe.ui;

import org.jspecify.annotations.Nullable;

/// The window cannot do what it was asked; the message says why and what to do.
public final class WindowException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public WindowException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
