package dev.hqe.mcp;

import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// Puts listings together that take their time, each on a thread of its own and within the limits
/// of the road: because providers are asked for them, or because something is to be seen first.
/// Thread-safe.
public final class Listings {

    private final Fetches fetches;
    private final FirstSight firstSight;

    Listings(Fetches fetches, FirstSight firstSight) {
        this.fetches = fetches;
        this.firstSight = firstSight;
    }

    /// Whether a listing that starts now waits for something to be seen.
    public boolean waits() {
        return firstSight.isAwaited();
    }

    /// Starts one and returns at once.
    ///
    /// @param what names it in messages
    /// @param page the result object
    /// @param budget what a large one counts against until `done` has returned
    /// @param done hears of the end exactly once
    public RunningCall<?> start(
            String what, Supplier<ObjectNode> page, ResultBudget budget, Consumer<Fetched> done) {
        return fetches.start(
                what, budget, firstSight::await, caller -> Optional.of(page.get()), done);
    }

    /// The same for a page that is written already, and small enough.
    ///
    /// @param page the members of the result object, without the braces around them
    public RunningCall<?> startWritten(
            String what, Supplier<RawJson> page, ResultBudget budget, Consumer<Fetched> done) {
        return fetches.startWritten(
                what,
                budget,
                firstSight::await,
                () -> new Fetched.Found(JsonNodeFactory.instance.objectNode(), page.get()),
                done);
    }
}
