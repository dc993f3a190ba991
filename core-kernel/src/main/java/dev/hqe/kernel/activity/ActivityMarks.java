package dev.hqe.kernel.activity;

import dev.hqe.kernel.activity.Activity.Kind;
import dev.hqe.kernel.activity.Activity.Result;
import java.util.Arrays;
import java.util.List;

/// Where activities stand in the timeline, when they were and what sort they are, without their
/// words: what a scroll bar and a chart need of a million of them. Newest first; 17 bytes each.
/// Immutable.
public final class ActivityMarks {

    private static final List<Kind> KINDS = List.of(Kind.values());
    private static final List<Result> RESULTS = List.of(Result.values());

    /// How many sorts there are: each kind with each result.
    public static final int SORTS = KINDS.size() * RESULTS.size();

    private final long[] seqs;
    private final long[] ats;
    private final byte[] sorts;

    private ActivityMarks(long[] seqs, long[] ats, byte[] sorts) {
        this.seqs = seqs;
        this.ats = ats;
        this.sorts = sorts;
    }

    public int size() {
        return seqs.length;
    }

    /// The number of the activity at that place, 0 for the newest.
    public long seq(int place) {
        return seqs[place];
    }

    /// When it was, in milliseconds since 1970.
    public long atMillis(int place) {
        return ats[place];
    }

    public Kind kind(int place) {
        return KINDS.get(sorts[place] / RESULTS.size());
    }

    public Result result(int place) {
        return RESULTS.get(sorts[place] % RESULTS.size());
    }

    /// Kind and result as one number below [#SORTS], to count by.
    public int sort(int place) {
        return sorts[place];
    }

    /// The sort of this kind and result.
    public static int sortOf(Kind kind, Result result) {
        return KINDS.indexOf(kind) * RESULTS.size() + RESULTS.indexOf(result);
    }

    /// What [Builder#add] takes as a sort, as SQL on the columns of the table.
    static String sortColumn() {
        return numbered("kind", KINDS)
                + " * "
                + RESULTS.size()
                + " + "
                + numbered("result", RESULTS);
    }

    private static String numbered(String column, List<? extends Enum<?>> values) {
        StringBuilder sql = new StringBuilder("CASE ").append(column);
        for (int number = 0; number < values.size(); number++) {
            sql.append(" WHEN '")
                    .append(values.get(number).name())
                    .append("' THEN ")
                    .append(number);
        }
        return sql.append(" END").toString();
    }

    /// Gathers marks, newest first.
    static final class Builder {

        private long[] seqs = new long[64];
        private long[] ats = new long[64];
        private byte[] sorts = new byte[64];
        private int size;

        void add(long seq, long at, int sort) {
            if (size == seqs.length) {
                seqs = Arrays.copyOf(seqs, size * 2);
                ats = Arrays.copyOf(ats, size * 2);
                sorts = Arrays.copyOf(sorts, size * 2);
            }
            seqs[size] = seq;
            ats[size] = at;
            sorts[size++] = (byte) sort;
        }

        ActivityMarks build() {
            return new ActivityMarks(
                    Arrays.copyOf(seqs, size),
                    Arrays.copyOf(ats, size),
                    Arrays.copyOf(sorts, size));
        }
    }
}
