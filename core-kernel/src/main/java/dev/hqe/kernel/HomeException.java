package dev.hqe.kernel;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// The data directory cannot be used: not writable, not a directory, or held by another workbench.
public final class HomeException extends KernelException {

    private static final long serialVersionUID = 1L;

    private HomeException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }

    static HomeException inUse(Path home, String owner) {
        return new HomeException(
                home
                        + ": in use by another workbench ("
                        + owner
                        + "). Stop that one, or set HQE_HOME to another directory.",
                null);
    }

    static HomeException noPath(String variable, InvalidPathException cause) {
        return new HomeException(
                variable + " is not the name of a directory: " + cause.getMessage(), cause);
    }

    static HomeException notReleased(Path home, Exception cause) {
        return new HomeException(home + ": its lock cannot be released", cause);
    }

    static HomeException unusable(Path home, String why, @Nullable Throwable cause) {
        return new HomeException(
                home + ": " + why + ". Set HQE_HOME to a directory you can write to.", cause);
    }
}
