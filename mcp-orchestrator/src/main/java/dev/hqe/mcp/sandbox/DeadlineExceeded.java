package dev.hqe.mcp.sandbox;

import java.time.Duration;

/// A run was still going when its time was up, and was stopped.
public final class DeadlineExceeded extends SandboxException {
    private static final long serialVersionUID = 1L;

    /// Which time was up.
    public enum Clock {
        /// The CPU time of the guest's own code.
        CPU("its %d ms of CPU time (permissions.limits.cpu_ms in topic.yaml)"),
        /// The time by the clock, waiting included.
        WALL("its deadline of %d ms");

        private final String text;

        Clock(String text) {
            this.text = text;
        }
    }

    private final Duration deadline;
    private final Clock clock;

    DeadlineExceeded(String program, Clock clock, Duration deadline, boolean stopped) {
        super(
                "%s: stopped after %s%s"
                        .formatted(
                                program,
                                clock.text.formatted(deadline.toMillis()),
                                stopped
                                        ? ""
                                        : "; its thread does not react to interruption and was"
                                                + " given up"));
        this.deadline = deadline;
        this.clock = clock;
    }

    /// The time the run had.
    public Duration deadline() {
        return deadline;
    }

    /// Which time it was.
    public Clock clock() {
        return clock;
    }
}
