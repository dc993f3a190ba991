package dev.hqe.app.cli;

import dev.hqe.app.IdleMemory;
import dev.hqe.app.Installation;
import dev.hqe.app.Workbench;
import dev.hqe.app.door.Detachment;
import dev.hqe.app.door.FrontDoor;
import dev.hqe.app.door.RunningWorkbench;
import dev.hqe.kernel.HomeException;
import dev.hqe.kernel.HomeOwner;
import dev.hqe.kernel.WorkbenchHome;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/// The workbench without a window, from its opening to its end. One thread runs it.
public final class Headless {

    private static final Duration HELD_WAIT = Duration.ofSeconds(30);
    private static final Duration LONGEST_WAIT = Duration.ofMinutes(10);
    private static final int LOOK_MILLIS = 50;

    private final Installation installation;
    private final PrintWriter log;
    private final Signals signals = new Signals();
    private final CompletableFuture<FrontDoor> running = new CompletableFuture<>();

    /// A workbench that is to be run.
    ///
    /// @param log for a person
    public Headless(Installation installation, PrintWriter log) {
        this.installation = installation;
        this.log = log;
    }

    /// Runs it until its end is asked for or nobody has used it for a while.
    ///
    /// @param home the data directory
    /// @param idle how long it stays unused
    /// @param detached whether to leave the session of the process that started this one
    /// @throws Exception if it cannot be opened
    public void run(Path home, Duration idle, boolean detached) throws Exception {
        if (detached && System.getenv().getOrDefault("HQE_DETACHED", "").isBlank()) {
            Detachment.leaveSession();
        }
        say("starting, process " + ProcessHandle.current().pid());
        Optional<Workbench> opened = open(home, detached);
        if (opened.isEmpty()) {
            say("another one was faster");
            running.cancel(false);
            return;
        }
        try (Workbench workbench = opened.get();
                FrontDoor door = HqeCommand.openDoor(workbench, installation);
                IdleMemory _ = IdleMemory.watching()) {
            signals.onEnd(door::stop);
            workbench.watches().start();
            running.complete(door);
            say("ready");
            door.awaitStopOrUnused(idle);
        } finally {
            running.cancel(false); // where it never ran
            signals.ended();
        }
        say("ended");
    }

    /// Waits until its door is open.
    ///
    /// @throws java.util.concurrent.CancellationException if it cannot be opened
    public void awaitReady() {
        running.join();
    }

    /// Waits until its door is open, and asks for its end. From any thread.
    ///
    /// @throws java.util.concurrent.CancellationException if it cannot be opened
    public void stop() {
        running.join().stop();
    }

    private void say(String what) {
        log.println("hqe: " + Instant.now() + " " + what);
    }

    /// A command that holds the data directory for a moment is waited for, and so is a workbench
    /// that may yet end. One that lets visitors in is the one that was wanted: whoever waits behind
    /// it would take its place when it is told to end.
    ///
    /// @return none where another workbench is running already
    private Optional<Workbench> open(Path home, boolean detached)
            throws IOException, InterruptedException {
        Instant last = Instant.now().plus(LONGEST_WAIT);
        Instant end = Instant.now().plus(HELD_WAIT);
        RunningWorkbench other = new RunningWorkbench(home, installation.build());
        Optional<HomeOwner> holder = Optional.empty();
        while (true) {
            try {
                return Optional.of(Workbench.open(home, installation));
            } catch (HomeException e) {
                boolean held = e.isInUse();
                if (held && detached && other.letsIn()) {
                    return Optional.empty();
                }
                Optional<HomeOwner> now = WorkbenchHome.holder(home);
                if (!now.equals(holder)) { // things move on
                    holder = now;
                    end = Instant.now().plus(HELD_WAIT);
                }
                Instant soonest = end.isBefore(last) ? end : last;
                if (!held || Instant.now().isAfter(soonest)) {
                    throw e;
                }
                TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
            }
        }
    }
}
