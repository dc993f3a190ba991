package dev.hqe.kernel;

import java.util.Locale;

/// A part of the workbench failed to open, start or close.
public final class LifecycleException extends KernelException {

    private static final long serialVersionUID = 1L;

    LifecycleException(String name, Lifecycle.Phase phase, Exception cause) {
        super(
                "the "
                        + name
                        + " could not "
                        + phase.name().toLowerCase(Locale.ROOT)
                        + ": "
                        + (cause.getMessage() == null ? cause : cause.getMessage()),
                cause);
    }
}
