package dev.hqe.app.cli;

import dev.hqe.app.Installation;
import dev.hqe.app.door.Stop;
import java.util.Optional;
import picocli.CommandLine.Command;

@Command(
        name = "stop",
        description = {
            "Ends the workbench that is running, with its window and its connections.",
            "An agent that is still there starts a new one with its next request."
        })
final class StopCommand extends Subcommand {

    StopCommand(Installation installation) {
        super(installation);
    }

    @Override
    public Integer call() throws Exception {
        Optional<Stop> told = Stop.of(homeDirectory(), installation().build());
        if (told.isEmpty()) {
            out().println("no workbench is running in " + homeDirectory());
        } else if (told.get().hasEnded()) {
            out().println("stopped (process " + told.get().pid() + ")");
        } else {
            err().println(
                            "hqe: process "
                                    + told.get().pid()
                                    + " was told to end and has not, after "
                                    + Stop.WAIT.toSeconds()
                                    + " s");
            return Failures.FAILED;
        }
        out().flush();
        return Failures.DONE;
    }
}
