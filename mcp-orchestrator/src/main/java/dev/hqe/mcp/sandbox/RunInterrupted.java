package dev.hqe.mcp.sandbox;

/// The caller's thread was interrupted (the call was cancelled) or the program or the sandbox was
/// closed while the run was going. After an interruption the caller's interrupt flag is set again.
public final class RunInterrupted extends SandboxException {
    private static final long serialVersionUID = 1L;

    RunInterrupted(String message) {
        super(message);
    }
}
