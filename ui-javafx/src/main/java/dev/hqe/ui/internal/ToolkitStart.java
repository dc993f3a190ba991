package dev.hqe.ui.internal;

import dev.hqe.ui.WindowException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// One try to start JavaFX that ends: it runs, or it is said why not.
///
/// JavaFX itself may do neither. Asked to start on a display that does not answer it waits without
/// an end, so it is asked on a thread of its own that is left behind then.
///
/// @param startup starts JavaFX and makes it run the given task on the JavaFX thread; may throw,
///   and may never return
/// @param display the display as the person named it; empty where windows need none
/// @param patience how long JavaFX may take
record ToolkitStart(Consumer<Runnable> startup, String display, Duration patience) {

    /// Returns when the JavaFX thread runs.
    ///
    /// @throws WindowException if it does not; the message names the display and what to do
    void await() {
        CompletableFuture<Boolean> runs = new CompletableFuture<>();
        Thread.ofPlatform()
                .name("window-start")
                .daemon()
                .start(() -> {
                    try {
                        startup.accept(() -> runs.complete(true));
                    } catch (Throwable e) { // handed to the caller; a missing library is an Error
                        runs.completeExceptionally(e);
                    }
                });
        try {
            boolean _ = runs.get(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            throw failure(e.getCause());
        } catch (TimeoutException e) {
            throw new WindowException(silence(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new WindowException("interrupted while the window was being started", e);
        }
    }

    private WindowException failure(@Nullable Throwable cause) {
        return new WindowException(
                display.isEmpty()
                        ? Texts.of("window.startFails", String.valueOf(cause))
                        : Texts.of("window.displayFails", display),
                cause);
    }

    private String silence() {
        return display.isEmpty()
                ? Texts.of("window.startSilent", patience.toSeconds())
                : Texts.of("window.displaySilent", display, patience.toSeconds());
    }
}
