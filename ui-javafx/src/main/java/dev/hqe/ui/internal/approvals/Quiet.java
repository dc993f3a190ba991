package dev.hqe.ui.internal.approvals;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/// Keeps what a person does who meant something else from answering a question that has just come
/// up. Nothing counts in the first [#SPAN]; and a key counts only after as long a pause of all
/// keys, since somebody who types does not stop for a window that comes in front. For the JavaFX
/// thread.
final class Quiet {

    static final Duration SPAN = Duration.ofMillis(400);

    private final InstantSource clock;
    private Instant shown;
    private Instant lastKey;

    Quiet(InstantSource clock) {
        this.clock = clock;
        this.shown = clock.instant();
        this.lastKey = shown;
    }

    /// A question has come up.
    void begin() {
        shown = clock.instant();
        lastKey = shown;
    }

    /// The window got the keyboard, which somebody may be using.
    void beginForKeys() {
        lastKey = clock.instant();
    }

    /// Whether nothing counts yet.
    boolean isOn() {
        return within(shown);
    }

    /// Hears a key that was pressed.
    ///
    /// @return whether it counts
    boolean takesKey() {
        boolean takes = !isOn() && !within(lastKey);
        if (!takes) {
            lastKey = clock.instant();
        }
        return takes;
    }

    /// A clock that was set back must not keep the answer from counting.
    private boolean within(Instant since) {
        return Duration.between(since, clock.instant()).abs().compareTo(SPAN) < 0;
    }
}
