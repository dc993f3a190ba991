package dev.hqe.app.cli;

import dev.hqe.app.Installation;
import dev.hqe.app.Workbench;

/// A command that works on an open workbench.
abstract class WorkbenchCommand extends Subcommand {

    WorkbenchCommand(Installation installation) {
        super(installation);
    }

    @Override
    public Integer call() throws Exception {
        try (Workbench workbench = Workbench.open(homeDirectory(), installation())) {
            return run(workbench);
        } finally {
            out().flush();
        }
    }

    /// Does the work and says the exit code.
    abstract int run(Workbench workbench) throws Exception;
}
