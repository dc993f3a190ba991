package dev.hqe.ui.internal.servers;

import java.util.Optional;

/// What a wish of the person came to.
sealed interface Told {

    /// What was done to a server.
    enum Deed {
        ADDED,
        CHANGED,
        REMOVED,
        FORGOTTEN,
        TURNED_ON,
        TURNED_OFF,
        ACCEPTED,
        STOPPED,
        RESTORED,
        IMPORTED
    }

    /// It was done.
    ///
    /// @param name of the server, or how many there are
    /// @param undo takes it back, on any thread; empty where nothing does
    record Done(Deed deed, String name, Optional<Runnable> undo) implements Told {}

    /// It was not.
    ///
    /// @param message what is wrong and what to do
    record Failed(String name, String message) implements Told {}
}
