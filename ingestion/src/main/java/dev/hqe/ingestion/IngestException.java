package dev.hqe.ingestion;

import org.jspecify.annotations.Nullable;

/// A folder cannot be ingested, or its ingestion had to stop. The message names the folder or file
/// and what to do about it, and can be shown to a person as it is.
public final class IngestException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public IngestException(String message) {
        super(message);
    }

    public IngestException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
