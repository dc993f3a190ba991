package dev.hqe.ui;

import dev.hqe.kernel.bus.Fact;
import dev.hqe.kernel.file.FolderTree;
import dev.hqe.kernel.json.Json;
import dev.hqe.kernel.secret.SecretReferences;
import dev.hqe.kernel.secret.SecretStore;
import dev.hqe.mcp.RoadLimits;
import dev.hqe.mcp.ToolPolicy;
import dev.hqe.mcp.ToolRoad;
import dev.hqe.mcp.client.ClientIdentity;
import dev.hqe.mcp.client.ClientLimits;
import dev.hqe.mcp.client.HttpAuthorization;
import dev.hqe.mcp.config.HostedServerConfig;
import dev.hqe.mcp.config.HostedServers;
import dev.hqe.mcp.config.Places;
import dev.hqe.mcp.config.ServerName;
import dev.hqe.mcp.host.ServerConnector;
import dev.hqe.mcp.host.ServerHost;
import dev.hqe.mcp.host.ServerLog;
import dev.hqe.mcp.host.ServerPins;
import dev.hqe.mcp.oauth.Browser;
import dev.hqe.mcp.policy.PolicyFile;
import dev.hqe.mcp.process.RestartPolicy;
import dev.hqe.mcp.process.ServerLauncher;
import dev.hqe.mcp.process.Supervisor;
import dev.hqe.mcp.process.Timers;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.random.RandomGenerator;
import tools.jackson.databind.node.ObjectNode;

/// A host of real subprocesses, with the file, the logs and the secrets of a data directory.
public final class ServerBench implements ServerHosting, AutoCloseable {

    private static final String PROGRAM =
            """
            echo "notes server is listening, token is $TOKEN" >&2
            answer() { printf '{"jsonrpc":"2.0","id":%s,"result":%s}\\n' "$id" "$1"; }
            while IFS= read -r line; do
              id=${line#*'"id":'}
              id=${id%%[,\\}]*}
              case $line in
                *'"server/discover"'*)
                  printf '{"jsonrpc":"2.0","id":%s,"error":{"code":-32601,"message":"no"}}\\n' "$id" ;;
                *'"initialize"'*)
                  answer '{"protocolVersion":"2025-11-25","capabilities":{"tools":{}},"serverInfo":{"name":"notes","version":"1.2"}}' ;;
                *'"tools/list"'*) answer "{\\"tools\\":[$(cat tools.json)]}" ;;
                *'"tools/call"'*) answer '{"content":[{"type":"text","text":"said"}]}' ;;
              esac
            done
            """;

    /// Where a person signs in on this bench.
    public static final URI PAGE = URI.create("https://sign.example.com/authorize?state=1");

    /// Counted down when the person has signed in.
    public final CountDownLatch signedIn = new CountDownLatch(1);

    public final SecretStore secrets = SecretStore.inMemory();
    public final ToolRoad road;
    private final Path home;
    private final Consumer<Fact> publish;
    private final Hosted hosted;
    private final PolicyFile rules;

    public ServerBench(TestBench bench) {
        this.home = bench.home;
        this.publish = bench.bus::publish;
        this.hosted = new Hosted(home, home.resolve("servers"), secrets, publish);
        this.rules = new PolicyFile(home.resolve("policy.yaml"), bench.now::get);
        this.road =
                new ToolRoad(
                        List.of(hosted.host()),
                        ToolPolicy.ALLOW_ALL,
                        called -> {},
                        RoadLimits.DEFAULT,
                        InstantSource.system());
    }

    /// What runs servers, each time its own.
    private record Hosted(Supervisor supervisor, ServerHost host) implements AutoCloseable {

        Hosted(Path home, Path logs, SecretStore secrets, Consumer<Fact> publish) {
            this(
                    new Supervisor(
                            ServerLauncher.open(home, System.getenv()),
                            RestartPolicy.DEFAULT,
                            InstantSource.system(),
                            Timers.system(),
                            RandomGenerator.getDefault(),
                            publish),
                    home,
                    logs,
                    secrets,
                    publish);
        }

        private Hosted(
                Supervisor supervisor,
                Path home,
                Path logs,
                SecretStore secrets,
                Consumer<Fact> publish) {
            this(
                    supervisor,
                    new ServerHost(
                            home.resolve("servers"),
                            new ServerConnector(
                                    supervisor,
                                    new SecretReferences(secrets),
                                    System.getenv(),
                                    (name, server) -> HttpAuthorization.NONE,
                                    logs,
                                    InstantSource.system()),
                            new ClientIdentity("window-test", "", "1"),
                            ClientLimits.DEFAULT,
                            publish,
                            InstantSource.system()));
        }

        @Override
        public void close() {
            host.close();
            supervisor.close();
        }
    }

    /// The bench with what the page of servers asks for, and that of tools.
    public WindowParts parts(WindowParts p) {
        return new WindowParts(
                p.home(),
                p.bus(),
                p.topics(),
                p.entities(),
                p.backlog(),
                p.ingestion(),
                p.tools(),
                p.agents(),
                p.approvals(),
                p.clock(),
                p.ports()
                        .with(ServerHosting.class, this)
                        .with(ToolRoad.class, road)
                        .with(PolicyFile.class, rules));
    }

    /// Writes a server that lists these tools, to be run by `sh server.sh` in the folder.
    public static Path program(Path folder, String... tools) {
        try {
            Files.createDirectories(folder);
            Files.writeString(folder.resolve("server.sh"), PROGRAM);
            offer(folder, tools);
            return folder;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Has it list these from now on.
    public static void offer(Path folder, String... tools) throws IOException {
        StringBuilder list = new StringBuilder();
        for (String tool : tools) {
            ObjectNode one =
                    Json.object()
                            .put("name", tool)
                            .put("description", "Does what " + tool + " says.");
            one.putObject("inputSchema").put("type", "object");
            list.append(list.isEmpty() ? "" : ",").append(one);
        }
        Files.writeString(folder.resolve("tools.json"), list.toString());
    }

    /// The configuration of such a program.
    public static HostedServerConfig shell(String name, Path folder) {
        return new HostedServerConfig.Stdio(
                new ServerName(name),
                "sh",
                List.of("server.sh"),
                Map.of(),
                folder.toString(),
                false,
                List.of());
    }

    /// A program that is not there.
    public static HostedServerConfig missing(String name) {
        return new HostedServerConfig.Stdio(
                new ServerName(name),
                "hqe-no-such-program",
                List.of("-y", "server-postgres"),
                Map.of(),
                null,
                false,
                List.of());
    }

    @Override
    public ServerHost host() {
        return hosted.host();
    }

    @Override
    public HostedServers file() {
        return HostedServers.read(home.resolve(HostedServers.FILE), Map.of());
    }

    @Override
    public HostedServers change(UnaryOperator<HostedServers> change) {
        HostedServers changed =
                HostedServers.change(home.resolve(HostedServers.FILE), Map.of(), change);
        host().host(changed.servers());
        return changed;
    }

    @Override
    public SecretStore secrets() {
        return secrets;
    }

    @Override
    public ServerLog log(ServerName server) {
        return new ServerLog(home.resolve("servers"), server, InstantSource.system());
    }

    @Override
    public ServerPins pins(ServerName server) {
        return new ServerPins(home.resolve("servers"), server);
    }

    @Override
    public Places places() {
        return new Places("Linux", user(), Map.of());
    }

    /// The home directory of the person, where other programs keep their files.
    public Path user() {
        return home.resolve("user");
    }

    @Override
    public Path bundles() {
        return home.resolve("bundles");
    }

    /// An address wants the person to sign in, who has when [#signedIn] is counted down.
    @Override
    public Trial tryOut(
            HostedServerConfig server, SecretStore with, Browser browser, Waiting waiting)
            throws IOException {
        if (server instanceof HostedServerConfig.Http) {
            browser.open(PAGE);
            awaitSignIn();
        }
        Path folder = Files.createTempDirectory("hqe-trial-");
        Hosted alone = new Hosted(folder, folder.resolve("logs"), with, fact -> {});
        alone.host().host(List.of(server));
        return new Trial() {
            @Override
            public ServerHost host() {
                return alone.host();
            }

            @Override
            public void close() throws IOException {
                alone.close();
                FolderTree.delete(folder);
            }
        };
    }

    private void awaitSignIn() throws IOException {
        try {
            signedIn.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("nobody signed in", e);
        }
    }

    /// The entry of a server in the file, as text.
    public Optional<String> entry(String name) {
        return file().entry(name).map(ObjectNode::toString);
    }

    @Override
    public void close() {
        road.close();
        hosted.close();
        secrets.close();
    }
}
