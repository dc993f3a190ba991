package dev.hqe.mcp;

import java.util.concurrent.atomic.AtomicLong;

/// Names one tool call within this process; ascending in the order of asking.
///
/// @param value 1 and up
public record CallId(long value) implements Comparable<CallId> {

    private static final AtomicLong LAST = new AtomicLong();

    /// The next id. Safe from any thread.
    public static CallId next() {
        return new CallId(LAST.incrementAndGet());
    }

    @Override
    public int compareTo(CallId other) {
        return Long.compare(value, other.value);
    }
}
