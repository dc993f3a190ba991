package dev.hqe.ui.internal.activity;

import dev.hqe.kernel.activity.Activity.Kind;
import dev.hqe.kernel.activity.Activity.Result;
import dev.hqe.kernel.activity.ActivityMarks;
import java.util.Arrays;

/// What the log has found so far: numbers, times and sorts, 17 bytes each. Grows at both ends, at
/// the older one while the log is looked through, at the newer one as time goes on. For one thread.
final class Marks {

    private static final boolean[] FAILED = failures();

    /// Is given marks one by one.
    @FunctionalInterface
    interface Visitor {
        void mark(long seq, long atMillis, int sort);
    }

    private final Columns older = new Columns();
    private final Columns newer = new Columns();
    private final int[] counts = new int[ActivityMarks.SORTS];

    private static boolean[] failures() {
        boolean[] failed = new boolean[ActivityMarks.SORTS];
        for (Kind kind : Kind.values()) {
            failed[ActivityMarks.sortOf(kind, Result.FAILED)] = true;
        }
        return failed;
    }

    static boolean failed(int sort) {
        return FAILED[sort];
    }

    int size() {
        return older.size + newer.size;
    }

    /// How many there are of a kind, or of a result, whatever else they are.
    int count(Kind kind) {
        return Arrays.stream(Result.values())
                .mapToInt(r -> counts[ActivityMarks.sortOf(kind, r)])
                .sum();
    }

    int count(Result result) {
        return Arrays.stream(Kind.values())
                .mapToInt(k -> counts[ActivityMarks.sortOf(k, result)])
                .sum();
    }

    /// Adds what is older than all so far.
    void addOlder(ActivityMarks marks, Visitor visitor) {
        for (int i = 0; i < marks.size(); i++) {
            add(older, marks, i, visitor);
        }
    }

    /// Adds what is newer than all so far; the visitor gets the newest last.
    void addNewer(ActivityMarks marks, Visitor visitor) {
        for (int i = marks.size() - 1; i >= 0; i--) {
            add(newer, marks, i, visitor);
        }
    }

    private void add(Columns to, ActivityMarks marks, int i, Visitor visitor) {
        int sort = marks.sort(i);
        to.add(marks.seq(i), marks.atMillis(i), (byte) sort);
        counts[sort]++;
        visitor.mark(marks.seq(i), marks.atMillis(i), sort);
    }

    /// Gives all, newest first.
    void each(Visitor visitor) {
        for (int i = newer.size - 1; i >= 0; i--) {
            visitor.mark(newer.seqs[i], newer.ats[i], newer.sorts[i]);
        }
        for (int i = 0; i < older.size; i++) {
            visitor.mark(older.seqs[i], older.ats[i], older.sorts[i]);
        }
    }

    private static final class Columns {

        private long[] seqs = new long[256];
        private long[] ats = new long[256];
        private byte[] sorts = new byte[256];
        private int size;

        private void add(long seq, long at, byte sort) {
            if (size == seqs.length) {
                seqs = Arrays.copyOf(seqs, size * 2);
                ats = Arrays.copyOf(ats, size * 2);
                sorts = Arrays.copyOf(sorts, size * 2);
            }
            seqs[size] = seq;
            ats[size] = at;
            sorts[size++] = sort;
        }
    }
}
