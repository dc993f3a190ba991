package dev.hqe.mcp;

/// What would be missing from a listing now and is about to be known, such as the tools of a hosted
/// server that was never asked for them. Many clients list once and never again, so a listing waits
/// for it; nothing else does, least of all the answer that opens a connection. Safe from many
/// threads at once.
public interface FirstSight {

    /// Nothing is ever missing.
    FirstSight NONE =
            new FirstSight() {
                @Override
                public boolean isAwaited() {
                    return false;
                }

                @Override
                public void await() {
                    // Nothing to wait for.
                }
            };

    /// Whether a listing should wait now. Quick: asked before each listing.
    boolean isAwaited();

    /// Waits until everything is known that was missing when this was called, or for as long as
    /// listings wait at most, from the first that did.
    ///
    /// @throws InterruptedException when the listing is taken back
    void await() throws InterruptedException;
}
