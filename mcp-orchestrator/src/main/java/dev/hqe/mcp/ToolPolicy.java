package dev.hqe.mcp;

import tools.jackson.databind.node.ObjectNode;

/// May this principal call this tool? Asked once per call, before the arguments are looked at
/// closely. Safe from many threads at once; it may block (an approval), within the call's deadline.
@FunctionalInterface
public interface ToolPolicy {

    /// Everybody may do everything.
    ToolPolicy ALLOW_ALL = (principal, tool, arguments) -> Decision.ALLOWED;

    /// Decides about one call.
    ///
    /// @param principal who asks
    /// @param tool what would be run
    /// @param arguments with what; not to be changed
    /// @throws InterruptedException when the call was cancelled meanwhile
    Decision decide(Principal principal, ToolDefinition tool, ObjectNode arguments)
            throws InterruptedException;

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
