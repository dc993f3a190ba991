package dev.hqe.kernel.secret;

import dev.hqe.kernel.KernelException;
import org.jspecify.annotations.Nullable;

/// A secret cannot be kept or had. No message holds a value.
public abstract sealed class SecretException extends KernelException {

    private static final long serialVersionUID = 1L;

    private SecretException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }

    /// A name, a value or a reference that is none.
    public static final class Invalid extends SecretException {

        private static final long serialVersionUID = 1L;

        Invalid(String message) {
            super(message, null);
        }

        Invalid(String message, Throwable cause) {
            super(message, cause);
        }
    }

    /// A reference names secrets that are not there.
    public static final class Missing extends SecretException {

        private static final long serialVersionUID = 1L;

        Missing(String message) {
            super(message, null);
        }
    }

    /// There is no way to the secrets now: no keychain and no passphrase, or not the right one.
    public static final class Unavailable extends SecretException {

        private static final long serialVersionUID = 1L;

        Unavailable(String message, @Nullable Throwable cause) {
            super(message, cause);
        }
    }

    /// The file of the secrets is not what was written. It is left as it is.
    public static final class Damaged extends SecretException {

        private static final long serialVersionUID = 1L;

        Damaged(String message, @Nullable Throwable cause) {
            super(message, cause);
        }
    }
}
