package dev.hqe.ui.internal;

import dev.hqe.ui.WindowException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
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

    /// The pulses of the running toolkit. Nothing else in the window calls `Platform.runLater`.
    static FxPulses ofToolkit() {
        return onPulse -> Platform.runLater(() -> new Beat(onPulse).start());
    }

    /// The longest JavaFX may take to start; on a slow machine it takes a few seconds.
    Duration START_PATIENCE = Duration.ofSeconds(20);

    /// Starts JavaFX if it does not run yet, and keeps it up when the last window closes. Returns
    /// when the JavaFX thread runs; not to be called from it.
    ///
    /// @throws WindowException if JavaFX does not start, or not within [#START_PATIENCE].
    ///   `Platform` must then be left alone: even its `exit` would wait for a thread that there is
    ///   not
    static void startToolkit() {
        String display =
                DesktopLibraries.display(
                        System.getProperty("os.name"), System.getenv(), headless());
        new ToolkitStart(FxPulses::startup, display, START_PATIENCE).await();
        Platform.setImplicitExit(false);
    }

    /// Whether windows are drawn in memory only.
    static boolean headless() {
        return "Headless".equals(System.getProperty("glass.platform"));
    }

    private static void startup(Runnable onFx) {
        try {
            Platform.startup(onFx);
        } catch (IllegalStateException runsAlready) {
            LOG.log(Level.DEBUG, "JavaFX runs already");
            Platform.runLater(onFx);
        }
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
