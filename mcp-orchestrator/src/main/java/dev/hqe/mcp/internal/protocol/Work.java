package dev.hqe.mcp.internal.protocol;

import dev.hqe.mcp.Caller;
import dev.hqe.mcp.ResultBudget;
import dev.hqe.mcp.RunningCall;
import java.util.function.Consumer;

/// What a request sets going that takes its time.
@FunctionalInterface
interface Work {

    /// Starts it and returns at once.
    ///
    /// @param caller the one who waits
    /// @param results what a large result counts against until `done` has returned
    /// @param done hears of the end exactly once, on any thread
    RunningCall<?> start(Caller caller, ResultBudget results, Consumer<Answer> done);
}
