package dev.hqe.app;

import dev.hqe.mcp.PromptProvider;
import dev.hqe.mcp.ResourceProvider;
import dev.hqe.mcp.ToolProvider;
import java.util.List;

/// What a workbench serves beside its own: for programs that embed it.
///
/// @param tools further tools, on the same road as all others
/// @param resources further resources
/// @param prompts further prompts
public record Extension(
        List<ToolProvider> tools, List<ResourceProvider> resources, List<PromptProvider> prompts) {

    /// Nothing.
    public static final Extension NONE = new Extension(List.of(), List.of(), List.of());

    public Extension {
        tools = List.copyOf(tools);
        resources = List.copyOf(resources);
        prompts = List.copyOf(prompts);
    }
}
