package dev.hqe.app.connect;

import dev.hqe.app.Hosting;
import dev.hqe.app.Installation;
import dev.hqe.kernel.KernelException;
import dev.hqe.kernel.file.FolderTree;
import dev.hqe.mcp.McpException;
import dev.hqe.mcp.client.ClientHandler;
import dev.hqe.mcp.client.ClientIdentity;
import dev.hqe.mcp.client.ClientLimits;
import dev.hqe.mcp.client.McpClient;
import dev.hqe.mcp.client.StdioTransport;
import dev.hqe.mcp.config.ClientConnection;
import dev.hqe.mcp.config.Launcher;
import dev.hqe.mcp.process.CommandUnusable;
import dev.hqe.mcp.process.ServerCommand;
import dev.hqe.mcp.process.ServerLauncher;
import dev.hqe.mcp.process.ServerProcess;
import dev.hqe.mcp.process.StopGrace;
import dev.hqe.ui.AgentSetup.Trial;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// Starts what an entry of ours names, as the client would: the same program, arguments and
/// variables, and of this process's variables only those that clients pass on.
final class ConnectionTrial {

    /// All of it. Starting a workbench takes some seconds, connecting to one takes less than one.
    private static final Duration LONGEST = Duration.ofSeconds(60);

    private static final int SHOWN_LINES = 8;

    private ConnectionTrial() {}

    static Trial of(ClientConnection connection, Installation installation)
            throws InterruptedException {
        String title = connection.client().title();
        Optional<Launcher> entry;
        try {
            entry = connection.started();
        } catch (KernelException | McpException e) {
            return new Trial.Fails(
                    String.valueOf(e.getMessage()), "Mend the file, then test again.", List.of());
        }
        if (entry.isEmpty() || entry.get().command().isBlank()) {
            return new Trial.Fails(
                    title + " is not connected: there is no entry of ours in " + connection.file(),
                    "Connect it, then test again.",
                    List.of());
        }
        FutureTask<Trial> trying = new FutureTask<>(() -> tried(entry.get(), installation));
        Thread.ofVirtual().name("connection-trial").start(trying);
        try {
            return trying.get(LONGEST.toSeconds(), TimeUnit.SECONDS);
        } catch (TimeoutException e) {
            return new Trial.Fails(
                    "It did not answer within " + LONGEST.toSeconds() + " s.",
                    "Look what keeps the workbench: hqe doctor",
                    List.of());
        } catch (ExecutionException e) {
            Throwable cause = e.getCause() == null ? e : e.getCause();
            return new Trial.Fails(
                    "The test broke off: " + cause, "Look at the workbench: hqe doctor", List.of());
        } finally {
            trying.cancel(true);
        }
    }

    private static Trial tried(Launcher entry, Installation installation)
            throws IOException, InterruptedException {
        Path folder = Files.createTempDirectory("hqe-connect-");
        try (ServerLauncher launcher = ServerLauncher.open(folder, System.getenv())) {
            return tried(entry, launcher, installation);
        } finally {
            FolderTree.delete(folder);
        }
    }

    private static Trial tried(Launcher entry, ServerLauncher launcher, Installation installation)
            throws InterruptedException {
        long began = System.nanoTime();
        ServerProcess process;
        try {
            process =
                    launcher.start(
                            ServerCommand.of(entry.command(), entry.args().toArray(String[]::new))
                                    .withEnv(entry.env()));
        } catch (CommandUnusable e) {
            return new Trial.Fails(
                    String.valueOf(e.getMessage()),
                    "Connect again from the installation that is to be used.",
                    List.of());
        }
        ClientIdentity own = Hosting.identity(installation);
        ClientIdentity identity =
                new ClientIdentity("hqe-connection-test", "Connection test", own.version());
        try (McpClient client =
                McpClient.connect(
                        new StdioTransport(
                                process.stdout(),
                                process.stdin(),
                                () -> process.stop(StopGrace.DEFAULT)),
                        identity,
                        ClientHandler.NONE,
                        ClientLimits.DEFAULT)) {
            List<String> tools =
                    client.listTools().items().stream()
                            .map(tool -> tool.path("name").asString(""))
                            .toList();
            return new Trial.Works(tools, Duration.ofNanos(System.nanoTime() - began));
        } catch (McpException e) {
            List<String> said = process.stderr();
            return new Trial.Fails(
                    String.valueOf(e.getMessage()),
                    "Run it in a terminal to see more: " + line(entry),
                    said.subList(Math.max(0, said.size() - SHOWN_LINES), said.size()));
        }
    }

    private static String line(Launcher entry) {
        return (entry.command() + " " + String.join(" ", entry.args())).strip();
    }
}
