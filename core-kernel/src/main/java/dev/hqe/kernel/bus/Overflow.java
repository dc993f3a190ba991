package dev.hqe.kernel.bus;

/// What happens to a fact that arrives at a full mailbox.
public enum Overflow {
    /// The publisher waits for room, but never longer than [Mailbox#MAX_BLOCK]; then the newest
    /// fact is dropped and counted. For subscribers that must see everything and keep up. One that
    /// has let a publisher wait in vain is not waited for again until it has taken something, and
    /// one that fills its own mailbox is not waited for at all.
    BLOCK,
    /// The oldest waiting fact makes room. For histories and displays.
    DROP_OLDEST,
    /// Only the newest fact waits, whatever the capacity. For "the state is now …".
    KEEP_LATEST
}
