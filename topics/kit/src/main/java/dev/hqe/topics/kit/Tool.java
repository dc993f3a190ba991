package dev.hqe.topics.kit;

/// One tool of a Topic.
@FunctionalInterface
public interface Tool {
    /// Reads the arguments and entities of a call and writes one JSON value to [Call#result].
    ///
    /// @throws ToolError if the call cannot be answered; what was written is then thrown away
    void answer(Call call);
}
