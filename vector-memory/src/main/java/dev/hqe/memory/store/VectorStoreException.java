package dev.hqe.memory.store;

import dev.hqe.memory.MemoryException;

/// The vectors on disk cannot be read or written. Says which file, and what to do.
public final class VectorStoreException extends MemoryException {

    private static final long serialVersionUID = 1L;

    public VectorStoreException(String message) {
        super(message);
    }

    public VectorStoreException(String message, Throwable cause) {
        super(message, cause);
    }
}
