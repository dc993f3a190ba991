package dev.hqe.mcp.host;

import java.time.Duration;
import java.util.function.LongSupplier;

/// How fast a server's word that its lists have changed is followed: at once as long as that is
/// rare, and ever more slowly while it does not stop. Thread-safe.
final class Pace {

    /// How long it has to be quiet to be believed at once again.
    static final Duration QUIET = Duration.ofMinutes(1);

    private static final Duration FIRST = Duration.ofMillis(50);
    private static final Duration LONGEST = Duration.ofSeconds(30);
    private static final int MAX_DOUBLINGS = 10;

    private final LongSupplier nanos;
    private int rounds;
    private long last;

    /// @param nanos a clock like [System#nanoTime]
    Pace(LongSupplier nanos) {
        this.nanos = nanos;
        this.last = nanos.getAsLong() - QUIET.toNanos();
    }

    /// A round is wanted.
    ///
    /// @return how long to wait before it
    synchronized Duration next() {
        long now = nanos.getAsLong();
        rounds = now - last >= QUIET.toNanos() ? 0 : Math.min(rounds + 1, MAX_DOUBLINGS);
        last = now;
        if (rounds == 0) {
            return Duration.ZERO;
        }
        Duration pause = FIRST.multipliedBy(1L << (rounds - 1));
        return pause.compareTo(LONGEST) < 0 ? pause : LONGEST;
    }
}
