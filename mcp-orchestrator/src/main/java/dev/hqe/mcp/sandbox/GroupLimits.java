package dev.hqe.mcp.sandbox;

import java.time.Duration;

/// What the runs of one group may take of the sandbox, and when its failing programs pause.
///
/// @param concurrent runs at the same time
/// @param waiting runs that may wait for a place
/// @param failures failures of one program in a row that open its circuit
/// @param window time within which they must have happened
/// @param firstPause how long the circuit stays open at first; doubled with every trial that fails
/// @param longestPause where the doubling ends
public record GroupLimits(
        int concurrent,
        int waiting,
        int failures,
        Duration window,
        Duration firstPause,
        Duration longestPause) {

    /// Two at a time, 64 waiting; five failures in ten minutes pause for 30 s, at most 10 min.
    public static final GroupLimits DEFAULT =
            new GroupLimits(
                    2,
                    64,
                    5,
                    Duration.ofMinutes(10),
                    Duration.ofSeconds(30),
                    Duration.ofMinutes(10));

    public GroupLimits {
        if (concurrent <= 0 || waiting < 0 || failures <= 0) {
            throw new IllegalArgumentException(
                    "concurrent and failures must be positive, waiting not negative");
        }
        if (!window.isPositive()
                || !firstPause.isPositive()
                || longestPause.compareTo(firstPause) < 0) {
            throw new IllegalArgumentException(
                    "window and firstPause must be positive, longestPause not below firstPause");
        }
    }

    /// These with another number of runs at a time and of runs that wait.
    public GroupLimits withConcurrency(int runs, int mayWait) {
        return new GroupLimits(runs, mayWait, failures, window, firstPause, longestPause);
    }
}
