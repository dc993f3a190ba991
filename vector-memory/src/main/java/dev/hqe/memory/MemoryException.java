package dev.hqe.memory;

/// What goes wrong in memory. The message names the thing and what to do.
public class MemoryException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public MemoryException(String message) {
        super(message);
    }

    public MemoryException(String message, Throwable cause) {
        super(message, cause);
    }
}
