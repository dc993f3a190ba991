package dev.hqe.mcp;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Something that runs for a caller: a tool call, the reading of a resource, the filling in of a
/// prompt. It ends exactly once: by itself, by the caller's [#cancel], or without its code when
/// that was interrupted and does not stop within the grace period. Thread-safe.
///
/// @param <A> what it ends with
public final class RunningCall<A> {

    /// How long a call may stand still for an answer of its caller's; whoever asks sets a limit of
    /// their own below that.
    private static final long LONGEST_PAUSE = TimeUnit.DAYS.toNanos(1);

    private enum Phase {
        RUNNING,
        OVERDUE,
        ENDED
    }

    private final CallId id;
    private final ResultBudget.Lease lease;
    private final Endings<A> endings;
    private final Deadlines deadlines;
    private final long graceNanos;
    private final long startNanos = System.nanoTime();
    private volatile long dueNanos;
    private long remainingAtPause;
    private int pauses;
    private Phase phase = Phase.RUNNING;
    private @Nullable Thread thread;

    /// What a call ends with when its code does not say, and who hears of any end.
    ///
    /// @param cancelled the end when the caller took it back
    /// @param timedOut the end when its code did not stop in time
    /// @param onEnd hears of the end, once
    record Endings<A>(
            A cancelled,
            Function<RunningCall<A>, A> timedOut,
            BiConsumer<RunningCall<A>, A> onEnd) {}

    RunningCall(
            CallId id,
            ResultBudget.Lease lease,
            long timeoutNanos,
            long graceNanos,
            Deadlines deadlines,
            Endings<A> endings) {
        this.id = id;
        this.lease = lease;
        this.endings = endings;
        this.deadlines = deadlines;
        this.graceNanos = graceNanos;
        this.dueNanos = startNanos + timeoutNanos;
    }

    /// Names this call in records.
    public CallId id() {
        return id;
    }

    /// Takes the call back: its thread is interrupted and it ends as cancelled, on the thread that
    /// called this. Does nothing once the call has ended.
    public void cancel() {
        if (end(true)) {
            endings.onEnd.accept(this, endings.cancelled);
        }
    }

    /// For the call's own thread.
    ResultBudget.Lease lease() {
        return lease;
    }

    /// Since the start, waiting included.
    long millis() {
        return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - startNanos);
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

    /// The deadline stands still until [#resume]; a call that is overdue stays so.
    synchronized void pause() {
        if (phase == Phase.RUNNING && pauses++ == 0) {
            long now = System.nanoTime();
            remainingAtPause = dueNanos - now;
            dueNanos = now + LONGEST_PAUSE;
        }
    }

    /// The deadline goes on. Once for each [#pause].
    void resume() {
        synchronized (this) {
            if (phase != Phase.RUNNING || pauses == 0 || --pauses > 0) {
                return;
            }
            dueNanos = System.nanoTime() + remainingAtPause;
        }
        deadlines.add(this);
    }

    /// Gives the call another deadline, from now on; a call that is overdue stays so.
    public void extend(Duration timeout) {
        synchronized (this) {
            if (phase != Phase.RUNNING) {
                return;
            }
            if (pauses > 0) {
                remainingAtPause = timeout.toNanos();
                return;
            }
            dueNanos = System.nanoTime() + timeout.toNanos();
        }
        deadlines.add(this);
    }

    /// Ends the call from its own thread. The end of a call that has ended already is dropped.
    void finish(A end) {
        if (end(false)) {
            // Nobody interrupts an ended call, but the deadline may have come while the code was
            // already done; recording and answering must not trip over that.
            Thread.interrupted();
            endings.onEnd.accept(this, end);
        }
    }

    A timedOut() {
        return endings.timedOut.apply(this);
    }

    /// The deadline thread's knock: the first one interrupts the code, the second one ends the call
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
                    if (remainingNanos() > 0) {
                        return true; // paused since the deadline thread has looked
                    }
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
                .name("mcp-overdue-" + id.value())
                .start(() -> finish(timedOut()));
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
