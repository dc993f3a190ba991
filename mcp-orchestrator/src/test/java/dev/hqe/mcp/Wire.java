package dev.hqe.mcp;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.nio.channels.Pipe;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// A client made of nothing but lines, on two operating-system pipes to a connection in this
/// process.
final class Wire implements AutoCloseable {

    static final String MODERN_META =
            """
            "_meta":{"io.modelcontextprotocol/protocolVersion":"2026-07-28",\
            "io.modelcontextprotocol/clientInfo":{"name":"wire","version":"1"},\
            "io.modelcontextprotocol/clientCapabilities":{}}\
            """;

    private static final JsonMapper JSON = JsonMapper.shared();
    private static final String END = "";

    final List<ToolCalled> record = new CopyOnWriteArrayList<>();
    final BlockingQueue<String> lines = new LinkedBlockingQueue<>();
    private final ToolRoad road;
    private final McpServer server;
    private final StdioConnection connection;
    private final Pipe toServer;
    private final Pipe fromServer;
    private final OutputStream out;
    private final boolean owner;
    private final CountDownLatch ended = new CountDownLatch(1);

    static Wire serving(Tool... tools) {
        return new Wire(ToolProvider.of(tools), RoadLimits.DEFAULT, ConnectionLimits.DEFAULT);
    }

    Wire(ToolProvider provider, RoadLimits roadLimits, ConnectionLimits limits) {
        this(provider, List.of(), List.of(), ServerLimits.DEFAULT, roadLimits, limits);
    }

    static Wire serving(ServerLimits limits, Tool... tools) {
        return new Wire(
                ToolProvider.of(tools),
                List.of(),
                List.of(),
                limits,
                RoadLimits.DEFAULT,
                ConnectionLimits.DEFAULT);
    }

    static Wire serving(ConnectionLimits limits, ResourceProvider resources, Prompt... prompts) {
        return new Wire(
                ToolProvider.of(TestTools.logging()),
                List.of(resources),
                List.of(PromptProvider.of(prompts)),
                ServerLimits.DEFAULT,
                RoadLimits.DEFAULT,
                limits);
    }

    static Wire serving(FirstSight firstSight, ToolProvider tools, ResourceProvider resources) {
        return new Wire(
                tools,
                List.of(resources),
                List.of(PromptProvider.of(new TestPrompt("test.greet"))),
                SkillProvider.NONE,
                firstSight,
                ServerLimits.DEFAULT,
                RoadLimits.DEFAULT,
                ConnectionLimits.DEFAULT);
    }

    static Wire serving(SkillProvider skills) {
        return new Wire(
                ToolProvider.of(TestTools.echo()),
                List.of(new TestResources(1)),
                List.of(),
                skills,
                FirstSight.NONE,
                ServerLimits.DEFAULT,
                RoadLimits.DEFAULT,
                ConnectionLimits.DEFAULT);
    }

    private Wire(
            ToolProvider provider,
            List<ResourceProvider> resources,
            List<PromptProvider> prompts,
            ServerLimits serverLimits,
            RoadLimits roadLimits,
            ConnectionLimits limits) {
        this(
                provider,
                resources,
                prompts,
                SkillProvider.NONE,
                FirstSight.NONE,
                serverLimits,
                roadLimits,
                limits);
    }

    private Wire(
            ToolProvider provider,
            List<ResourceProvider> resources,
            List<PromptProvider> prompts,
            SkillProvider skills,
            FirstSight firstSight,
            ServerLimits serverLimits,
            RoadLimits roadLimits,
            ConnectionLimits limits) {
        road =
                new ToolRoad(
                        List.of(provider),
                        ToolPolicy.ALLOW_ALL,
                        record::add,
                        roadLimits,
                        InstantSource.system());
        server =
                new McpServer(
                        new ServerInfo("wire-server", "", "1.0.0"),
                        "Be kind.",
                        road,
                        resources,
                        prompts,
                        skills,
                        firstSight,
                        serverLimits);
        owner = true;
        toServer = pipe();
        fromServer = pipe();
        out = Channels.newOutputStream(toServer.sink());
        connection = connection(limits, Access.LOCAL);
        Thread.ofPlatform().daemon().start(this::serve);
    }

    /// A further client of the same server.
    private Wire(Wire other, Access access) {
        road = other.road;
        server = other.server;
        owner = false;
        toServer = pipe();
        fromServer = pipe();
        out = Channels.newOutputStream(toServer.sink());
        connection = connection(ConnectionLimits.DEFAULT, access);
        Thread.ofPlatform().daemon().start(this::serve);
    }

    /// A further client of this one's server, to be closed before this one.
    Wire beside(Access access) {
        return new Wire(this, access);
    }

    private static Pipe pipe() {
        try {
            return Pipe.open();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private StdioConnection connection(ConnectionLimits limits, Access access) {
        return new StdioConnection(
                server,
                Channels.newInputStream(toServer.source()),
                Channels.newOutputStream(fromServer.sink()),
                limits,
                access);
    }

    private void serve() {
        try {
            connection.serve();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            ended.countDown();
        }
    }

    /// Starts reading what the server says; until then the client is one that does not read.
    Wire reading() {
        Thread.ofPlatform().daemon().start(this::read);
        return this;
    }

    private void read() {
        try (BufferedReader reader =
                new BufferedReader(
                        new InputStreamReader(
                                Channels.newInputStream(fromServer.source()),
                                StandardCharsets.UTF_8))) {
            String line = reader.readLine();
            while (line != null) {
                lines.add(line);
                line = reader.readLine();
            }
        } catch (IOException e) {
            // The test has closed its end.
        }
        lines.add(END);
    }

    Wire initialized() {
        return initialized("2025-11-25");
    }

    Wire initialized(String version) {
        JsonNode greeting = ask(initialize(version));
        assertThat(greeting.at("/result/protocolVersion").asString()).isEqualTo(version);
        send("{\"jsonrpc\":\"2.0\",\"method\":\"notifications/initialized\"}");
        return this;
    }

    static String initialize(String version) {
        return "{\"jsonrpc\":\"2.0\",\"id\":\"init\",\"method\":\"initialize\",\"params\":{"
                + "\"protocolVersion\":\""
                + version
                + "\",\"capabilities\":{},\"clientInfo\":{\"name\":\"wire\",\"version\":\"1\"}}}";
    }

    /// A request of 2026-07-28.
    ///
    /// @param params the members beside `_meta`; empty for none
    /// @param capabilities of the client, a JSON object
    static String modern(int id, String method, String params, String capabilities) {
        String meta =
                MODERN_META.replace(
                        "clientCapabilities\":{}", "clientCapabilities\":" + capabilities);
        return "{\"jsonrpc\":\"2.0\",\"id\":"
                + id
                + ",\"method\":\""
                + method
                + "\",\"params\":{"
                + params
                + (params.isEmpty() ? "" : ",")
                + meta
                + "}}";
    }

    /// A request of the legacy era.
    static String legacy(int id, String method, String params) {
        return "{\"jsonrpc\":\"2.0\",\"id\":"
                + id
                + ",\"method\":\""
                + method
                + "\",\"params\":"
                + params
                + "}";
    }

    /// Opens a legacy session of a client with these capabilities, a JSON object.
    Wire initializedWith(String capabilities) {
        ask(
                initialize("2025-11-25")
                        .replace("\"capabilities\":{}", "\"capabilities\":" + capabilities));
        send("{\"jsonrpc\":\"2.0\",\"method\":\"notifications/initialized\"}");
        return this;
    }

    McpServer server() {
        return server;
    }

    static String call(int id, String tool, String arguments) {
        return "{\"jsonrpc\":\"2.0\",\"id\":"
                + id
                + ",\"method\":\"tools/call\",\"params\":{\"name\":\""
                + tool
                + "\",\"arguments\":"
                + arguments
                + "}}";
    }

    static String modernCall(int id, String tool, String arguments) {
        return call(id, tool, arguments + "," + MODERN_META);
    }

    static String cancel(int id) {
        return "{\"jsonrpc\":\"2.0\",\"method\":\"notifications/cancelled\",\"params\":{"
                + "\"requestId\":"
                + id
                + ",\"reason\":\"test\"}}";
    }

    static String ping(int id) {
        return "{\"jsonrpc\":\"2.0\",\"id\":" + id + ",\"method\":\"ping\"}";
    }

    void send(String message) {
        send((message + "\n").getBytes(StandardCharsets.UTF_8));
    }

    void send(byte[] bytes) {
        try {
            out.write(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    JsonNode ask(String message) {
        send(message);
        return receive();
    }

    /// The next message from the server.
    JsonNode receive() {
        String line = poll();
        assertThat(line).as("the connection ended").isNotEqualTo(END);
        return JSON.readTree(line);
    }

    /// Everything until the server closes its end.
    List<JsonNode> rest() {
        List<JsonNode> messages = new ArrayList<>();
        String line = poll();
        while (!line.equals(END)) {
            messages.add(JSON.readTree(line));
            line = poll();
        }
        return messages;
    }

    private String poll() {
        try {
            String line = lines.poll(20, TimeUnit.SECONDS);
            assertThat(line).as("no message within 20 s").isNotNull();
            return line == null ? END : line;
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    void closeInput() {
        try {
            out.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void closeOutput() {
        try {
            fromServer.source().close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    boolean endsWithin(long seconds) throws InterruptedException {
        return ended.await(seconds, TimeUnit.SECONDS);
    }

    @Override
    public void close() {
        connection.close();
        if (owner) {
            server.close();
            road.close();
        }
        closeInput();
        closeOutput();
    }
}
