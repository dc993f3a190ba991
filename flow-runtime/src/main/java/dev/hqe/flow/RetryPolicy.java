package dev.hqe.flow;

import java.time.Duration;
import java.util.Optional;
import java.util.random.RandomGenerator;

/// When a failed step is tried again: exponential backoff with full jitter, bounded in number and
/// in length. Immutable.
///
/// The wait before retry `n` (1-based) is uniformly random between 0 and `min(maxDelay, firstDelay
/// * factor^(n-1))`, so that many steps that failed together do not come back together. Source: M.
///   Brooker, "Exponential Backoff And Jitter", AWS Architecture Blog, 2015.
///
/// @param attempts how often the step is tried in all, 1 to 100
/// @param firstDelay upper end of the first wait
/// @param factor growth of the upper end from wait to wait, at least 1
/// @param maxDelay the upper end never passes this
public record RetryPolicy(int attempts, Duration firstDelay, double factor, Duration maxDelay) {

    public static final int MAX_ATTEMPTS = 100;

    /// One attempt, no retry.
    public static final RetryPolicy NONE = new RetryPolicy(1, Duration.ZERO, 1, Duration.ZERO);

    public RetryPolicy {
        if (attempts < 1 || attempts > MAX_ATTEMPTS) {
            throw new IllegalArgumentException(
                    "attempts must be 1 to " + MAX_ATTEMPTS + ", not " + attempts);
        }
        if (!(factor >= 1) || Double.isInfinite(factor)) {
            throw new IllegalArgumentException("factor must be at least 1, not " + factor);
        }
        if (firstDelay.isNegative() || maxDelay.compareTo(firstDelay) < 0) {
            throw new IllegalArgumentException(
                    "the delays must be 0 or more and the longest not below the first, not "
                            + firstDelay
                            + " and "
                            + maxDelay);
        }
    }

    /// How long to wait after a failure before the next attempt.
    ///
    /// @param failures how often the step has failed so far, at least 1
    /// @return empty if it must not be tried again
    public Optional<Duration> delayAfter(int failures, RandomGenerator random) {
        if (failures < 1) {
            throw new IllegalArgumentException("failures must be at least 1, not " + failures);
        }
        if (failures >= attempts) {
            return Optional.empty();
        }
        long bound = upperEnd(failures).toNanos();
        return Optional.of(Duration.ofNanos(bound == 0 ? 0 : random.nextLong(bound + 1)));
    }

    private Duration upperEnd(int retry) {
        double nanos = firstDelay.toNanos() * Math.pow(factor, retry - 1.0);
        return nanos >= maxDelay.toNanos() ? maxDelay : Duration.ofNanos((long) nanos);
    }
}
