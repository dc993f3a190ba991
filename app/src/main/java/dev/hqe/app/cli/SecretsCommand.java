package dev.hqe.app.cli;

import dev.hqe.app.Installation;
import dev.hqe.kernel.secret.SecretStore;

/// A command that works on the secrets. It needs the data directory, but not the lock on it, so it
/// runs beside an open workbench.
abstract class SecretsCommand extends Subcommand {

    SecretsCommand(Installation installation) {
        super(installation);
    }

    @Override
    public final Integer call() throws Exception {
        try (SecretStore secrets =
                SecretStore.inHome(homeDirectory(), System.getenv(), new ConsolePrompt())) {
            return run(secrets);
        } finally {
            out().flush();
        }
    }

    /// Does the work and says the exit code.
    abstract int run(SecretStore secrets) throws Exception;
}
