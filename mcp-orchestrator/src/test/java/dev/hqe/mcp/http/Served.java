package dev.hqe.mcp.http;

import dev.hqe.mcp.Listeners;
import dev.hqe.mcp.McpServer;
import dev.hqe.mcp.Registration;
import dev.hqe.mcp.RoadLimits;
import dev.hqe.mcp.ServerInfo;
import dev.hqe.mcp.Tool;
import dev.hqe.mcp.ToolCall;
import dev.hqe.mcp.ToolDefinition;
import dev.hqe.mcp.ToolName;
import dev.hqe.mcp.ToolOutcome;
import dev.hqe.mcp.ToolPolicy;
import dev.hqe.mcp.ToolProvider;
import dev.hqe.mcp.ToolRoad;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// A server on a socket of this machine, with a few small tools, and the requests to ask it with.
final class Served implements AutoCloseable {

    static final String META =
            """
            "_meta":{"io.modelcontextprotocol/protocolVersion":"2026-07-28",\
            "io.modelcontextprotocol/clientInfo":{"name":"tester","version":"1"},\
            "io.modelcontextprotocol/clientCapabilities":{}}\
            """;

    private static final JsonMapper JSON = JsonMapper.shared();

    final AtomicInteger started = new AtomicInteger();
    final AtomicInteger stopped = new AtomicInteger();
    final CountDownLatch release = new CountDownLatch(1);
    final McpHttpServer http;
    final HttpClient client =
            HttpClient.newBuilder()
                    .version(HttpClient.Version.HTTP_1_1)
                    .connectTimeout(Duration.ofSeconds(20))
                    .build();
    private final Listeners<Runnable> listeners = new Listeners<>();
    private final ToolRoad road;
    private final McpServer server;

    Served() {
        this(HttpLimits.DEFAULT, Authenticator.NOBODY_ASKED);
    }

    Served(HttpLimits limits, Authenticator authenticator) {
        this(new HttpSettings("127.0.0.1", 0, List.of(), List.of(), limits), authenticator);
    }

    Served(HttpSettings settings, Authenticator authenticator) {
        road =
                new ToolRoad(
                        List.of(provider()),
                        ToolPolicy.ALLOW_ALL,
                        called -> {},
                        RoadLimits.DEFAULT,
                        InstantSource.system());
        server = new McpServer(new ServerInfo("served", "Served", "1.0.0"), "Be kind.", road);
        http = McpHttpServer.start(server, settings, authenticator);
    }

    private ToolProvider provider() {
        List<Tool> tools =
                List.of(
                        tool("test.echo", Served::echo),
                        tool("test.progress", Served::progress),
                        tool("test.slow", this::slow),
                        tool("test.gate", this::gate),
                        tool("test.large", Served::large),
                        tool("test_reconnection", Served::reconnection));
        return new ToolProvider() {
            @Override
            public List<Tool> tools() {
                return tools;
            }

            @Override
            public Registration onChange(Runnable listener) {
                return listeners.add(listener);
            }
        };
    }

    void toolsChange() {
        listeners.tell(Runnable::run);
    }

    private interface Body {
        ToolOutcome call(ToolCall call) throws InterruptedException;
    }

    private static Tool tool(String name, Body body) {
        ObjectNode schema =
                (ObjectNode)
                        JSON.readTree(
                                """
                                {"type":"object","properties":{
                                 "message":{"type":"string","x-mcp-header":"Message"},
                                 "count":{"type":"integer","x-mcp-header":"Count"}}}\
                                """);
        ToolDefinition definition = ToolDefinition.of(new ToolName(name), "A test tool.", schema);
        return new Tool() {
            @Override
            public ToolDefinition definition() {
                return definition;
            }

            @Override
            public ToolOutcome call(ToolCall call) throws InterruptedException {
                return body.call(call);
            }
        };
    }

    private static ToolOutcome echo(ToolCall call) {
        return ToolOutcome.Ok.text("Echo: " + call.arguments().path("message").asString(""));
    }

    /// Lets its client go before it answers. It has the name that the conformance suite asks for.
    private static ToolOutcome reconnection(ToolCall call) throws InterruptedException {
        call.caller().detach();
        boolean woken = new CountDownLatch(1).await(100, TimeUnit.MILLISECONDS);
        return ToolOutcome.Ok.text("answered later: " + !woken);
    }

    private static ToolOutcome large(ToolCall call) {
        return ToolOutcome.Ok.text("x".repeat(call.arguments().path("count").asInt(1)));
    }

    private static ToolOutcome progress(ToolCall call) {
        for (int step = 1; step <= 3; step++) {
            call.progress().report(step, 3, "step " + step);
        }
        return ToolOutcome.Ok.text("done");
    }

    /// Never ends by itself.
    private ToolOutcome slow(ToolCall call) throws InterruptedException {
        call.progress().report(1, 2, "begun");
        started.incrementAndGet();
        try {
            new CountDownLatch(1).await();
        } catch (InterruptedException e) {
            stopped.incrementAndGet();
            throw e;
        }
        return ToolOutcome.Ok.text("never");
    }

    /// Says that it has begun, and ends when it is released.
    private ToolOutcome gate(ToolCall call) throws InterruptedException {
        call.progress().report(1, 2, "waiting");
        started.incrementAndGet();
        release.await();
        call.progress().report(2, 2, "released");
        return ToolOutcome.Ok.text("released");
    }

    URI uri(String path) {
        return URI.create(http.address() + path);
    }

    static String modern(int id, String method, String params) {
        return "{\"jsonrpc\":\"2.0\",\"id\":"
                + id
                + ",\"method\":\""
                + method
                + "\",\"params\":{"
                + params
                + (params.isEmpty() ? "" : ",")
                + META
                + "}}";
    }

    static String call(String tool, String arguments) {
        return "\"name\":\"" + tool + "\",\"arguments\":" + arguments;
    }

    /// With what every POST has.
    HttpRequest.Builder post(String body) {
        return HttpRequest.newBuilder(uri("/mcp"))
                .timeout(Duration.ofSeconds(30))
                .header("Content-Type", "application/json")
                .header("Accept", "application/json, text/event-stream")
                .POST(HttpRequest.BodyPublishers.ofString(body, StandardCharsets.UTF_8));
    }

    /// With the headers of a modern request.
    HttpRequest.Builder modernPost(String body) {
        JsonNode json = JSON.readTree(body);
        String method = json.path("method").asString();
        HttpRequest.Builder post =
                post(body)
                        .header("MCP-Protocol-Version", "2026-07-28")
                        .header("Mcp-Method", method);
        JsonNode name = json.path("params").path(method.equals("resources/read") ? "uri" : "name");
        if (name.isString()) {
            post.header("Mcp-Name", name.asString());
        }
        JsonNode arguments = json.path("params").path("arguments");
        if (arguments.has("message")) {
            post.header("Mcp-Param-Message", arguments.path("message").asString());
        }
        if (arguments.has("count")) {
            post.header("Mcp-Param-Count", arguments.path("count").asString());
        }
        return post;
    }

    HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new AssertionError("no response", e);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    /// An answer that comes in pieces, as an open stream of lines.
    EventLines open(HttpRequest.Builder request) {
        try {
            return new EventLines(
                    client.send(request.build(), HttpResponse.BodyHandlers.ofInputStream()));
        } catch (IOException e) {
            throw new AssertionError("no response", e);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    static JsonNode json(HttpResponse<String> response) {
        return JSON.readTree(response.body());
    }

    /// A legacy session's id.
    String initialize(String version) {
        HttpResponse<String> greeting =
                send(
                        post(
                                """
                                {"jsonrpc":"2.0","id":"init","method":"initialize","params":{\
                                "protocolVersion":"%s","capabilities":{},\
                                "clientInfo":{"name":"tester","version":"1"}}}\
                                """
                                        .formatted(version)));
        String id = greeting.headers().firstValue("Mcp-Session-Id").orElseThrow();
        send(legacy(id, version, "{\"jsonrpc\":\"2.0\",\"method\":\"notifications/initialized\"}"));
        return id;
    }

    HttpRequest.Builder legacy(String session, String version, String body) {
        return post(body).header("Mcp-Session-Id", session).header("MCP-Protocol-Version", version);
    }

    HttpRequest.Builder legacyGet(String session) {
        return HttpRequest.newBuilder(uri("/mcp"))
                .timeout(Duration.ofSeconds(30))
                .header("Accept", "text/event-stream")
                .header("MCP-Protocol-Version", "2025-11-25")
                .header("Mcp-Session-Id", session)
                .GET();
    }

    static String request(int id, String method, String params) {
        return "{\"jsonrpc\":\"2.0\",\"id\":"
                + id
                + ",\"method\":\""
                + method
                + "\",\"params\":{"
                + params
                + "}}";
    }

    @Override
    public void close() {
        release.countDown();
        http.close();
        client.close();
        server.close();
        road.close();
    }
}
