package dev.hqe.app.cli;

import dev.hqe.app.Workbench;
import dev.hqe.kernel.HomeException;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/// The wait of one command for a process that holds the data and has no door: another command, or a
/// workbench that starts or ends. It begins when this is made. For one thread.
final class HomeWait {

    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final Duration SAY_AFTER = Duration.ofSeconds(1);
    private static final int LOOK_MILLIS = 50;

    private final PrintWriter err;
    private final long began = System.nanoTime();
    private boolean said;

    /// @param err for the person who waits
    HomeWait(PrintWriter err) {
        this.err = err;
    }

    /// Opens the workbench, or lets a moment pass: by then the process that holds the data may have
    /// gone, or have opened its door, which is to be looked for before the next attempt.
    ///
    /// @param opening opens it
    /// @return none where another process holds the data
    /// @throws HomeException if the data cannot be used, or has been held for 10 s
    Optional<Workbench> open(Supplier<Workbench> opening) throws InterruptedException {
        try {
            return Optional.of(opening.get());
        } catch (HomeException e) {
            Duration waited = Duration.ofNanos(System.nanoTime() - began);
            if (!e.isInUse() || waited.compareTo(PATIENCE) > 0) {
                throw e;
            }
            if (!said && waited.compareTo(SAY_AFTER) > 0) {
                said = true;
                err.println("hqe: another process holds the data, waiting for it");
                err.flush();
            }
        }
        TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
        return Optional.empty();
    }
}
