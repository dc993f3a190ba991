package dev.hqe.mcp.sandbox;

import java.time.Duration;

/// A run was still going when its time was up, and was stopped.
public final class DeadlineExceeded extends SandboxException {
    private static final long serialVersionUID = 1L;

    private final Duration deadline;

    DeadlineExceeded(String program, Duration deadline, boolean stopped) {
        super(
                "%s: stopped after its deadline of %d ms%s"
                        .formatted(
                                program,
                                deadline.toMillis(),
                                stopped
                                        ? ""
                                        : "; its thread does not react to interruption and was"
                                                + " given up"));
        this.deadline = deadline;
    }

    /// The time the run had.
    public Duration deadline() {
        return deadline;
    }
}
