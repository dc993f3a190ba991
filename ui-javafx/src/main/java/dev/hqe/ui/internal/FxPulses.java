package dev.hqe.ui.internal;

import java.util.function.BooleanSupplier;
import javafx.animation.AnimationTimer;
import javafx.application.Platform;

/// The beat of the JavaFX thread, as [FxDispatcher] needs it. Tests bring their own and need no
/// toolkit.
@FunctionalInterface
public interface FxPulses {

    /// Calls `onPulse` on the JavaFX thread, once per pulse, until it returns false. From any
    /// thread.
    void begin(BooleanSupplier onPulse);

    /// The pulses of the running toolkit. Nothing else in the window calls `Platform.runLater`.
    static FxPulses ofToolkit() {
        return onPulse -> Platform.runLater(() -> new Beat(onPulse).start());
    }

    /// Whether windows are drawn in memory only.
    static boolean headless() {
        return "Headless".equals(System.getProperty("glass.platform"));
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
