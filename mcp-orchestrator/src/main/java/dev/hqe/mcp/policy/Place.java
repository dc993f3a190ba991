package dev.hqe.mcp.policy;

/// Where a person can be asked, the first choice first.
public enum Place {
    /// The workbench's own window, which no agent can answer for.
    WINDOW,
    /// The agent that made the call shows a form to its user.
    AGENT,
    /// The terminal at which a person has started the call.
    TERMINAL
}
