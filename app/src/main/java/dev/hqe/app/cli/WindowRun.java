package dev.hqe.app.cli;

import dev.hqe.app.Installation;
import dev.hqe.app.Window;
import dev.hqe.app.Workbench;
import dev.hqe.app.door.FrontDoor;
import dev.hqe.app.door.LongVisit;
import dev.hqe.app.door.RunningWorkbench;
import dev.hqe.app.door.WindowWish;
import dev.hqe.shim.Visit;
import dev.hqe.ui.Display;
import dev.hqe.ui.WindowException;
import dev.hqe.ui.WorkbenchWindow;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;

/// What `hqe` does without a command: it shows the window, and stays until that is closed. The
/// window is that of the workbench that runs; where none does, this process becomes one, for agents
/// as well.
///
/// @param home the data directory
/// @param log for messages to a person
record WindowRun(Path home, Installation installation, PrintWriter log) {

    /// Returns when the window is closed and, where this process is the workbench, when nobody uses
    /// it any more.
    ///
    /// @return the exit code
    int run() throws Exception {
        Duration idle = Idle.fromEnvironment();
        Display display = Display.here();
        requireDisplay(display);
        return switch (Arrival.at(
                new RunningWorkbench(home, installation.build()),
                WindowWish.NAME,
                WindowWish.arguments(display),
                () -> Workbench.open(home, installation),
                log)) {
            case Arrival.Joined(Visit visit) -> await(visit, display);
            case Arrival.Alone(Workbench workbench) -> show(workbench, display, idle);
        };
    }

    /// Said at once, and before a workbench is opened for nothing.
    private static void requireDisplay(Display display) {
        WorkbenchWindow.obstacle(display)
                .ifPresent(why -> {
                    throw new WindowException(why, null);
                });
    }

    private int await(Visit entered, Display display) throws IOException {
        try (LongVisit visit = new LongVisit(entered)) {
            String shown = visit.begin().path("display").asString();
            if (!shown.equals(display.name())) {
                say(
                        "the window is on the display "
                                + shown
                                + ", where it was opened first. To have it here: hqe stop, then"
                                + " hqe");
            }
            if (visit.awaitEnd()) {
                return Failures.DONE;
            }
        }
        say("the workbench has ended, and the window with it");
        return Failures.FAILED;
    }

    private int show(Workbench own, Display display, Duration idle) throws Exception {
        Signals signals = new Signals();
        try (Workbench workbench = own;
                FrontDoor door = HqeCommand.openDoor(workbench, installation)) {
            signals.onEnd(door::stop);
            workbench.watches().start();
            Window.Showing showing = door.window().show(display);
            if (!door.awaitStopOr(showing.gone()) && !door.shutIfUnused()) {
                say(
                        "the window is closed; the workbench goes on for those who use it (hqe"
                                + " status). To end it: hqe stop");
                door.awaitStopOrUnused(idle);
            }
        } finally {
            signals.ended();
        }
        return Failures.DONE;
    }

    private void say(String what) {
        log.println("hqe: " + what);
        log.flush();
    }
}
