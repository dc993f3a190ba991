package dev.hqe.ui.internal.activity;

/// A stretch of time that a person has chosen in the chart.
///
/// @param from first millisecond
/// @param to behind the last; [#OPEN] to go on as time does
public record Stretch(long from, long to) {

    public static final long OPEN = Long.MAX_VALUE;

    /// All of it.
    public static final Stretch ALL = new Stretch(Long.MIN_VALUE, OPEN);

    public Stretch {
        if (from >= to) {
            throw new IllegalArgumentException("a stretch of time has a length");
        }
    }

    boolean has(long millis) {
        return millis >= from && millis < to;
    }
}
