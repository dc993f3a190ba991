package dev.hqe.ui.internal;

import dev.hqe.ui.Vitals;
import dev.hqe.ui.WindowParts;
import java.time.Duration;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import org.jspecify.annotations.Nullable;

/// How the workbench is, read again and again while the window is open. For the JavaFX thread.
final class StatusModel implements AutoCloseable {

    private static final Duration EVERY = Duration.ofSeconds(2);

    private final ReadOnlyObjectWrapper<Vitals.Reading> reading =
            new ReadOnlyObjectWrapper<>(Vitals.Reading.CALM);
    private final @Nullable Thread reader;

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
        while (!Thread.currentThread().isInterrupted()) {
            Vitals.Reading now = read(vitals, before);
            if (!now.equals(before)) {
                dispatcher.post(() -> reading.set(now));
                before = now;
            }
            try {
                Thread.sleep(EVERY);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
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
        if (reader != null) {
            reader.interrupt();
        }
    }
}
