package dev.hqe.memory.embed;

import dev.hqe.memory.MemoryException;

/// There are no vectors to be had: the model cannot be loaded, its server does not answer.
public final class EmbeddingException extends MemoryException {

    private static final long serialVersionUID = 1L;

    public EmbeddingException(String message) {
        super(message);
    }

    public EmbeddingException(String message, Throwable cause) {
        super(message, cause);
    }
}
