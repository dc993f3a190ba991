package dev.hqe.mcp.guest;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/// How many events a Topic publishes, whatever the number of its calls. Thread-safe.
final class EventRate {

    static final int MOST = 300;
    private static final Duration SPAN = Duration.ofMinutes(1);

    private final InstantSource clock;
    private Instant begun = Instant.EPOCH;
    private int taken;

    EventRate(InstantSource clock) {
        this.clock = clock;
    }

    /// Takes one event's place.
    ///
    /// @throws Unfit if this minute has none left
    synchronized void take() {
        Instant now = clock.instant();
        if (now.isBefore(begun) || !now.isBefore(begun.plus(SPAN))) {
            begun = now;
            taken = 0;
        }
        if (taken == MOST) {
            throw new Unfit(
                    "hqe_publish: a Topic publishes at most " + MOST + " events a minute; wait");
        }
        taken++;
    }
}
