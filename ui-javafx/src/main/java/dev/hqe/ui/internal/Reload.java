package dev.hqe.ui.internal;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.function.Supplier;

/// Reads something anew when asked to: on a virtual thread, one read at a time, and with a pause
/// after each, so that a flood of reasons to read costs few reads. The last request is always
/// followed by a read that began after it.
///
/// Thread-safe.
///
/// @param <T> what is read
public final class Reload<T> {

    private enum State {
        IDLE,
        READING,
        READING_AND_ASKED_AGAIN
    }

    private final String name;
    private final Supplier<? extends T> read;
    private final Consumer<? super T> show;
    private final Consumer<? super RuntimeException> fail;
    private final FxDispatcher dispatcher;
    private final Duration pause;
    private final AtomicReference<State> state = new AtomicReference<>(State.IDLE);

    /// @param read may block
    /// @param show is given what was read, on the JavaFX thread
    /// @param fail is given what reading threw, on the JavaFX thread
    /// @param pause the shortest time between two reads; a slow read makes it longer
    public Reload(
            String name,
            FxDispatcher dispatcher,
            Duration pause,
            Supplier<? extends T> read,
            Consumer<? super T> show,
            Consumer<? super RuntimeException> fail) {
        this.name = name;
        this.dispatcher = dispatcher;
        this.pause = pause;
        this.read = read;
        this.show = show;
        this.fail = fail;
    }

    /// Asks for a read; returns at once.
    public void request() {
        State before =
                state.getAndUpdate(
                        now -> now == State.IDLE ? State.READING : State.READING_AND_ASKED_AGAIN);
        if (before == State.IDLE) {
            Thread.ofVirtual().name("window-" + name).start(this::run);
        }
    }

    private void run() {
        do {
            state.set(State.READING);
            long began = System.nanoTime();
            try {
                T seen = read.get();
                dispatcher.post(() -> show.accept(seen));
            } catch (RuntimeException e) { // the edge: shown to the person instead
                dispatcher.post(() -> fail.accept(e));
            }
            // reading takes at most a fifth of the time, however large the store has become
            long took = System.nanoTime() - began;
            LockSupport.parkNanos(Math.max(pause.toNanos(), 4 * took));
        } while (!state.compareAndSet(State.READING, State.IDLE));
    }
}
