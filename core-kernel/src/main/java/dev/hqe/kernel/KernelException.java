package dev.hqe.kernel;

import org.jspecify.annotations.Nullable;

/// Root of what the kernel throws. The message names the thing and what to do about it, and can be
/// shown to a person as it is.
public abstract class KernelException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    protected KernelException(String message) {
        super(message);
    }

    protected KernelException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
