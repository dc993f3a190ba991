package dev.hqe.ui;

import dev.hqe.kernel.access.ApiKeys;
import dev.hqe.kernel.activity.Activity;
import dev.hqe.kernel.activity.ActivityLog;
import dev.hqe.kernel.activity.ActivitySettings;
import dev.hqe.kernel.json.Json;
import dev.hqe.kernel.secret.SecretStore;
import dev.hqe.mcp.Access;
import dev.hqe.mcp.ConnectionLimits;
import dev.hqe.mcp.McpServer;
import dev.hqe.mcp.RawJson;
import dev.hqe.mcp.ServerInfo;
import dev.hqe.mcp.StdioConnection;
import dev.hqe.mcp.ToolAnswer;
import dev.hqe.mcp.ToolCall;
import dev.hqe.mcp.ToolCalled;
import dev.hqe.mcp.client.ClientHandler;
import dev.hqe.mcp.client.ClientIdentity;
import dev.hqe.mcp.client.ClientLimits;
import dev.hqe.mcp.client.McpClient;
import dev.hqe.mcp.client.RequestOptions;
import dev.hqe.mcp.client.StdioTransport;
import dev.hqe.mcp.config.AgentClient;
import dev.hqe.mcp.config.ClientConnection;
import dev.hqe.mcp.config.Launcher;
import dev.hqe.mcp.config.Places;
import dev.hqe.mcp.policy.ArgumentView;
import dev.hqe.mcp.profile.ProfileFile;
import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.channels.Pipe;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import tools.jackson.databind.node.ObjectNode;

/// Real sessions of MCP on the road of a [ToolBench], a real timeline, profiles and keys, and the
/// files of other programs in a home of their own.
public final class AgentsBench implements AutoCloseable {

    public final ToolBench tools;
    public final ActivityLog log;
    public final ProfileFile profiles;
    public final ApiKeys keys;
    public final Path user;
    public final AtomicReference<AgentSetup.Trial> trial =
            new AtomicReference<>(
                    new AgentSetup.Trial.Works(
                            List.of("files.draw", "finance.price_bars"), Duration.ofMillis(640)));
    private final TestBench bench;
    private final SecretStore secrets = SecretStore.inMemory();
    private final McpServer server;
    private final List<Agent> agents = new CopyOnWriteArrayList<>();

    /// An agent that is connected over pipes.
    public static final class Agent implements AutoCloseable {

        private final StdioConnection connection;
        private final McpClient client;
        private final String profile;
        private final Instant since;

        private Agent(StdioConnection connection, McpClient client, String profile, Instant since) {
            this.connection = connection;
            this.client = client;
            this.profile = profile;
            this.since = since;
        }

        /// Calls a tool, and has its result when it is there.
        public CompletableFuture<RawJson> call(String tool, String arguments) {
            CompletableFuture<RawJson> result = new CompletableFuture<>();
            Thread.ofVirtual()
                    .name("test-agent")
                    .start(() -> {
                        try {
                            result.complete(
                                    client.callTool(
                                            tool, RawJson.of(arguments), RequestOptions.DEFAULT));
                        } catch (InterruptedException | RuntimeException e) {
                            result.completeExceptionally(e);
                        }
                    });
            return result;
        }

        @Override
        public void close() {
            client.close();
            connection.close();
        }
    }

    public AgentsBench(TestBench bench) {
        this.bench = bench;
        tools = new ToolBench(bench);
        user = bench.home.resolve("user");
        log =
                ActivityLog.in(
                        bench.home.resolve("activity.db"),
                        new ActivitySettings(
                                3_000_000,
                                Duration.ofDays(3_650),
                                2_000_000,
                                Duration.ofMillis(1),
                                Duration.ofMillis(1)),
                        bench.now::get,
                        bench.bus::publish);
        tools.road.recordedBy(this::record);
        profiles = new ProfileFile(bench.home.resolve(ProfileFile.NAME));
        keys = new ApiKeys(secrets, bench.now::get);
        server = new McpServer(new ServerInfo("hqe-workbench", "HQE", "1"), "", tools.road);
    }

    private void record(ToolCalled ended, ToolCall call, ToolAnswer answer) {
        boolean well = ended.ending() == ToolCalled.Ending.OK;
        log.add(
                activity(
                        ended.startedAt(),
                        ended.principal().name(),
                        ended.tool().value(),
                        ArgumentView.of(call.arguments()),
                        ended.ending(),
                        ended.millis(),
                        Json.object()
                                .put("by", "agent")
                                .put("version", ended.principal().version())
                                .put("profile", ended.principal().access().profile()),
                        well ? "" : answer.toString()));
    }

    private static Activity activity(
            Instant at,
            String actor,
            String tool,
            String arguments,
            ToolCalled.Ending ending,
            long millis,
            ObjectNode detail,
            String text) {
        detail.put("arguments", arguments);
        detail.put("ending", ending.name().toLowerCase(Locale.ROOT));
        return new Activity(
                at,
                Activity.Kind.CALL,
                switch (ending) {
                    case OK -> Activity.Result.OK;
                    case REFUSED, CANCELLED -> Activity.Result.REFUSED;
                    default -> Activity.Result.FAILED;
                },
                actor,
                tool,
                millis,
                text,
                detail);
    }

    /// Writes a call of an agent into the timeline.
    public void called(
            Instant at, String actor, String key, String tool, String arguments, boolean well) {
        log.add(
                activity(
                        at,
                        actor,
                        tool,
                        arguments,
                        well ? ToolCalled.Ending.OK : ToolCalled.Ending.TIMED_OUT,
                        42,
                        Json.object().put("by", "agent").put("version", "1.4.0").put("key", key),
                        well ? "" : "It did not answer in time"));
    }

    /// Connects an agent that calls itself so.
    public Agent connect(String name, String version, String profile) throws Exception {
        Pipe there = Pipe.open();
        Pipe back = Pipe.open();
        Access access =
                profile.isEmpty() ? Access.LOCAL : new Access("", profile, Access.LOCAL.source());
        StdioConnection connection =
                new StdioConnection(
                        server,
                        Channels.newInputStream(there.source()),
                        Channels.newOutputStream(back.sink()),
                        ConnectionLimits.DEFAULT,
                        access);
        Thread.ofVirtual()
                .name("test-serve")
                .start(() -> {
                    try {
                        connection.serve();
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                });
        McpClient client =
                McpClient.connect(
                        new StdioTransport(
                                Channels.newInputStream(back.source()),
                                Channels.newOutputStream(there.sink()),
                                () -> {}),
                        new ClientIdentity(name, "", version),
                        ClientHandler.NONE,
                        ClientLimits.DEFAULT);
        client.listTools(); // by then it has said who it is, whichever era it speaks
        Agent agent = new Agent(connection, client, profile, bench.now.get());
        agents.add(agent);
        return agent;
    }

    /// Disconnects one.
    public void leave(Agent agent) {
        agents.remove(agent);
        agent.close();
    }

    private List<AgentSessions.Session> sessions() {
        return agents.stream()
                .map(agent ->
                        new AgentSessions.Session(
                                agents.indexOf(agent) + 1L,
                                agent.connection.clientName(),
                                agent.connection.clientVersion(),
                                agent.profile,
                                agent.since,
                                4_711 + agents.indexOf(agent)))
                .toList();
    }

    /// Where a program keeps its file here.
    public Path file(AgentClient client) {
        return client.file(places());
    }

    /// Writes such a file.
    public Path write(AgentClient client, String text) throws IOException {
        Path file = file(client);
        Files.createDirectories(file.getParent());
        return Files.writeString(file, text);
    }

    private Places places() {
        return new Places("Linux", user, Map.of());
    }

    private final class Setup implements AgentSetup {

        @Override
        public ClientConnection connection(AgentClient client, Optional<String> profile) {
            List<String> arguments =
                    profile.map(name -> List.of("--profile", profiles.require(name).name()))
                            .orElse(List.of());
            return new ClientConnection(
                    client,
                    file(client),
                    Launcher.of(List.of("/opt/hqe/bin/hqe"), arguments, places()));
        }

        @Override
        public Optional<String> lacks(ClientConnection connection) {
            return Optional.empty();
        }

        @Override
        public Trial trial(ClientConnection connection) {
            return trial.get();
        }
    }

    /// The bench with what the page of agents asks for.
    public WindowParts parts() {
        bench.ports =
                bench.ports
                        .with(AgentSessions.class, this::sessions)
                        .with(AgentSetup.class, new Setup())
                        .with(ProfileFile.class, profiles)
                        .with(ApiKeys.class, keys)
                        .with(ActivityLog.class, log);
        return tools.parts(bench.parts());
    }

    @Override
    public void close() {
        agents.forEach(Agent::close);
        server.close();
        tools.close();
        log.close();
        secrets.close();
    }
}
