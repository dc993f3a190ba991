package dev.hqe.mcp;

import java.util.List;
import java.util.function.Supplier;

/// How the tools of a road look from outside: which of them a caller is shown and under which
/// names, what a name that it uses means, and in which form it gets an answer. The road itself
/// knows only real names. Implementations throw nothing and are safe from many threads at once.
public interface ToolFront {

    /// Everything that the caller's access opens, under its own name, answers as they are.
    ToolFront PLAIN = new ToolFront() {};

    /// The road has opened. Called once, before anything else.
    ///
    /// @param tools all tools there are, ordered by name; the same list object as long as nothing
    ///   has changed
    default void opened(Supplier<List<ToolDefinition>> tools) {
        // A front that shows everything needs to know nothing.
    }

    /// The tools that a caller's listing shows, ordered by the names it shows them under. The same
    /// list object as long as nothing has changed for them. It differs between callers by what they
    /// are allowed and by how they need names written, never by what they did before.
    ///
    /// @param tools all tools there are
    default List<ToolDefinition> listed(Principal principal, List<ToolDefinition> tools) {
        Access.Scope scope = principal.access().scope();
        return scope.equals(Access.Scope.ALL)
                ? tools
                : tools.stream().filter(tool -> scope.hasTool(tool.name())).toList();
    }

    /// The real name behind one that a caller uses; the same name when it stands for nothing else.
    default ToolName resolve(ToolName used) {
        return used;
    }

    /// The call that is meant by one that was made.
    default ToolCall read(ToolCall made) {
        return made;
    }

    /// The answer in the form that the caller gets.
    ///
    /// @param made the call as it was made
    /// @param meant the call that [#read] made of it
    default ToolAnswer answer(ToolCall made, ToolCall meant, ToolAnswer answer) {
        return answer;
    }

    /// Registers a listener that runs after listings have changed though the tools have not, such
    /// as when a person has denied one. It returns quickly.
    default Registration onChange(Runnable listener) {
        return Registration.NONE;
    }
}
