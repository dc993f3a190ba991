package dev.hqe.app.cli;

import dev.hqe.app.Installation;
import dev.hqe.app.server.ServerTrial;
import dev.hqe.kernel.secret.SecretStore;
import dev.hqe.mcp.client.ClientLimits;
import dev.hqe.mcp.config.HostedServerConfig;
import dev.hqe.mcp.host.ServerHost;
import dev.hqe.mcp.oauth.Browser;
import java.io.IOException;
import java.nio.file.Path;

/// A trial of a server with the secrets of the data directory, for which a person at the terminal
/// is asked.
final class TerminalTrial implements AutoCloseable {

    private final SecretStore secrets;
    private final ServerTrial trial;

    TerminalTrial(
            Path home,
            Installation installation,
            HostedServerConfig server,
            Browser browser,
            ClientLimits limits)
            throws IOException {
        this.secrets = SecretStore.inHome(home, System.getenv(), new ConsolePrompt());
        this.trial = new ServerTrial(home, installation, server, secrets, browser, limits);
    }

    ServerHost host() {
        return trial.host();
    }

    @Override
    public void close() throws IOException {
        trial.close();
        secrets.close();
    }
}
