package dev.hqe.mcp.sandbox;

/// The guest's code failed by its own doing. The next run starts from a new instance and is not
/// affected.
public final class GuestFault extends SandboxException {
    private static final long serialVersionUID = 1L;

    /// What the guest ran into.
    public enum Kind {
        /// `unreachable`, division by zero, a bad memory access or indirect call, and the like.
        TRAP,
        /// Recursion deeper than [SandboxLimits.Run#stackBytes()] holds.
        STACK_EXHAUSTED,
        /// More on standard output than [SandboxLimits.Run#outputBytes()].
        OUTPUT_LIMIT,
        /// This JVM had no heap left for what the guest asked for.
        OUT_OF_MEMORY
    }

    private final Kind kind;

    GuestFault(Kind kind, String message) {
        super(message);
        this.kind = kind;
    }

    GuestFault(Kind kind, String message, Throwable cause) {
        super(message, cause);
        this.kind = kind;
    }

    /// What the guest ran into.
    public Kind kind() {
        return kind;
    }
}
