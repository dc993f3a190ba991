package dev.hqe.mcp.policy;

import dev.hqe.mcp.ToolDefinition;

/// What a tool says of itself, for a person who has to approve of a call. It is the word of whoever
/// brings the tool, on one line, cut, with nothing in it that shows as something else.
///
/// @param title for display, as it can stand between quotation marks and end nowhere else; empty
///   for none
/// @param description what it does; empty for none
/// @param effect what it says of changing things
/// @param reach what it says of the world outside
public record ToolWords(String title, String description, Effect effect, Reach reach) {

    private static final int MAX_TITLE = 80;
    private static final int MAX_DESCRIPTION = 280;

    /// What a tool says of changing things (2026-07-28, `ToolAnnotations`).
    public enum Effect {
        /// It only reads.
        READS,
        /// It changes things and destroys nothing.
        ADDS,
        /// It may change or delete what is there.
        DESTROYS,
        /// It does not say; the protocol then takes it to destroy.
        UNSAID
    }

    /// What a tool says of the world outside.
    public enum Reach {
        /// It deals with others, such as the web.
        OUTSIDE,
        /// It keeps to itself.
        INSIDE,
        /// It does not say; the protocol then takes it to reach outside.
        UNSAID
    }

    /// The words of this definition.
    static ToolWords of(ToolDefinition tool) {
        return new ToolWords(
                ArgumentView.escaped(ArgumentView.flat(tool.title(), MAX_TITLE)),
                ArgumentView.visible(ArgumentView.flat(tool.description(), MAX_DESCRIPTION)),
                effect(tool),
                reach(tool));
    }

    private static Effect effect(ToolDefinition tool) {
        if (tool.hint("readOnlyHint", false)) {
            return Effect.READS;
        }
        if (!tool.hint("destructiveHint", true)) {
            return Effect.ADDS;
        }
        return tool.hint("destructiveHint", false) ? Effect.DESTROYS : Effect.UNSAID;
    }

    private static Reach reach(ToolDefinition tool) {
        if (tool.hint("openWorldHint", false)) {
            return Reach.OUTSIDE;
        }
        return tool.hint("openWorldHint", true) ? Reach.UNSAID : Reach.INSIDE;
    }
}
