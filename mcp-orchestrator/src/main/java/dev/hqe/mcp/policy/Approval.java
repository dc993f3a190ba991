package dev.hqe.mcp.policy;

/// What a person says to a question.
public enum Approval {
    /// This once.
    ONCE,
    /// This tool for this caller, until the workbench ends, at most for [ApprovalLimits#session].
    SESSION,
    /// This tool for this caller, from now on: it becomes a rule.
    ALWAYS,
    /// Not this time.
    DENIED,
    /// Never: it becomes a rule.
    NEVER;

    /// Whether the call runs.
    public boolean allows() {
        return this == ONCE || this == SESSION || this == ALWAYS;
    }
}
