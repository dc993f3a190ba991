package dev.hqe.ingestion;

import org.jspecify.annotations.Nullable;

/// What goes wrong in ingestion. The message names the folder or file and what to do about it, and
/// can be shown to a person as it is.
public abstract class IngestException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    protected IngestException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }

    /// What was asked for cannot be done as it was asked for; nothing has begun.
    public static final class Refused extends IngestException {

        private static final long serialVersionUID = 1L;

        public Refused(String message) {
            this(message, null);
        }

        public Refused(String message, @Nullable Throwable cause) {
            super(message, cause);
        }
    }

    /// What had begun could not be brought to its end: the disk is full, the folder is too large.
    /// What was stored stays.
    public static final class Failed extends IngestException {

        private static final long serialVersionUID = 1L;

        public Failed(String message) {
            this(message, null);
        }

        public Failed(String message, @Nullable Throwable cause) {
            super(message, cause);
        }
    }
}
