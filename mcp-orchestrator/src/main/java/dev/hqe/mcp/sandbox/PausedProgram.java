package dev.hqe.mcp.sandbox;

import java.time.Instant;
import java.util.Objects;

/// A program that is not called for a while, because it kept failing.
///
/// @param program its name
/// @param failures failures in a row
/// @param reason the message of the last failure
/// @param since when it was first paused
/// @param until when a call is let through as a trial
public record PausedProgram(
        String program, int failures, String reason, Instant since, Instant until) {
    public PausedProgram {
        Objects.requireNonNull(program, "program");
        Objects.requireNonNull(reason, "reason");
        Objects.requireNonNull(since, "since");
        Objects.requireNonNull(until, "until");
    }
}
