package dev.hqe.kernel.bus;

/// What happens to a fact that arrives at a full mailbox.
public enum Overflow {
    /// The publisher waits for room, but never longer than [Mailbox#MAX_BLOCK]; then the newest
    /// fact is dropped and counted. For subscribers that must see everything and keep up.
    BLOCK,
    /// The oldest waiting fact makes room. For histories and displays.
    DROP_OLDEST,
    /// Only the newest fact waits, whatever the capacity. For "the state is now …".
    KEEP_LATEST
}
