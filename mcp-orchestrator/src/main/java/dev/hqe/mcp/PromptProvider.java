package dev.hqe.mcp;

import java.util.List;

/// Where prompts come from: installed Topics, other servers. Safe for calls from many threads at
/// once.
public interface PromptProvider {

    /// The prompts there are now, in any order.
    ///
    /// @param principal who asks
    List<Prompt> prompts(Principal principal);

    /// Registers a listener that runs after the list has changed. It returns quickly.
    default Registration onChange(Runnable listener) {
        return Registration.NONE;
    }

    /// A provider of prompts that never change.
    static PromptProvider of(Prompt... prompts) {
        List<Prompt> fixed = List.of(prompts);
        return principal -> fixed;
    }
}
