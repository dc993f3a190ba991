package dev.hqe.ui.internal.agents;

/// What is chosen in the list of the page.
sealed interface Chosen {

    /// Nothing is there to choose, or nothing was.
    record Nobody() implements Chosen {}

    /// A client, which may be gone meanwhile.
    record OfClient(ClientId id) implements Chosen {}

    /// What all clients share.
    record OfPart(Part part) implements Chosen {}

    /// The parts below the clients.
    enum Part {
        ANSWERS,
        PROFILES,
        KEYS
    }
}
