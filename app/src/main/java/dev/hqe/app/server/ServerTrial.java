package dev.hqe.app.server;

import dev.hqe.app.Hosting;
import dev.hqe.app.Installation;
import dev.hqe.kernel.file.FolderTree;
import dev.hqe.kernel.secret.SecretStore;
import dev.hqe.mcp.client.ClientLimits;
import dev.hqe.mcp.config.HostedServerConfig;
import dev.hqe.mcp.host.ServerHost;
import dev.hqe.mcp.oauth.Browser;
import dev.hqe.ui.ServerHosting;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;

/// One server, hosted by one person alone and for as long as it is open: beside a running
/// workbench, whose processes, pins and logs it does not touch. What the server says is kept in a
/// log of its own. A signal that ends this process ends the trial as well. Thread-safe.
public final class ServerTrial implements ServerHosting.Trial {

    private static final Duration PATIENCE = Duration.ofMinutes(15);

    private final Path folder;
    private final Hosting hosting;
    private final Thread ending = new Thread(this::end, "server-trial-end");
    private boolean closed;

    /// @param secrets the caller's to close
    public ServerTrial(
            Path home,
            Installation installation,
            HostedServerConfig server,
            SecretStore secrets,
            Browser browser,
            ClientLimits limits)
            throws IOException {
        this.folder = Files.createTempDirectory("hqe-server-");
        this.hosting =
                new Hosting(
                        folder,
                        home.resolve(Hosting.TRIALS),
                        Map::of,
                        secrets,
                        name -> browser,
                        Hosting.identity(installation),
                        limits,
                        fact -> {},
                        InstantSource.system());
        Runtime.getRuntime().addShutdownHook(ending);
        hosting.host().host(List.of(server));
    }

    /// Of a trial in which a person may have to sign in, who takes longer than a server.
    public static ClientLimits patient() {
        ClientLimits limits = ClientLimits.DEFAULT;
        return new ClientLimits(
                limits.messageBytes(),
                limits.inFlight(),
                limits.outgoingBytes(),
                PATIENCE,
                PATIENCE,
                limits.idle(),
                limits.writeStall(),
                limits.pages(),
                limits.items(),
                limits.rounds(),
                limits.questions(),
                limits.notifications(),
                limits.reconnects(),
                limits.longestRetry());
    }

    @Override
    public ServerHost host() {
        return hosting.host();
    }

    /// The JVM is ending, so there is nobody left to tell.
    private void end() {
        try {
            close();
        } catch (IOException e) {
            System.getLogger(ServerTrial.class.getName())
                    .log(System.Logger.Level.WARNING, "{0} stays: {1}", folder, e.getMessage());
        }
    }

    @Override
    public synchronized void close() throws IOException {
        if (closed) {
            return;
        }
        closed = true;
        hosting.close();
        FolderTree.delete(folder);
        forgetEnding();
    }

    private void forgetEnding() {
        try {
            Runtime.getRuntime().removeShutdownHook(ending);
        } catch (IllegalStateException endingAlready) {
            // This is that thread, or it waits for this close and then finds nothing to do.
        }
    }
}
