package dev.hqe.app.cli;

import dev.hqe.app.Workbench;
import dev.hqe.app.door.RunningWorkbench;
import dev.hqe.kernel.HomeException;
import dev.hqe.kernel.LifecycleException;
import dev.hqe.shim.Visit;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/// How a command comes to the workbench of a data directory that it needs for long: into the one
/// that runs, or, where none does, one of its own.
sealed interface Arrival {

    /// In the one that runs.
    ///
    /// @param visit that has begun
    record Joined(Visit visit) implements Arrival {}

    /// In one of its own.
    ///
    /// @param workbench the caller's to close
    record Alone(Workbench workbench) implements Arrival {}

    /// Comes there. A process that is just starting or ending, or holds the data directory for a
    /// moment, is waited for.
    ///
    /// @param running where to look
    /// @param open opens a workbench of its own
    /// @param log for a person who waits
    /// @throws dev.hqe.shim.DoorException if the one that runs says no
    static Arrival at(
            RunningWorkbench running,
            String wish,
            List<String> arguments,
            Supplier<Workbench> open,
            PrintWriter log)
            throws IOException, InterruptedException {
        long began = System.nanoTime();
        boolean said = false;
        while (true) {
            Optional<Visit> visit = running.visit(wish, arguments);
            if (visit.isPresent()) {
                return new Joined(visit.get());
            }
            try {
                return new Alone(open.get());
            } catch (LifecycleException e) {
                Duration waited = Duration.ofNanos(System.nanoTime() - began);
                boolean held = e.getCause() instanceof HomeException home && home.isInUse();
                if (!held || waited.toSeconds() >= 10) {
                    throw e;
                }
                if (!said && waited.toSeconds() >= 1) {
                    log.println("hqe: waiting for the process that uses " + running.home());
                    log.flush();
                    said = true;
                }
            }
            TimeUnit.MILLISECONDS.sleep(50);
        }
    }
}
