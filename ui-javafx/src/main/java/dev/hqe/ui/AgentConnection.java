package dev.hqe.ui;

import java.util.List;

/// How a person connects an agent to this workbench: texts to copy, the most usual first.
///
/// @param ways at least one
public record AgentConnection(List<Way> ways) {

    /// One way.
    ///
    /// @param name who it is for: `Claude Code`, `Any client, JSON`
    /// @param text what to copy: a command, or some lines of a settings file
    public record Way(String name, String text) {}

    public AgentConnection {
        ways = List.copyOf(ways);
        if (ways.isEmpty()) {
            throw new IllegalArgumentException("there must be a way to connect an agent");
        }
    }
}
