package dev.hqe.mcp;

import java.util.function.Function;

/// Runs things for callers: each on a virtual thread of its own, watched by one deadline thread.
/// Thread-safe. Close it after everything that runs over it: what runs belongs to its callers, but
/// nobody watches the deadlines any more.
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
        Thread thread = Thread.ofVirtual().name("mcp-call").unstarted(() -> run(running, body));
        running.runsOn(thread);
        deadlines.add(running);
        thread.start();
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
