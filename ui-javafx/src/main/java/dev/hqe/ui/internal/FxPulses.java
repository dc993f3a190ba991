package dev.hqe.ui.internal;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.function.BooleanSupplier;
import javafx.animation.AnimationTimer;
import javafx.application.Platform;

/// The beat of the JavaFX thread, as [FxDispatcher] needs it. Tests bring their own and need no
/// toolkit.
@FunctionalInterface
public interface FxPulses {

    Logger LOG = System.getLogger(FxPulses.class.getName());

    /// Calls `onPulse` on the JavaFX thread, once per pulse, until it returns false. From any
    /// thread.
    void begin(BooleanSupplier onPulse);

    /// The pulses of the running toolkit. This is the only place that calls `Platform.runLater`.
    static FxPulses ofToolkit() {
        return onPulse -> Platform.runLater(() -> new Beat(onPulse).start());
    }

    /// Starts JavaFX if it does not run yet, and keeps it up when the last window closes.
    static void startToolkit() {
        try {
            Platform.startup(() -> {});
        } catch (IllegalStateException runsAlready) {
            LOG.log(Level.DEBUG, "JavaFX runs already");
        }
        Platform.setImplicitExit(false);
    }

    /// A timer that runs only while there is something to do, so that an idle window is idle.
    final class Beat extends AnimationTimer {

        private final BooleanSupplier onPulse;

        private Beat(BooleanSupplier onPulse) {
            this.onPulse = onPulse;
        }

        @Override
        public void handle(long now) {
            if (!onPulse.getAsBoolean()) {
                stop();
            }
        }
    }
}
