package dev.hqe.ui;

import dev.hqe.kernel.entity.TopicId;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What the window asks to know which tools agents are offered. Implemented by whoever composes the
/// workbench.
@FunctionalInterface
public interface ToolList {

    /// The tools now, in the order to show them. Called on a virtual thread; may block.
    List<Tool> tools();

    /// A tool that agents can call.
    ///
    /// @param name as agents call it, `code_audit.find_secrets`
    /// @param topicOrNull the Topic that brings it, null for one that is built in
    record Tool(String name, String title, String description, @Nullable TopicId topicOrNull) {

        public Optional<TopicId> topic() {
            return Optional.ofNullable(topicOrNull);
        }
    }
}
