package dev.hqe.ui.internal.activity;

import dev.hqe.ui.internal.Texts;
import java.time.Duration;

/// How far back the timeline is shown.
public enum Period {
    ALL(Duration.ZERO),
    HOUR(Duration.ofHours(1)),
    DAY(Duration.ofDays(1)),
    WEEK(Duration.ofDays(7)),
    MONTH(Duration.ofDays(30));

    private final Duration length;

    Period(Duration length) {
        this.length = length;
    }

    /// The first millisecond that is shown.
    long from(long nowMillis) {
        return this == ALL ? Long.MIN_VALUE : nowMillis - length.toMillis();
    }

    String label() {
        return Texts.of("activity.period." + name());
    }
}
