package dev.hqe.app.cli;

import dev.hqe.app.Installation;
import dev.hqe.app.Workbench;
import dev.hqe.app.door.Detachment;
import dev.hqe.app.door.FrontDoor;
import dev.hqe.app.door.RunningWorkbench;
import dev.hqe.kernel.HomeException;
import dev.hqe.kernel.WorkbenchHome;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "headless",
        description = {
            "Runs the workbench without a window, for the agents of this machine.",
            "hqe mcp starts it by itself; it ends when nobody has used it for a while."
        })
final class HeadlessCommand extends Subcommand {

    private static final Duration HELD_WAIT = Duration.ofSeconds(30);
    private static final Duration LONGEST_WAIT = Duration.ofMinutes(10);
    private static final int LOOK_MILLIS = 50;

    @Option(
            names = "--idle",
            paramLabel = "TIME",
            defaultValue = Idle.DEFAULT,
            converter = DurationConverter.class,
            description =
                    "how long it stays when its last agent has gone, such as 30s or 5m; ${DEFAULT-VALUE}"
                            + " unless given here or in HQE_IDLE")
    private Duration idle = Duration.ofMinutes(5);

    @Option(names = "--detached", hidden = true)
    private boolean detached;

    private final Signals signals = new Signals();

    HeadlessCommand(Installation installation) {
        super(installation);
    }

    @Override
    public Integer call() throws Exception {
        if (detached && System.getenv("HQE_DETACHED") == null) {
            Detachment.leaveSession();
        }
        err().println(
                        "hqe: "
                                + Instant.now()
                                + " starting, process "
                                + ProcessHandle.current().pid());
        Optional<Workbench> opened = open();
        if (opened.isEmpty()) {
            err().println("hqe: " + Instant.now() + " another one was faster");
            return Failures.DONE;
        }
        try (Workbench workbench = opened.get();
                FrontDoor door =
                        new FrontDoor(
                                workbench,
                                installation(),
                                HqeCommand.on(workbench, installation()),
                                InstantSource.system())) {
            signals.onEnd(door::stop);
            err().println("hqe: " + Instant.now() + " ready");
            workbench.warmUp();
            door.awaitStopOrUnused(idle);
        } finally {
            signals.ended();
        }
        err().println("hqe: " + Instant.now() + " ended");
        return Failures.DONE;
    }

    /// A command that holds the data directory for a moment is waited for, and so is a workbench
    /// that may yet end. One that lets visitors in is the one that was wanted: whoever waits behind
    /// it would take its place when it is told to end.
    ///
    /// @return none where another workbench is running already
    private Optional<Workbench> open() throws IOException, InterruptedException {
        Instant last = Instant.now().plus(LONGEST_WAIT);
        Instant end = Instant.now().plus(HELD_WAIT);
        RunningWorkbench other = new RunningWorkbench(homeDirectory(), installation().build());
        Optional<String> holder = Optional.empty();
        while (true) {
            try {
                return Optional.of(Workbench.open(homeDirectory(), installation()));
            } catch (HomeException e) {
                boolean held = e.isInUse();
                if (held && detached && other.letsIn()) {
                    return Optional.empty();
                }
                Optional<String> now = WorkbenchHome.holder(homeDirectory());
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
