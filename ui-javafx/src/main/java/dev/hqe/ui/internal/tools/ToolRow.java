package dev.hqe.ui.internal.tools;

import dev.hqe.mcp.ToolOrigin;

/// A row of the list of tools.
sealed interface ToolRow {

    /// Where the tools below come from.
    ///
    /// @param title as a person reads it
    record Heading(ToolOrigin.Kind kind, String title) implements ToolRow {}

    /// A tool.
    record Item(ToolEntry tool) implements ToolRow {}
}
