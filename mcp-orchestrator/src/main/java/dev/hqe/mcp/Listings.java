package dev.hqe.mcp;

import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import tools.jackson.databind.node.ObjectNode;

/// Puts listings together that providers are asked for, each on a thread of its own and within the
/// limits of the road, because a provider may take its time. Thread-safe.
public final class Listings {

    private final Fetches fetches;

    Listings(Fetches fetches) {
        this.fetches = fetches;
    }

    /// Starts one and returns at once.
    ///
    /// @param what names it in messages
    /// @param page the result object
    /// @param budget what a large one counts against until `done` has returned
    /// @param done hears of the end exactly once
    public RunningCall<?> start(
            String what, Supplier<ObjectNode> page, ResultBudget budget, Consumer<Fetched> done) {
        return fetches.start(what, Caller.NONE, budget, caller -> Optional.of(page.get()), done);
    }
}
