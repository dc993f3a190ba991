package dev.hqe.app.cli;

import dev.hqe.app.Installation;
import dev.hqe.shim.Doorway;
import dev.hqe.shim.Greeting;
import dev.hqe.shim.Visit;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/// A command that goes to the workbench that is running, if there is one.
abstract class DoorCommand extends Subcommand {

    DoorCommand(Installation installation) {
        super(installation);
    }

    /// Goes in; empty where no workbench runs.
    final Optional<Visit> enter(String wish) throws IOException, InterruptedException {
        Doorway.Greeter greeter =
                () ->
                        new Greeting(
                                wish,
                                installation().build(),
                                ProcessHandle.current().pid(),
                                List.of());
        return Optional.ofNullable(new Doorway(homeDirectory(), List.of()).enter(greeter));
    }
}
