package dev.hqe.mcp.process;

import java.time.Duration;
import java.util.random.RandomGenerator;

/// When a server that has ended by itself is started again.
///
/// The n-th failure in the window is followed by a pause of `first * 2^(n-1)`, at most `longest`,
/// of which a random part between nothing and half is taken off, so that servers that fell together
/// do not rise together.
///
/// @param first the pause after the first failure, 1 ms to `longest`
/// @param longest at most 1 hour
/// @param failures after so many in the window it is given up, 1 to 100
/// @param window how long a failure counts, at most 1 day; one that ran that long was fine
public record RestartPolicy(Duration first, Duration longest, int failures, Duration window) {

    /// Half a second, doubling to half a minute; given up after 5 failures in 5 minutes.
    public static final RestartPolicy DEFAULT =
            new RestartPolicy(
                    Duration.ofMillis(500), Duration.ofSeconds(30), 5, Duration.ofMinutes(5));

    public RestartPolicy {
        if (first.toMillis() < 1
                || first.compareTo(longest) > 0
                || longest.compareTo(Duration.ofHours(1)) > 0) {
            throw new ServerProcessException(
                    "restart pauses are 1 ms to 1 h, the first not above the longest: %s, %s"
                            .formatted(first, longest));
        }
        if (failures < 1 || failures > 100) {
            throw new ServerProcessException("restart failures: 1 to 100, not " + failures);
        }
        if (window.toMillis() < 1 || window.compareTo(Duration.ofDays(1)) > 0) {
            throw new ServerProcessException("a restart window is 1 ms to 1 day, not " + window);
        }
    }

    /// The pause after the n-th failure in the window, from 1.
    Duration pause(int failure, RandomGenerator random) {
        long most = longest.toMillis();
        int doublings = Math.min(failure - 1, 30);
        long full = Math.min(most, first.toMillis() << doublings);
        return Duration.ofMillis(Math.max(1, full - random.nextLong(full / 2 + 1)));
    }
}
