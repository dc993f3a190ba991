package dev.hqe.mcp;

import java.util.Map;

/// One request for a prompt.
///
/// @param principal who asks
/// @param arguments the values by the arguments' names; all that are required are there
/// @param caller the one who waits
public record PromptCall(Principal principal, Map<String, String> arguments, Caller caller) {

    public PromptCall {
        arguments = Map.copyOf(arguments);
    }
}
