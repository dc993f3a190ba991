package dev.hqe.mcp.sandbox;

import java.time.Instant;
import java.util.Objects;

/// A program was paused because it keeps failing, or works again.
///
/// @param group the group it ran for
/// @param program its name
/// @param open whether calls are now answered with [CircuitOpen]
/// @param failures failures in a row; 0 if it works again
/// @param reason the message of the last failure; empty if it works again
/// @param retryAt when a call is let through as a trial; now if it works again
public record CircuitChange(
        String group, String program, boolean open, int failures, String reason, Instant retryAt) {
    public CircuitChange {
        Objects.requireNonNull(group, "group");
        Objects.requireNonNull(program, "program");
        Objects.requireNonNull(reason, "reason");
        Objects.requireNonNull(retryAt, "retryAt");
    }
}
