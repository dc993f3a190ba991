package dev.hqe.ui.internal.activity;

import dev.hqe.ui.internal.Texts;
import java.util.Locale;

/// How long something took, as a number and as a part of a bar on a log scale.
final class Took {

    /// Ends of the scale, in milliseconds.
    static final long SHORTEST = 1;

    static final long LONGEST = 3_000;

    private Took() {}

    /// `64 ms`, `1.84 s`, `3 min`; empty for what takes no time.
    static String text(long millis) {
        if (millis <= 0) {
            return "";
        }
        if (millis < 1_000) {
            return millis + " ms";
        }
        if (millis < 10_000) {
            return String.format(Locale.ROOT, "%.2f s", millis / 1_000.0);
        }
        if (millis < 100_000) {
            return String.format(Locale.ROOT, "%.1f s", millis / 1_000.0);
        }
        return Texts.number(millis / 60_000) + " min";
    }

    /// How much of the bar is filled, 0 to 1: 0.05 for a millisecond, all of it for [#LONGEST] and
    /// more.
    static double part(long millis) {
        double least = 0.05;
        if (millis <= SHORTEST) {
            return least;
        }
        double log = Math.log((double) millis / SHORTEST) / Math.log((double) LONGEST / SHORTEST);
        return Math.min(1, least + (1 - least) * log);
    }
}
