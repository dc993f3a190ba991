package dev.hqe.mcp.policy;

import dev.hqe.mcp.CallId;
import dev.hqe.mcp.Principal;
import dev.hqe.mcp.ToolName;
import dev.hqe.mcp.ToolOrigin;

/// A call that waits for a person's word. Everything in it is fit to be shown as it is.
///
/// @param call which call
/// @param principal who made it; the name is what the caller says of itself
/// @param tool what would run
/// @param origin where that comes from
/// @param arguments with what, one line for each value: cut, secrets hidden, nothing in it that
///   shows as something else; empty for none
public record ApprovalQuestion(
        CallId call, Principal principal, ToolName tool, ToolOrigin origin, String arguments) {

    /// The question in words of several lines.
    public String text() {
        // It may have a quotation mark in it, and go on as if it were ours.
        String name = ArgumentView.escaped(principal.name());
        String asker =
                switch (principal.kind()) {
                    case AGENT -> "An agent that calls itself \"" + name + "\"";
                    case PERSON -> "\"" + name + "\"";
                    case FLOW -> "Flow \"" + name + "\"";
                };
        return asker
                + " wants to run "
                + tool
                + " of "
                + origin
                + (arguments.isEmpty()
                        ? ", without arguments."
                        : " with:\n" + arguments.indent(2).stripTrailing());
    }
}
