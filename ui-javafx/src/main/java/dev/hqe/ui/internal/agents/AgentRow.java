package dev.hqe.ui.internal.agents;

/// A row of the list at the left.
sealed interface AgentRow {

    /// Stands over others and cannot be chosen.
    record Heading(String title) implements AgentRow {}

    /// A client.
    ///
    /// @param here whether it is connected, or was just now
    /// @param waiting how many of its calls wait for the person
    record OfClient(Client client, boolean here, int waiting) implements AgentRow {}

    /// What all clients share.
    ///
    /// @param count how many there are; empty where nobody has looked
    record OfPart(Chosen.Part part, String count) implements AgentRow {}
}
