package dev.hqe.mcp.sandbox;

/// This side failed, not the guest: the standard input stream threw, or the engine has a defect.
/// The cause says what happened.
public final class HostFault extends SandboxException {
    private static final long serialVersionUID = 1L;

    HostFault(String message, Throwable cause) {
        super(message, cause);
    }
}
