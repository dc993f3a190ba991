package dev.hqe.app.cli;

import dev.hqe.app.Installation;
import dev.hqe.app.Workbench;
import dev.hqe.kernel.secret.PassphrasePrompt;
import dev.hqe.mcp.broker.BrokerSettings;
import java.nio.file.Files;
import java.time.Duration;

/// A command that works on an open workbench.
abstract class WorkbenchCommand extends Subcommand {

    /// How long a command waits for hosted servers that were never seen before.
    static final Duration FIRST_SIGHT = Duration.ofSeconds(30);

    WorkbenchCommand(Installation installation) {
        super(installation);
    }

    @Override
    public Integer call() throws Exception {
        try (Workbench workbench =
                Workbench.open(homeDirectory(), installation(), tools(), prompt())) {
            int exitCode = run(workbench);
            requireData(workbench);
            return exitCode;
        } finally {
            out().flush();
        }
    }

    /// On Unix a database that was deleted while it is open goes on as if nothing were wrong.
    private static void requireData(Workbench workbench) {
        if (!Files.exists(workbench.home().database())) {
            throw new Failures.LostData(
                    workbench.home().directory()
                            + ": was deleted while it was in use; what this command has stored is"
                            + " gone with it");
        }
    }

    /// How tools are shown to agents, for commands that have some.
    BrokerSettings tools() {
        return BrokerSettings.DEFAULT;
    }

    /// Who is asked for the passphrase of the secrets. Most commands ask nobody: they work for
    /// agents and scripts, and what needs no secret goes on without.
    PassphrasePrompt prompt() {
        return PassphrasePrompt.NOBODY;
    }

    /// Does the work and says the exit code.
    abstract int run(Workbench workbench) throws Exception;
}
