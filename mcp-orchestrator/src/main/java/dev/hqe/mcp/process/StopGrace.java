package dev.hqe.mcp.process;

import java.time.Duration;

/// How long a server gets at each step of being stopped: its standard input is closed, then it is
/// asked to end (SIGTERM), then it is ended (SIGKILL).
///
/// @param afterClose from the end of its input to the signal, at most 1 minute
/// @param afterSignal from the signal to the end, at most 1 minute
public record StopGrace(Duration afterClose, Duration afterSignal) {

    private static final Duration MOST = Duration.ofMinutes(1);

    /// Two seconds each, as the official SDKs have it.
    public static final StopGrace DEFAULT =
            new StopGrace(Duration.ofSeconds(2), Duration.ofSeconds(2));

    public StopGrace {
        for (Duration each : new Duration[] {afterClose, afterSignal}) {
            if (each.isNegative() || each.compareTo(MOST) > 0) {
                throw new ServerProcessException("a grace is 0 to 60 s, not " + each);
            }
        }
    }
}
