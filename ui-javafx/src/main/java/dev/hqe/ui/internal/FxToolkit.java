package dev.hqe.ui.internal;

import dev.hqe.ui.Display;
import dev.hqe.ui.WindowException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import javafx.application.Platform;
import org.jspecify.annotations.Nullable;

/// JavaFX in this process: started when a window is first wanted, and up from then on, on the
/// display that it was started on. Thread-safe.
public final class FxToolkit {

    /// The longest JavaFX may take to start; on a slow machine it takes a few seconds.
    private static final Duration START_PATIENCE = Duration.ofSeconds(20);

    private static final Logger LOG = System.getLogger(FxToolkit.class.getName());

    private static @Nullable Display running;

    private FxToolkit() {}

    /// Starts JavaFX if it does not run yet, and keeps it up when the last window closes. Returns
    /// when the JavaFX thread runs; not to be called from it. What failed may be tried again, on
    /// another display.
    ///
    /// @return where it runs, which is where it was started first
    /// @throws WindowException if JavaFX does not start, or not within [#START_PATIENCE]
    public static synchronized Display start(Display display) {
        Display already = running;
        if (already != null) {
            return already;
        }
        DesktopLibraries.obstacle(os(), display.variables(), FxPulses.headless())
                .ifPresent(why -> {
                    throw new WindowException(why, null);
                });
        AtomicBoolean wanted = new AtomicBoolean(true);
        try {
            new ToolkitStart(
                            onFx -> startup(display, wanted, onFx),
                            DesktopLibraries.display(
                                    os(), display.variables(), FxPulses.headless()),
                            START_PATIENCE)
                    .await();
        } catch (WindowException e) {
            wanted.set(false);
            throw e;
        }
        Platform.setImplicitExit(false);
        running = display;
        return display;
    }

    private static void startup(Display display, AtomicBoolean wanted, Runnable onFx) {
        if (os().startsWith("Linux") && !FxPulses.headless()) {
            DesktopEnvironment.set(display);
            // JavaFX that has once failed to start cannot be started again in the same process.
            if (!DesktopEnvironment.displayAnswers()) {
                throw new UnsupportedOperationException("Unable to open DISPLAY");
            }
        }
        if (!wanted.get()) {
            return; // it has answered after all, but nobody waits any more
        }
        try {
            Platform.startup(onFx);
        } catch (IllegalStateException runsAlready) {
            LOG.log(Level.DEBUG, "JavaFX runs already");
            Platform.runLater(onFx);
        }
    }

    private static String os() {
        return System.getProperty("os.name");
    }
}
