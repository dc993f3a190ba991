package dev.hqe.mcp.policy;

import dev.hqe.mcp.CallId;
import dev.hqe.mcp.Principal;
import dev.hqe.mcp.ToolName;
import dev.hqe.mcp.ToolOrigin;
import java.time.Instant;
import java.util.Optional;

/// A call that waits for a person's word. Everything in it is fit to be shown as it is.
///
/// @param call which call
/// @param principal who made it; the name is what the caller says of itself
/// @param tool what would run
/// @param origin where that comes from
/// @param arguments with what, one line for each value: cut, secrets hidden, nothing in it that
///   shows as something else; empty for none
/// @param says what the tool says of itself
/// @param why the rule, or what holds without one, that makes this a question: a sentence
/// @param until when no answer counts as a no
public record ApprovalQuestion(
        CallId call,
        Principal principal,
        ToolName tool,
        ToolOrigin origin,
        String arguments,
        ToolWords says,
        String why,
        Instant until) {

    /// What the caller calls itself, with its version, as it can stand between quotation marks and
    /// end nowhere else; the principal's own name may have some in it, and go on as if it were
    /// ours.
    public String caller() {
        return ArgumentView.escaped((principal.name() + " " + principal.version()).strip());
    }

    /// Whom a rule made of "always" or "never" would be about, such as `agent:claude-code`; empty
    /// when none can be made, because the name cannot stand in one.
    public Optional<String> ruleSubject() {
        return PrincipalPattern.exactly(principal)
                .map(PrincipalPattern::text)
                .map(ArgumentView::escaped);
    }

    /// The question in words of several lines.
    public String text() {
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
