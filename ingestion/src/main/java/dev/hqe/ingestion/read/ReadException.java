package dev.hqe.ingestion.read;

import dev.hqe.ingestion.IngestException;

/// A file or an answer cannot be read, or not from here on. The message says why and what to do.
public final class ReadException extends IngestException {

    private static final long serialVersionUID = 1L;

    public ReadException(String message) {
        super(message, null);
    }

    public ReadException(String message, Throwable cause) {
        super(message, cause);
    }
}
