package dev.hqe.app.cli;

import dev.hqe.app.Installation;
import dev.hqe.app.Workbench;
import dev.hqe.app.door.Detachment;
import dev.hqe.app.door.FrontDoor;
import dev.hqe.kernel.HomeException;
import dev.hqe.kernel.LifecycleException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
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
        try (Workbench workbench = open();
                FrontDoor door = new FrontDoor(workbench, installation(), InstantSource.system())) {
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

    /// A command that holds the data directory for a moment is waited for.
    private Workbench open() throws InterruptedException {
        Instant end = Instant.now().plus(HELD_WAIT);
        while (true) {
            try {
                return Workbench.open(homeDirectory(), installation());
            } catch (LifecycleException e) {
                boolean held = e.getCause() instanceof HomeException home && home.isInUse();
                if (!held || Instant.now().isAfter(end)) {
                    throw e;
                }
                TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
            }
        }
    }
}
