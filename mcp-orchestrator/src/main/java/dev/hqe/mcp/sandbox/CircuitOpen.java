package dev.hqe.mcp.sandbox;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

/// The program failed so often in a row that it is paused; nothing of this run was started.
public final class CircuitOpen extends SandboxException {
    private static final long serialVersionUID = 1L;

    private final String reason;
    private final Instant retryAt;

    CircuitOpen(String program, String group, int failures, String reason, Instant retryAt) {
        super(
                "%s: not started, it is paused for '%s' until %s after %d failures in a row; the last: %s"
                        .formatted(
                                program,
                                group,
                                retryAt.truncatedTo(ChronoUnit.SECONDS),
                                failures,
                                reason));
        this.reason = reason;
        this.retryAt = retryAt;
    }

    /// The message of the last failure.
    public String reason() {
        return reason;
    }

    /// When a call is let through as a trial.
    public Instant retryAt() {
        return retryAt;
    }
}
