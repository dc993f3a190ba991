package dev.hqe.app.server;

import dev.hqe.app.Hosting;
import dev.hqe.app.Installation;
import dev.hqe.kernel.secret.SecretStore;
import dev.hqe.mcp.client.ClientLimits;
import dev.hqe.mcp.config.HostedServerConfig;
import dev.hqe.mcp.config.HostedServers;
import dev.hqe.mcp.config.Places;
import dev.hqe.mcp.config.ServerName;
import dev.hqe.mcp.host.ServerHost;
import dev.hqe.mcp.host.ServerLog;
import dev.hqe.mcp.host.ServerPins;
import dev.hqe.mcp.oauth.Browser;
import dev.hqe.ui.ServerHosting;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.function.UnaryOperator;

/// The hosted servers of a workbench, for its window.
///
/// @param home the data directory, held by this process
/// @param secrets those of the workbench
public record WindowServers(
        Path home, Installation installation, Hosting hosting, SecretStore secrets)
        implements ServerHosting {

    @Override
    public ServerHost host() {
        return hosting.host();
    }

    @Override
    public HostedServers file() {
        return ServerFiles.read(home, installation);
    }

    @Override
    public HostedServers change(UnaryOperator<HostedServers> change) {
        HostedServers changed = ServerFiles.change(home, installation, change);
        hosting.reread();
        return changed;
    }

    @Override
    public ServerLog log(ServerName server) {
        return new ServerLog(home.resolve(Hosting.FOLDER), server, InstantSource.system());
    }

    @Override
    public ServerPins pins(ServerName server) {
        return new ServerPins(home.resolve(Hosting.FOLDER), server);
    }

    @Override
    public Places places() {
        return Places.here();
    }

    @Override
    public Path bundles() {
        return ServerFiles.bundles(home);
    }

    @Override
    public Trial tryOut(
            HostedServerConfig server, SecretStore with, Browser browser, Waiting waiting)
            throws IOException {
        return new ServerTrial(
                home,
                installation,
                server,
                with,
                browser,
                switch (waiting) {
                    case FOR_THE_SERVER -> ClientLimits.DEFAULT;
                    case FOR_A_PERSON -> ServerTrial.patient();
                });
    }
}
