package dev.hqe.kernel.bus;

import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A fact as it travels: with its number, the time it was published, and the event that its
/// publisher was handling, if it was handling one.
///
/// @param <F> the type of the fact
public final class Envelope<F extends Fact> {

    private final EventId id;
    private final Instant at;
    private final @Nullable EventId cause;
    private final F fact;

    Envelope(EventId id, Instant at, @Nullable EventId cause, F fact) {
        this.id = id;
        this.at = at;
        this.cause = cause;
        this.fact = fact;
    }

    public EventId id() {
        return id;
    }

    public Instant at() {
        return at;
    }

    /// The event whose handler published this one.
    public Optional<EventId> cause() {
        return Optional.ofNullable(cause);
    }

    public F fact() {
        return fact;
    }

    @Override
    public String toString() {
        return "#" + id.value() + " " + fact;
    }
}
