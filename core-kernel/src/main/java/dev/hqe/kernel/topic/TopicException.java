package dev.hqe.kernel.topic;

import dev.hqe.kernel.KernelException;
import org.jspecify.annotations.Nullable;

/// A Topic is not there or cannot be read.
public final class TopicException extends KernelException {

    private static final long serialVersionUID = 1L;

    public TopicException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
