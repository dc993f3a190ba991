package dev.hqe.ui.internal.activity;

import java.util.Arrays;
import java.util.List;

/// How many activities there were over time, in bars of one width. Immutable.
public final class Histogram {

    /// Most bars.
    public static final int BARS = 96;

    /// Widths that people can name, in seconds.
    private static final List<Integer> WIDTHS =
            List.of(
                    1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1_800, 3_600, 7_200, 10_800,
                    21_600, 43_200, 86_400, 172_800, 604_800);

    public static final Histogram EMPTY = new Histogram(0, 1_000, new int[0], new int[0]);

    private final long from;
    private final long width;
    private final int[] all;
    private final int[] failed;

    private Histogram(long from, long width, int[] all, int[] failed) {
        this.from = from;
        this.width = width;
        this.all = all;
        this.failed = failed;
    }

    /// Where the first bar begins, in milliseconds since 1970.
    public long from() {
        return from;
    }

    /// Behind the last bar.
    public long to() {
        return from + width * all.length;
    }

    /// Of a bar, in milliseconds.
    public long width() {
        return width;
    }

    public int bars() {
        return all.length;
    }

    public int all(int bar) {
        return all[bar];
    }

    public int failed(int bar) {
        return failed[bar];
    }

    /// The largest bar.
    public int most() {
        return Arrays.stream(all).max().orElse(0);
    }

    /// Counts activities into bars; for one thread.
    static final class Builder {

        private final long from;
        private final long width;
        private int[] all;
        private int[] failed;

        /// Bars for that time; what comes later than it makes more of them.
        ///
        /// @param until a little later than the last that is known
        /// @param offset of the local time, in milliseconds: bars of a day begin at midnight here
        Builder(long first, long until, long offset) {
            long seconds = Math.max(1, (until - first) / 1_000);
            this.width =
                    WIDTHS.stream()
                                    .filter(w -> seconds / w < BARS - 2)
                                    .findFirst()
                                    .orElse(
                                            Math.toIntExact(
                                                    Math.min(seconds / (BARS - 2) + 1, 1 << 30)))
                            * 1_000L;
            this.from = Math.floorDiv(first + offset, width) * width - offset;
            int bars = (int) Math.min(BARS, (until - from) / width + 1);
            this.all = new int[bars];
            this.failed = new int[bars];
        }

        /// Counts one; what is earlier than the first bar is left out.
        ///
        /// @return whether it is too late for these bars, and all have to be counted anew
        boolean add(long at, boolean isFailed) {
            if (at < from) {
                return false;
            }
            long bar = (at - from) / width;
            if (bar >= BARS) {
                return true;
            }
            if (bar >= all.length) {
                all = Arrays.copyOf(all, (int) bar + 1);
                failed = Arrays.copyOf(failed, (int) bar + 1);
            }
            all[(int) bar]++;
            if (isFailed) {
                failed[(int) bar]++;
            }
            return false;
        }

        Histogram build() {
            return new Histogram(from, width, all.clone(), failed.clone());
        }
    }
}
