package dev.hqe.kernel;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// The data directory cannot be used: not writable, not a directory, or held by another workbench.
public final class HomeException extends KernelException {

    private static final long serialVersionUID = 1L;

    private final boolean inUse;

    private HomeException(String message, @Nullable Throwable cause) {
        this(message, cause, false);
    }

    private HomeException(String message, @Nullable Throwable cause, boolean inUse) {
        super(message, cause);
        this.inUse = inUse;
    }

    /// Whether another workbench holds it, which may end.
    public boolean isInUse() {
        return inUse;
    }

    static HomeException inUse(Path home, HomeOwner owner) {
        return new HomeException(
                home
                        + ": in use by another workbench ("
                        + owner
                        + "). Stop that one (hqe stop), or set HQE_HOME to another directory.",
                null,
                true);
    }

    static HomeException notReleased(Path home, Exception cause) {
        return new HomeException(home + ": its lock cannot be released", cause);
    }

    static HomeException unusable(Path home, String why, @Nullable Throwable cause) {
        return new HomeException(
                home + ": " + why + ". Set HQE_HOME to a directory you can write to.", cause);
    }
}
