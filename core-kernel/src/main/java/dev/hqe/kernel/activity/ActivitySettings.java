package dev.hqe.kernel.activity;

import java.time.Duration;

/// How much of the timeline is kept.
///
/// @param rows most activities; the oldest go first
/// @param age the longest one is kept
/// @param queue most that wait to be written; beyond that they are counted only
/// @param rest how long nothing is written at first, so that whoever starts has the machine to
///   itself
/// @param linger how long what has come waits for more, to be committed together
public record ActivitySettings(long rows, Duration age, int queue, Duration rest, Duration linger) {

    public static final ActivitySettings DEFAULT =
            new ActivitySettings(
                    1_000_000,
                    Duration.ofDays(90),
                    16_384,
                    Duration.ofSeconds(2),
                    Duration.ofMillis(50));

    public ActivitySettings {
        if (rows < 1 || queue < 1 || age.isNegative() || rest.isNegative() || linger.isNegative()) {
            throw new IllegalArgumentException(
                    "rows and queue of an activity log are 1 or more, age, rest and linger 0 or more");
        }
    }
}
