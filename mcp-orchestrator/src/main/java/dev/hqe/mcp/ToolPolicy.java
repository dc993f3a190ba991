package dev.hqe.mcp;

/// May this principal call this tool? Asked once per call, when its arguments fit the input schema.
/// Safe from many threads at once; it may block (an approval), within the call's deadline.
@FunctionalInterface
public interface ToolPolicy {

    /// Everybody may do everything.
    ToolPolicy ALLOW_ALL = (call, tool) -> Decision.ALLOWED;

    /// Decides about one call.
    ///
    /// @param call who asks for what; its arguments are not to be changed, its caller may be asked
    /// @param tool what would be run
    /// @throws InterruptedException when the call was cancelled meanwhile
    Decision decide(ToolCall call, ToolDefinition tool) throws InterruptedException;

    /// Whether a listing for this principal shows this tool: not if every call would be denied.
    /// Never blocks.
    default boolean shows(Principal principal, ToolDefinition tool) {
        return true;
    }

    /// Registers a listener that runs after what [#shows] says has changed. It returns quickly.
    default Registration onChange(Runnable listener) {
        return Registration.NONE;
    }

    /// The answer.
    sealed interface Decision {

        /// Yes.
        Decision ALLOWED = new Allowed();

        /// Yes.
        record Allowed() implements Decision {}

        /// No.
        ///
        /// @param message what is not granted
        /// @param fix who can grant it and how
        record Denied(String message, String fix) implements Decision {}
    }
}
