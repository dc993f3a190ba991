package dev.hqe.app.cli;

import dev.hqe.app.Workbench;
import dev.hqe.app.door.RunningWorkbench;
import dev.hqe.shim.Visit;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;
import java.util.Optional;
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
    /// @param err for the person who waits
    /// @throws dev.hqe.shim.DoorException if the one that runs says no
    /// @throws dev.hqe.kernel.HomeException if the data directory cannot be used, or is held on and
    ///   on
    static Arrival at(
            RunningWorkbench running,
            String wish,
            List<String> arguments,
            Supplier<Workbench> open,
            PrintWriter err)
            throws IOException, InterruptedException {
        HomeWait wait = new HomeWait(err);
        while (true) {
            Optional<Visit> visit = running.visit(wish, arguments);
            if (visit.isPresent()) {
                return new Joined(visit.get());
            }
            Optional<Workbench> opened = wait.open(open);
            if (opened.isPresent()) {
                return new Alone(opened.get());
            }
        }
    }
}
