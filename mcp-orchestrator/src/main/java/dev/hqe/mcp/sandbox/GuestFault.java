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
        /// More output than [RunGrant#outputBytes()].
        OUTPUT_LIMIT,
        /// This JVM had no heap left for what the guest asked for.
        OUT_OF_MEMORY,
        /// A host function could not do what it was called for: a handle that is none, an HTTP
        /// request that failed.
        HOST_CALL,
        /// More of the host than a run may take: random bytes, Extism variables, values that do not
        /// fit its memory.
        HOST_LIMIT
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
