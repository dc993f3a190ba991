package dev.hqe.ingestion.http;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.random.RandomGenerator;

/// How long to wait before asking again: exponential with full jitter.
///
/// Source: Marc Brooker, "Exponential Backoff And Jitter" (AWS Architecture Blog, 2015).
///
/// @param attempts in all
/// @param first longest wait after the first attempt; doubles with each
/// @param longest wait of ours
/// @param longestAsked that an API may ask for (`Retry-After`) while a run waits
public record Backoff(int attempts, Duration first, Duration longest, Duration longestAsked) {

    /// Five attempts, 1 s, 30 s, 2 min.
    public static final Backoff DEFAULT =
            new Backoff(5, Duration.ofSeconds(1), Duration.ofSeconds(30), Duration.ofMinutes(2));

    private static final int MAX_DOUBLINGS = 20;

    /// @param attempt that has failed, from 1
    Duration before(int attempt, RandomGenerator random) {
        long most =
                Math.min(
                        longest.toMillis(),
                        first.toMillis() << Math.min(attempt - 1, MAX_DOUBLINGS));
        return Duration.ofMillis(random.nextLong(most + 1));
    }

    /// What `Retry-After` asks for (RFC 9110, 10.2.3): a number of seconds, or a date.
    ///
    /// @param now of this machine; a date in the past asks for nothing
    static Optional<Duration> asked(String retryAfter, Instant now) {
        String text = retryAfter.strip();
        if (text.matches("[0-9]{1,9}")) {
            return Optional.of(Duration.ofSeconds(Long.parseLong(text)));
        }
        try {
            Instant until =
                    ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant();
            Duration left = Duration.between(now, until);
            return Optional.of(left.isNegative() ? Duration.ZERO : left);
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }
}
