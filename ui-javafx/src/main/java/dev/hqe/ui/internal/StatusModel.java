package dev.hqe.ui.internal;

import dev.hqe.ui.Vitals;
import dev.hqe.ui.WindowParts;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import org.jspecify.annotations.Nullable;

/// How the workbench is, read again and again while the window is open. For the JavaFX thread.
final class StatusModel implements AutoCloseable {

    private static final Duration EVERY = Duration.ofSeconds(2);

    private final ReadOnlyObjectWrapper<Vitals.Reading> reading =
            new ReadOnlyObjectWrapper<>(Vitals.Reading.CALM);
    private final @Nullable Thread reader;
    private volatile boolean closed;

    StatusModel(WindowParts parts, FxDispatcher dispatcher) {
        reader =
                parts.ports()
                        .find(Vitals.class)
                        .map(vitals ->
                                Thread.ofVirtual()
                                        .name("window-vitals")
                                        .start(() -> follow(vitals, dispatcher)))
                        .orElse(null);
    }

    private void follow(Vitals vitals, FxDispatcher dispatcher) {
        Vitals.Reading before = Vitals.Reading.CALM;
        while (!closed) {
            Vitals.Reading now = read(vitals, before);
            if (!now.equals(before)) {
                dispatcher.post(() -> reading.set(now));
                before = now;
            }
            LockSupport.parkNanos(EVERY.toNanos());
        }
    }

    private static Vitals.Reading read(Vitals vitals, Vitals.Reading before) {
        try {
            return vitals.read();
        } catch (RuntimeException e) { // the edge: a workbench that is ending cannot say
            System.getLogger(StatusModel.class.getName())
                    .log(System.Logger.Level.DEBUG, "the vitals cannot be read", e);
            return before;
        }
    }

    ReadOnlyObjectProperty<Vitals.Reading> reading() {
        return reading.getReadOnlyProperty();
    }

    @Override
    public void close() {
        closed = true;
        if (reader != null) {
            LockSupport.unpark(reader); // not interrupted: it may be reading the store just now
        }
    }
}
