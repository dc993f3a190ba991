package dev.hqe.memory.index;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/// How many vectors are made in a second, by what was made in the last minute. Thread-safe.
final class EmbeddingPace {

    private static final long WINDOW_NANOS = TimeUnit.SECONDS.toNanos(60);
    private static final int MOST_MARKS = 600;

    private record Mark(long nanos, int made) {}

    private final LongSupplier nanoTime;
    private final Deque<Mark> marks = new ArrayDeque<>();
    private long total;

    EmbeddingPace(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
    }

    /// The work begins, or goes on after a rest that does not count.
    synchronized void begin() {
        marks.clear();
        total = 0;
        marks.add(new Mark(nanoTime.getAsLong(), 0));
    }

    synchronized void made(int vectors) {
        marks.add(new Mark(nanoTime.getAsLong(), vectors));
        total += vectors;
        forget();
    }

    /// Nothing is made now.
    synchronized void end() {
        marks.clear();
        total = 0;
    }

    private void forget() {
        long now = nanoTime.getAsLong();
        while (marks.size() > 2
                && (now - marks.getFirst().nanos() > WINDOW_NANOS || marks.size() > MOST_MARKS)) {
            marks.removeFirst();
            // the first mark only says when counting began
            total -= marks.getFirst().made();
            marks.addFirst(new Mark(marks.removeFirst().nanos(), 0));
        }
    }

    /// 0 while nothing is made, or nothing was yet.
    synchronized double perSecond() {
        if (marks.isEmpty() || total == 0) {
            return 0;
        }
        long nanos = Math.max(1, nanoTime.getAsLong() - marks.getFirst().nanos());
        return total * 1e9 / nanos;
    }
}
