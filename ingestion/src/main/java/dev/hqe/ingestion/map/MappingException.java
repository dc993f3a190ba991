package dev.hqe.ingestion.map;

import dev.hqe.ingestion.IngestException;
import org.jspecify.annotations.Nullable;

/// An expression is none, or a record cannot be mapped by it. The message says which and why.
public final class MappingException extends IngestException {

    private static final long serialVersionUID = 1L;

    MappingException(String message) {
        this(message, null);
    }

    MappingException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
