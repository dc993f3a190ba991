package dev.hqe.kernel.store;

import dev.hqe.kernel.KernelException;
import org.jspecify.annotations.Nullable;

/// The database refused, failed, was closed or did not answer in time.
public final class StorageException extends KernelException {

    private static final long serialVersionUID = 1L;

    public StorageException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
