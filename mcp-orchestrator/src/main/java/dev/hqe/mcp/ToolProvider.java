package dev.hqe.mcp;

import java.util.List;

/// Where tools come from: installed Topics, hosted servers, the workbench itself. Safe for calls
/// from many threads at once.
public interface ToolProvider {

    /// The tools there are now, in any order.
    List<Tool> tools();

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
