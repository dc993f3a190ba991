package dev.hqe.app.cli;

import dev.hqe.app.Folders;
import dev.hqe.app.Hosting;
import dev.hqe.app.Installation;
import dev.hqe.kernel.secret.SecretStore;
import dev.hqe.mcp.client.ClientLimits;
import dev.hqe.mcp.config.HostedServerConfig;
import dev.hqe.mcp.host.ServerHost;
import dev.hqe.mcp.oauth.Browser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;

/// One server, hosted by this command alone and for as long as it runs: beside a running workbench,
/// whose processes, pins and logs it does not touch.
final class ServerTrial implements AutoCloseable {

    private final Path folder;
    private final SecretStore secrets;
    private final Hosting hosting;

    ServerTrial(
            Path home,
            Installation installation,
            HostedServerConfig server,
            Browser browser,
            ClientLimits limits)
            throws IOException {
        this.folder = Files.createTempDirectory("hqe-server-");
        this.secrets = SecretStore.inHome(home, System.getenv(), new ConsolePrompt());
        this.hosting =
                new Hosting(
                        folder,
                        Map::of,
                        secrets,
                        name -> browser,
                        Hosting.identity(installation),
                        limits,
                        fact -> {},
                        InstantSource.system());
        hosting.host().host(List.of(server));
    }

    ServerHost host() {
        return hosting.host();
    }

    @Override
    public void close() throws IOException {
        hosting.close();
        secrets.close();
        Folders.delete(folder);
    }
}
