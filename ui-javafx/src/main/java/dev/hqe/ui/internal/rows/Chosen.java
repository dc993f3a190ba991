package dev.hqe.ui.internal.rows;

import dev.hqe.ui.internal.FxDispatcher;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;

/// What is shown of the chosen row. It is read a moment after the choice, so that whoever holds an
/// arrow key down reads one row and not hundreds, and only the last choice counts.
///
/// For the JavaFX thread; what is chosen is read on virtual threads.
///
/// @param <D> what is shown
public final class Chosen<D> {

    private final String name;
    private final FxDispatcher dispatcher;
    private final D nothing;
    private final ReadOnlyObjectWrapper<D> shown;
    private final AtomicLong choices = new AtomicLong();

    /// @param name of the threads that read
    /// @param nothing what is shown where nothing is chosen
    public Chosen(String name, FxDispatcher dispatcher, D nothing) {
        this.name = name;
        this.dispatcher = dispatcher;
        this.nothing = nothing;
        this.shown = new ReadOnlyObjectWrapper<>(nothing);
    }

    /// Nothing is chosen.
    public void clear() {
        choices.incrementAndGet();
        shown.set(nothing);
    }

    /// Shows what this reads.
    ///
    /// @param read may block; what it throws is its own to tell
    public void read(Duration delay, Supplier<? extends D> read) {
        long number = choices.incrementAndGet();
        Thread.ofVirtual()
                .name(name)
                .start(() -> {
                    LockSupport.parkNanos(delay.toNanos());
                    if (choices.get() == number) {
                        D seen = read.get();
                        dispatcher.post(() -> {
                            if (choices.get() == number) {
                                shown.set(seen);
                            }
                        });
                    }
                });
    }

    public D get() {
        return shown.get();
    }

    public ReadOnlyObjectProperty<D> shown() {
        return shown.getReadOnlyProperty();
    }
}
