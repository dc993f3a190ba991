package dev.hqe.mcp;

import java.util.List;
import java.util.Optional;

/// Where tools come from: installed Topics, hosted servers, the workbench itself. Safe for calls
/// from many threads at once.
public interface ToolProvider {

    /// The tools there are now, in any order.
    List<Tool> tools();

    /// A tool that is there and not offered, because a person has to decide something first.
    ///
    /// @param tool its name here
    /// @param message why it does not run
    /// @param fix who can do what about it
    record Withheld(ToolName tool, String message, String fix) {}

    /// The tool of this name, if there is one that is kept back.
    ///
    /// @param name as a caller uses it, dots perhaps written as underscores
    default Optional<Withheld> withheld(ToolName name) {
        return Optional.empty();
    }

    /// Registers a listener that runs after the list has changed. It returns quickly, so it may be
    /// called while a lock is held. A provider whose list never changes keeps this default.
    ///
    /// @return takes the listener away again
    default Registration onChange(Runnable listener) {
        return () -> {};
    }

    /// A provider of tools that never change.
    static ToolProvider of(Tool... tools) {
        List<Tool> fixed = List.of(tools);
        return () -> fixed;
    }
}
