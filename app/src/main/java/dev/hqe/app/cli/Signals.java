package dev.hqe.app.cli;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// Lets a signal that ends the process (Ctrl-C, `kill`) end it in good order: the JVM's end waits
/// until the command has closed what it opened, but not for ever.
final class Signals {

    /// How long a stop may take, from the signal to the end of the process.
    private static final Duration STOP_WAIT = Duration.ofSeconds(20);

    private final CountDownLatch ended = new CountDownLatch(1);

    /// Calls this when the process is told to end. Once.
    void onEnd(Runnable stop) {
        Runtime.getRuntime()
                .addShutdownHook(
                        new Thread(
                                () -> {
                                    stop.run();
                                    awaitEnd();
                                },
                                "stop"));
    }

    /// Everything is closed.
    void ended() {
        ended.countDown();
    }

    private void awaitEnd() {
        try {
            if (!ended.await(STOP_WAIT.toSeconds(), TimeUnit.SECONDS)) {
                System.err.println("hqe: not everything could be closed in time");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
