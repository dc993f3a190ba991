package dev.hqe.kernel.store;

import dev.hqe.kernel.KernelException;
import org.jspecify.annotations.Nullable;

/// The database refused, failed, was closed or did not answer in time.
public sealed class StorageException extends KernelException {

    private static final long serialVersionUID = 1L;

    public StorageException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }

    /// A read took longer than it may, and was stopped.
    public static final class TooSlow extends StorageException {

        private static final long serialVersionUID = 1L;

        TooSlow(String message, Throwable cause) {
            super(message, cause);
        }
    }
}
