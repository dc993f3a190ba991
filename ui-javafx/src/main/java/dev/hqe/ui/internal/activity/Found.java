package dev.hqe.ui.internal.activity;

import dev.hqe.kernel.activity.Activity.Kind;
import dev.hqe.kernel.activity.Activity.Result;
import dev.hqe.kernel.activity.ActivityLog;
import dev.hqe.kernel.activity.ActivityMarks;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Arrays;

/// What of the timeline is listed and drawn: what the log has found so far, what of it the filter
/// takes, and what came in since and is not listed yet. For the JavaFX thread.
final class Found {

    private final Marks marks;
    private final Filter filter;
    private final boolean[] sorts;
    private final boolean everything;
    private final long earliest;
    private final Numbers numbers;
    private Histogram.Builder chart;
    private boolean late;
    private long[] held = new long[64];
    private int heldSize;

    /// Nothing yet.
    ///
    /// @param span how far the log reaches
    /// @param upTo the newest number that is in it or will be
    /// @param nowMillis where the chart ends
    Found(Filter filter, ActivityLog.Span span, long upTo, long nowMillis) {
        this(new Marks(), filter, span, upTo, nowMillis);
    }

    private Found(Marks marks, Filter filter, ActivityLog.Span span, long upTo, long nowMillis) {
        this.marks = marks;
        this.filter = filter;
        this.sorts = filter.sorts();
        this.everything = filter.isNone();
        this.earliest = filter.period().from(nowMillis);
        this.numbers = everything ? Numbers.range(span.first(), upTo) : Numbers.none();
        this.chart = chartOf(span, nowMillis);
    }

    private Histogram.Builder chartOf(ActivityLog.Span span, long nowMillis) {
        long last = Math.max(span.to().toEpochMilli(), nowMillis);
        long first = Math.max(span.from().toEpochMilli(), earliest);
        int offset =
                ZoneId.systemDefault()
                        .getRules()
                        .getOffset(Instant.ofEpochMilli(last))
                        .getTotalSeconds();
        return new Histogram.Builder(Math.min(first, last), last, offset * 1_000L);
    }

    /// The same marks through another filter, which takes the place of this one. Takes some
    /// milliseconds for a million.
    Found through(Filter other, ActivityLog.Span span, long upTo, long nowMillis) {
        Found found = new Found(marks, other, span, upTo, nowMillis);
        marks.each((seq, at, sort) -> {
            if (found.draws(at, sort)) {
                found.list(seq, at);
            }
        });
        found.late = false; // what is later than now is left out
        return found;
    }

    private boolean draws(long at, int sort) {
        if (!sorts[sort] || at < earliest) {
            return false;
        }
        late |= chart.add(at, Marks.failed(sort));
        return true;
    }

    private void list(long seq, long at) {
        if (!everything && filter.stretch().has(at)) {
            numbers.addOlder(seq);
        }
    }

    /// Takes in what is older than all so far.
    ///
    /// @return how many more are listed
    int addOlder(ActivityMarks older) {
        int before = numbers.size();
        marks.addOlder(
                older,
                (seq, at, sort) -> {
                    if (draws(at, sort)) {
                        list(seq, at);
                    }
                });
        return numbers.size() - before;
    }

    /// Takes in what is newer than all so far, and holds it back from the list.
    void addNewer(ActivityMarks newer) {
        marks.addNewer(
                newer,
                (seq, at, sort) -> {
                    if (draws(at, sort) && filter.stretch().has(at)) {
                        hold(seq);
                    }
                });
    }

    private void hold(long seq) {
        if (heldSize == held.length) {
            held = Arrays.copyOf(held, heldSize * 2);
        }
        held[heldSize++] = seq;
    }

    /// Lists what was held back.
    ///
    /// @return how many more are listed
    int release() {
        int count = heldSize;
        for (int i = 0; i < count; i++) {
            numbers.addNewer(held[i]);
        }
        heldSize = 0;
        return count;
    }

    /// How many are held back.
    int held() {
        return heldSize;
    }

    /// Whether the chart has no room for what came in.
    boolean isLate() {
        return late;
    }

    Numbers numbers() {
        return numbers;
    }

    Histogram histogram() {
        return chart.build();
    }

    int marks() {
        return marks.size();
    }

    /// How many the log has found of a kind so far, whatever sorts and time are shown.
    int count(Kind kind) {
        return marks.count(kind);
    }

    int count(Result result) {
        return marks.count(result);
    }

    /// Draws what there is anew, up to now.
    void redraw(ActivityLog.Span span, long nowMillis) {
        chart = chartOf(span, nowMillis);
        late = false;
        marks.each((seq, at, sort) -> {
            boolean _ = draws(at, sort);
        });
        late = false; // what is later than now is left out
    }
}
