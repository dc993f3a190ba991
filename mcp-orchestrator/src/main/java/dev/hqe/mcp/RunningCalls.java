package dev.hqe.mcp;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/// The calls that are on a road now, those that wait for a person's word among them. Thread-safe.
public final class RunningCalls {

    private final Map<CallId, OnTheRoad> calls = new ConcurrentHashMap<>();

    /// A call that has begun and not ended.
    ///
    /// @param since when it was made
    public record Running(CallId id, Principal principal, ToolName tool, Instant since) {}

    private static final class OnTheRoad {

        private final Running call;
        private volatile @Nullable RunningCall<?> running;

        private OnTheRoad(Running call) {
            this.call = call;
        }
    }

    RunningCalls() {}

    void begins(ToolCall call, Instant at) {
        calls.put(
                call.id(),
                new OnTheRoad(new Running(call.id(), call.principal(), call.tool(), at)));
    }

    /// It may have ended before it is known by what it can be taken back.
    void cancelledBy(RunningCall<?> running) {
        OnTheRoad found = calls.get(running.id());
        if (found != null) {
            found.running = running;
        }
    }

    void ends(CallId id) {
        calls.remove(id);
    }

    /// Those of now, the oldest first.
    public List<Running> list() {
        return calls.values().stream()
                .map(one -> one.call)
                .sorted(Comparator.comparing(Running::id))
                .toList();
    }

    /// Takes a call back, as its caller can. Its caller is told that it was cancelled.
    ///
    /// @return whether there was such a call
    public boolean cancel(CallId id) {
        Optional<RunningCall<?>> running =
                Optional.ofNullable(calls.get(id)).map(found -> found.running);
        running.ifPresent(RunningCall::cancel);
        return running.isPresent();
    }
}
