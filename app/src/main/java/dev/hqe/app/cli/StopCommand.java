package dev.hqe.app.cli;

import dev.hqe.app.Installation;
import dev.hqe.app.door.RunningWorkbench;
import java.time.Duration;
import java.util.OptionalLong;
import java.util.concurrent.TimeoutException;
import picocli.CommandLine.Command;

@Command(
        name = "stop",
        description = {
            "Ends the workbench that is running, with its window and its connections.",
            "An agent that is still there starts a new one with its next request."
        })
final class StopCommand extends Subcommand {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    StopCommand(Installation installation) {
        super(installation);
    }

    @Override
    public Integer call() throws Exception {
        try {
            OptionalLong stopped =
                    new RunningWorkbench(homeDirectory(), installation().build()).stop(PATIENCE);
            out().println(
                            stopped.isPresent()
                                    ? "stopped (process " + stopped.getAsLong() + ")"
                                    : "no workbench is running in " + homeDirectory());
            return Failures.DONE;
        } catch (TimeoutException e) {
            err().println(
                            "hqe: it was told to end and has not, after "
                                    + PATIENCE.toSeconds()
                                    + " s. What it is at: hqe logs");
            return Failures.FAILED;
        } finally {
            out().flush();
        }
    }
}
