package dev.hqe.mcp;

import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/// One call on the road. It ends exactly once: by the tool, by the caller's [#cancel], or without
/// the tool when an interrupted tool does not stop within the grace period. Thread-safe.
public final class RunningCall {

    private enum Phase {
        RUNNING,
        OVERDUE,
        ENDED
    }

    private final ToolCall call;
    private final ResultBudget.Lease lease;
    private final BiConsumer<RunningCall, End> onEnd;
    private final long graceNanos;
    private final long startNanos = System.nanoTime();
    private volatile long dueNanos;
    private Phase phase = Phase.RUNNING;
    private @Nullable Thread thread;

    record End(ToolAnswer answer, ToolCalled.Ending ending) {}

    RunningCall(
            ToolCall call,
            ResultBudget.Lease lease,
            long timeoutNanos,
            long graceNanos,
            BiConsumer<RunningCall, End> onEnd) {
        this.call = call;
        this.lease = lease;
        this.onEnd = onEnd;
        this.graceNanos = graceNanos;
        this.dueNanos = startNanos + timeoutNanos;
    }

    /// The call as it was asked.
    public ToolCall call() {
        return call;
    }

    /// Takes the call back: the tool's thread is interrupted and the answer is
    /// [ToolAnswer.Cancelled], delivered on the calling thread. Does nothing once the call has
    /// ended.
    public void cancel() {
        if (end(true)) {
            onEnd.accept(this, new End(new ToolAnswer.Cancelled(), ToolCalled.Ending.CANCELLED));
        }
    }

    /// For the call's own thread.
    ResultBudget.Lease lease() {
        return lease;
    }

    long startNanos() {
        return startNanos;
    }

    /// When [#due] wants to be called, on the clock of [System#nanoTime].
    long dueNanos() {
        return dueNanos;
    }

    /// Time left before the deadline; may be negative.
    long remainingNanos() {
        return dueNanos - System.nanoTime();
    }

    synchronized void runsOn(Thread thread) {
        this.thread = thread;
    }

    synchronized boolean isOverdue() {
        return phase == Phase.OVERDUE;
    }

    /// Ends the call from its own thread. Late answers of a call that has ended already are
    /// dropped.
    void finish(End end) {
        if (end(false)) {
            // Nobody interrupts an ended call, but the deadline may have come while the tool was
            // already done; recording and answering must not trip over that.
            Thread.interrupted();
            onEnd.accept(this, end);
        }
    }

    /// The deadline thread's knock: the first one interrupts the tool, the second one ends the call
    /// without it.
    ///
    /// @return whether it wants to be called again at the new [#dueNanos]
    boolean due() {
        synchronized (this) {
            switch (phase) {
                case ENDED -> {
                    return false;
                }
                case RUNNING -> {
                    phase = Phase.OVERDUE;
                    dueNanos = System.nanoTime() + graceNanos;
                    interruptThread();
                    return true;
                }
                case OVERDUE -> {
                    // Falls out of the lock to end the call.
                }
            }
        }
        // Delivering may block on a slow peer; the deadline thread has others to watch.
        Thread.ofPlatform()
                .daemon()
                .name("mcp-overdue-" + call.id().value())
                .start(() -> finish(ToolRoad.timedOut(this)));
        return false;
    }

    private synchronized boolean end(boolean interrupt) {
        if (phase == Phase.ENDED) {
            return false;
        }
        phase = Phase.ENDED;
        if (interrupt) {
            interruptThread();
        }
        thread = null;
        return true;
    }

    private void interruptThread() {
        Thread running = thread;
        if (running != null) {
            running.interrupt();
        }
    }
}
