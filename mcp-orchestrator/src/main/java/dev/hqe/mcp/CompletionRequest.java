package dev.hqe.mcp;

import java.util.Map;

/// One request for suggestions (2026-07-28, Completion).
///
/// @param principal who asks
/// @param reference the prompt's name or the template's URI
/// @param argument which argument or variable
/// @param value what has been typed so far
/// @param others arguments that have their values already
public record CompletionRequest(
        Principal principal,
        String reference,
        String argument,
        String value,
        Map<String, String> others) {

    public CompletionRequest {
        others = Map.copyOf(others);
    }
}
