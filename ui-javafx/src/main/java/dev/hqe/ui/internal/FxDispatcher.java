package dev.hqe.ui.internal;

import dev.hqe.kernel.bus.EventBus;
import dev.hqe.kernel.bus.Fact;
import dev.hqe.kernel.bus.Overflow;
import dev.hqe.kernel.bus.Subscription;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// The one way from other threads to the JavaFX thread.
///
/// What is posted waits in one bounded queue that is emptied once per pulse, so ten thousand facts
/// a second cost sixty visits to the JavaFX thread and not ten thousand. A pulse takes at most
/// [#PULSE_BUDGET_NANOS]; what is left waits for the next one. While nothing is posted no pulse is
/// asked for.
///
/// Thread-safe, but [#post] must not be called from the JavaFX thread: it may wait for room.
public final class FxDispatcher implements AutoCloseable {

    /// Most tasks that wait; a poster then waits for room.
    public static final int CAPACITY = 1 << 16;

    /// The longest one pulse runs tasks: half a frame at 60 Hz, the other half draws.
    static final long PULSE_BUDGET_NANOS = 8_000_000;

    private static final Logger LOG = System.getLogger(FxDispatcher.class.getName());
    private static final int CLOCK_EVERY = 64;

    private final FxPulses pulses;
    private final BlockingQueue<Runnable> queue = new ArrayBlockingQueue<>(CAPACITY);
    private final AtomicBoolean awake = new AtomicBoolean();
    private final AtomicLong drains = new AtomicLong();
    private final List<Subscription> subscriptions = new CopyOnWriteArrayList<>();
    private volatile boolean closed;

    public FxDispatcher(FxPulses pulses) {
        this.pulses = pulses;
    }

    /// Runs the task on the JavaFX thread at one of the next pulses, after everything posted
    /// earlier by the same thread. After [#close] it does nothing.
    public void post(Runnable task) {
        if (closed) {
            return;
        }
        try {
            queue.put(task);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            LOG.log(Level.DEBUG, "interrupted while waiting for room; a task was not posted");
            return;
        }
        if (awake.compareAndSet(false, true)) {
            pulses.begin(this::drain);
        }
    }

    /// Hears facts of this type on the JavaFX thread, in the order they were published. The window
    /// never holds a publisher back: what it cannot take in time is dropped, the oldest first, so a
    /// listener takes a fact as a sign to look again and not as bookkeeping.
    public <F extends Fact> void hear(
            EventBus bus, String name, Class<F> type, Consumer<? super F> listener) {
        subscriptions.add(
                bus.subscribe(
                        "window-" + name,
                        type,
                        CAPACITY,
                        Overflow.DROP_OLDEST,
                        envelope -> post(() -> listener.accept(envelope.fact()))));
    }

    /// A sink of values of which only the newest matters: however many come between two pulses, the
    /// listener sees one.
    public <T> Consumer<T> latest(Consumer<? super T> listener) {
        AtomicReference<@Nullable T> newest = new AtomicReference<>();
        return value -> {
            if (newest.getAndSet(value) == null) {
                post(() -> {
                    T seen = newest.getAndSet(null);
                    if (seen != null) {
                        listener.accept(seen);
                    }
                });
            }
        };
    }

    /// How many pulses have emptied the queue so far.
    public long drains() {
        return drains.get();
    }

    /// One pulse.
    ///
    /// @return whether the next pulse is wanted too
    private boolean drain() {
        drains.incrementAndGet();
        long end = System.nanoTime() + PULSE_BUDGET_NANOS;
        for (int ran = 1; ran <= CAPACITY; ran++) {
            Runnable task = queue.poll();
            if (task == null) {
                break;
            }
            run(task);
            if (ran % CLOCK_EVERY == 0 && System.nanoTime() - end > 0) {
                return true;
            }
        }
        awake.set(false);
        // a task may have come in between the last poll and the line above
        return !queue.isEmpty() && awake.compareAndSet(false, true);
    }

    private void run(Runnable task) {
        if (closed) {
            return;
        }
        try {
            task.run();
        } catch (RuntimeException e) { // the edge: one failing task must not end the pulses
            LOG.log(Level.WARNING, "a task of the window failed", e);
        }
    }

    /// Ends the subscriptions and forgets what waits.
    @Override
    public void close() {
        closed = true;
        queue.clear();
        subscriptions.forEach(Subscription::close);
    }
}
