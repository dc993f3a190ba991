package dev.hqe.app.cli;

import dev.hqe.app.Installation;
import dev.hqe.app.Workbench;
import dev.hqe.app.door.FrontDoor;
import dev.hqe.app.terminal.InterruptibleStation;
import dev.hqe.app.terminal.Interruption;
import dev.hqe.app.terminal.Station;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.Optional;

/// A command that takes long in a workbench of its own. Nobody else has the data meanwhile, so this
/// workbench lets everybody in: agents, other commands, those who ask how things stand.
///
/// @param workbench that it has opened, the caller's to close
/// @param typed the command, for those who ask
/// @param err for a person
record OpenRun(Workbench workbench, Installation installation, String typed, PrintWriter err) {

    private static final Duration LOOK = Duration.ofMillis(200);
    private static final int LOOKS_BEFORE_SAYING_SO = 5;

    /// The command itself.
    @FunctionalInterface
    interface Work {

        /// Does it and says the exit code.
        int run(Station station) throws Exception;
    }

    /// Runs it, with the door open. It is stopped by Ctrl-C, and by who asks for the end of the
    /// workbench. When it has ended, agents go on in another workbench, which they find or start
    /// themselves; who would lose something by the end of this one (another command, a window,
    /// HTTP) is waited for.
    ///
    /// @param here where it was typed
    /// @return the exit code
    int run(Station here, Work work) throws Exception {
        Optional<FrontDoor> opened = open();
        if (opened.isEmpty()) {
            return work.run(here);
        }
        Interruption interruption = new Interruption();
        Station station = new InterruptibleStation(here, interruption);
        Signals signals = new Signals();
        try (FrontDoor door = opened.get()) {
            signals.onEnd(door::stop);
            Runnable release = door.guests().keep(typed);
            Thread.ofVirtual().name("command-stop").start(() -> stopWith(door, interruption));
            int exitCode;
            try {
                exitCode = run(work, station);
            } finally {
                interruption.over();
                release.run();
            }
            if (!station.isInterrupted()) {
                awaitOthers(door);
            }
            return exitCode;
        } finally {
            signals.ended();
        }
    }

    /// A door is a kindness to others; the command does without.
    private Optional<FrontDoor> open() {
        try {
            return Optional.of(HqeCommand.openDoor(workbench, installation));
        } catch (IOException e) {
            err.println(
                    "hqe: agents and other commands have to wait for the end of this one: "
                            + e.getMessage());
            err.flush();
            return Optional.empty();
        }
    }

    private static void stopWith(FrontDoor door, Interruption interruption) {
        try {
            door.awaitStop();
            interruption.begin();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static int run(Work work, Station station) throws Exception {
        try {
            int exitCode = work.run(station);
            return station.isInterrupted() ? Failures.INTERRUPTED : exitCode;
        } catch (Exception e) { // what a command says that was ended is of no interest
            if (station.isInterrupted()) {
                return Failures.INTERRUPTED;
            }
            throw e;
        }
    }

    private void awaitOthers(FrontDoor door) throws InterruptedException {
        int looks = 0;
        while (!door.shutUnlessNeeded() && !door.awaitStop(LOOK)) {
            if (++looks == LOOKS_BEFORE_SAYING_SO) {
                err.println(
                        "hqe: done; this process goes on for those who use its workbench (hqe"
                                + " status). To end it: hqe stop");
                err.flush();
            }
        }
    }
}
