package dev.hqe.kernel.bus;

/// Number of an event on its bus: greater than 0, ascending in the order of publishing.
public record EventId(long value) {

    public EventId {
        if (value <= 0) {
            throw new IllegalArgumentException("event id must be greater than 0, was " + value);
        }
    }
}
