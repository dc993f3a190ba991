package dev.hqe.mcp;

import tools.jackson.databind.node.ObjectNode;

/// A template of messages that a person picks. Implementations are safe for calls from many threads
/// at once.
public interface Prompt {

    /// What the prompt says of itself; the same value at every call.
    PromptDefinition definition();

    /// Fills the template in, blocking, on a virtual thread of its own; stops promptly when
    /// interrupted.
    ///
    /// @return the `GetPromptResult` with its `messages`
    /// @throws McpException when the arguments do not fit; the message says how
    ObjectNode get(PromptCall call) throws InterruptedException;

    /// Suggestions for an argument.
    default Completion complete(CompletionRequest request) throws InterruptedException {
        return Completion.NONE;
    }
}
