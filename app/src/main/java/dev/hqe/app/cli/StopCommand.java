package dev.hqe.app.cli;

import dev.hqe.app.Installation;
import dev.hqe.app.door.LockHolder;
import dev.hqe.app.door.RunningWorkbench;
import dev.hqe.shim.DoorException;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.TimeoutException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "stop",
        description = {
            "Ends the workbench that is running, with its window and its connections.",
            "An agent that is still there starts a new one with its next request."
        },
        footer = {"", "One that does not answer, such as a suspended one: hqe stop --force"})
final class StopCommand extends Subcommand {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private static final Duration KILL_PATIENCE = Duration.ofSeconds(10);

    @Option(
            names = "--force",
            description =
                    "Kill its process if it does not answer, or has not ended after 30 s. What is"
                            + " stored stays; what it is at is lost.")
    private boolean force;

    StopCommand(Installation installation) {
        super(installation);
    }

    @Override
    public Integer call() throws Exception {
        try {
            OptionalLong stopped =
                    new RunningWorkbench(homeDirectory(), installation().build()).stop(PATIENCE);
            if (stopped.isEmpty() && force) {
                return kill();
            }
            out().println(
                            stopped.isPresent()
                                    ? "stopped (process " + stopped.getAsLong() + ")"
                                    : "no workbench is running in " + homeDirectory());
            return Failures.DONE;
        } catch (DoorException.NoAnswer e) {
            if (force) {
                return kill();
            }
            throw e;
        } catch (TimeoutException e) {
            if (force) {
                return kill();
            }
            err().println(
                            "hqe: it was told to end and has not, after "
                                    + PATIENCE.toSeconds()
                                    + " s. What it is at: hqe logs. To kill it: hqe stop --force");
            return Failures.FAILED;
        } finally {
            out().flush();
        }
    }

    private int kill() throws DoorException, InterruptedException {
        Optional<LockHolder> holder = LockHolder.of(homeDirectory());
        if (holder.isEmpty()) {
            out().println("no workbench is running in " + homeDirectory());
            return Failures.DONE;
        }
        try {
            holder.get().kill(KILL_PATIENCE);
            out().println("killed (process " + holder.get().pid() + ")");
            return Failures.DONE;
        } catch (TimeoutException e) {
            err().println(
                            "hqe: process "
                                    + holder.get().pid()
                                    + " was killed but is still there: the system cannot end it now");
            return Failures.FAILED;
        }
    }
}
