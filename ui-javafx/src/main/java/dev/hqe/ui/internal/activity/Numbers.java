package dev.hqe.ui.internal.activity;

import java.util.Arrays;

/// The numbers of the activities that are listed, by position: 0 was the newest when the list was
/// opened, those that came later are below 0. For one thread.
final class Numbers {

    /// All numbers of a range are listed, without being held.
    private final long last;

    private final int range;
    private long[] older = new long[64];
    private int olderSize;
    private long[] newer = new long[64];
    private int newerSize;

    private Numbers(long last, int range) {
        this.last = last;
        this.range = range;
    }

    static Numbers none() {
        return new Numbers(0, 0);
    }

    /// All from the first to the last.
    static Numbers range(long first, long last) {
        return new Numbers(last, (int) Math.min(Integer.MAX_VALUE / 2, last - first + 1));
    }

    int size() {
        return range + olderSize + newerSize;
    }

    void addOlder(long seq) {
        if (olderSize == older.length) {
            older = Arrays.copyOf(older, olderSize * 2);
        }
        older[olderSize++] = seq;
    }

    void addNewer(long seq) {
        if (newerSize == newer.length) {
            newer = Arrays.copyOf(newer, newerSize * 2);
        }
        newer[newerSize++] = seq;
    }

    /// The number at a position.
    long at(int position) {
        if (position < 0) {
            return newer[-position - 1];
        }
        return position < range ? last - position : older[position - range];
    }

    /// The numbers of some positions, one after the other.
    long[] between(int from, int to) {
        long[] seqs = new long[to - from];
        for (int position = from; position < to; position++) {
            seqs[position - from] = at(position);
        }
        return seqs;
    }
}
