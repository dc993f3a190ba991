package dev.hqe.ui.internal.tools;

import dev.hqe.mcp.ToolDefinition;
import dev.hqe.mcp.ToolName;
import dev.hqe.mcp.ToolOrigin;
import java.util.Locale;

/// A tool of the list.
///
/// @param standing what holds for agents
record ToolEntry(ToolDefinition definition, Standing standing) {

    ToolName name() {
        return definition.name();
    }

    ToolOrigin origin() {
        return definition.origin();
    }

    /// Whether each of these words, in lower case, is in what it says of itself.
    boolean matches(String[] words) {
        String said =
                (name() + " " + definition.title() + " " + definition.description())
                        .toLowerCase(Locale.ROOT);
        for (String word : words) {
            if (!said.contains(word)) {
                return false;
            }
        }
        return true;
    }
}
