package dev.hqe.mcp;

import dev.hqe.mcp.internal.protocol.ReadingTurns;
import java.util.Optional;
import java.util.function.Function;

/// Runs things for callers: each on a virtual thread of its own, or on the one that has read it if
/// it comes alone ([ReadingTurns]), watched by one deadline thread. Thread-safe. Close it after
/// everything that runs over it: what runs belongs to its callers, but nobody watches the deadlines
/// any more.
final class Runner implements AutoCloseable {

    private final Deadlines deadlines = new Deadlines();
    private final long graceNanos;

    /// @param graceNanos how long interrupted code may take to stop
    Runner(long graceNanos) {
        this.graceNanos = graceNanos;
    }

    /// Starts something.
    ///
    /// @param body the code; returns the end and never throws
    <A> RunningCall<A> start(
            CallId id,
            ResultBudget.Lease lease,
            long timeoutNanos,
            Function<RunningCall<A>, A> body,
            RunningCall.Endings<A> endings) {
        RunningCall<A> running =
                new RunningCall<>(
                        id,
                        lease,
                        timeoutNanos,
                        graceNanos,
                        deadlines,
                        new RunningCall.Endings<>(
                                endings.cancelled(),
                                endings.timedOut(),
                                (self, end) -> {
                                    deadlines.remove(self);
                                    endings.onEnd().accept(self, end);
                                }));
        Runnable code = () -> run(running, body);
        Optional<Thread> reader = ReadingTurns.take(code);
        Thread thread = reader.orElseGet(() -> Thread.ofVirtual().name("mcp-call").unstarted(code));
        running.runsOn(thread);
        deadlines.add(running);
        if (reader.isEmpty()) {
            thread.start();
        }
        return running;
    }

    private static <A> void run(RunningCall<A> running, Function<RunningCall<A>, A> body) {
        try {
            running.finish(body.apply(running));
        } finally {
            running.lease().close();
        }
    }

    @Override
    public void close() {
        deadlines.close();
    }
}
