package dev.hqe.mcp.sandbox;

/// As many runs as [SandboxLimits.Run#concurrent()] or the run's [RunGroup] allows were going and
/// none ended within [SandboxLimits.Run#queueWait()], or too many of the group were waiting
/// already. Nothing of this run was started; it can be tried again.
public final class SandboxBusy extends SandboxException {
    private static final long serialVersionUID = 1L;

    SandboxBusy(String message) {
        super(message);
    }
}
