package dev.hqe.mcp.sandbox;

/// The run's group was ended by [RunGroup#revoke]: the run was stopped, or nothing of it was
/// started.
public final class RunRevoked extends SandboxException {
    private static final long serialVersionUID = 1L;

    RunRevoked(String program, String group) {
        super(
                "%s: stopped, because '%s' was revoked, removed or granted anew"
                        .formatted(program, group));
    }
}
