package dev.hqe.app;

import dev.hqe.app.cli.HqeCommand;
import dev.hqe.kernel.topic.Topic;
import dev.hqe.mcp.ConnectionLimits;
import dev.hqe.mcp.StdioConnection;
import dev.hqe.mcp.http.Authenticator;
import dev.hqe.mcp.http.HttpLimits;
import dev.hqe.mcp.http.HttpSettings;
import dev.hqe.mcp.http.McpHttpServer;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// What the launcher runs once under `-XX:AOTCacheOutput`, so that later starts find the classes of
/// an ordinary session loaded and linked: a workbench opens, ingests a file, and an agent lists and
/// calls tools.
public final class TrainingRun {

    private static final String SESSION =
            """
            {"jsonrpc":"2.0","id":1,"method":"initialize","params":{"protocolVersion":"2025-11-25","capabilities":{},"clientInfo":{"name":"training","version":"1"}}}
            {"jsonrpc":"2.0","method":"notifications/initialized"}
            {"jsonrpc":"2.0","id":2,"method":"tools/list"}
            {"jsonrpc":"2.0","id":3,"method":"tools/call","params":{"name":"code_audit.find_secrets","arguments":{}}}
            {"jsonrpc":"2.0","id":4,"method":"tools/call","params":{"name":"entities.query","arguments":{"limit":1}}}
            {"jsonrpc":"2.0","id":5,"method":"server/discover","params":{"_meta":{"io.modelcontextprotocol/protocolVersion":"2026-07-28","io.modelcontextprotocol/clientInfo":{"name":"training","version":"1"},"io.modelcontextprotocol/clientCapabilities":{}}}}
            """;

    private TrainingRun() {}

    public static void main(String[] args) throws Exception {
        Path work = Files.createTempDirectory("hqe-training-");
        Path folder = Files.createDirectory(work.resolve("folder"));
        Files.writeString(folder.resolve("Example.java"), "class Example {}\n");
        try (Workbench workbench = Workbench.open(work.resolve("home"), Installation.current())) {
            for (Topic topic : workbench.topics().topics()) {
                workbench.folderIngest().run(folder, topic, progress -> {});
            }
            ByteArrayOutputStream answers = new ByteArrayOutputStream();
            new StdioConnection(
                            workbench.mcpServer(),
                            new ByteArrayInputStream(SESSION.getBytes(StandardCharsets.UTF_8)),
                            answers,
                            ConnectionLimits.DEFAULT)
                    .serve();
            System.out.println(answers.toString(StandardCharsets.UTF_8));
            callOverHttp(workbench);
        }
        HqeCommand.run(Installation.current(), "mcp", "--help");
        Folders.delete(work);
    }

    private static void callOverHttp(Workbench workbench) throws Exception {
        HttpSettings loopback =
                new HttpSettings("127.0.0.1", 0, List.of(), List.of(), HttpLimits.DEFAULT);
        try (McpHttpServer server =
                        McpHttpServer.start(
                                workbench.mcpServer(), loopback, Authenticator.NOBODY_ASKED);
                HttpClient client = HttpClient.newHttpClient()) {
            HttpRequest initialize =
                    HttpRequest.newBuilder(URI.create(server.endpoint()))
                            .header("Content-Type", "application/json")
                            .header("Accept", "application/json, text/event-stream")
                            .POST(
                                    BodyPublishers.ofString(
                                            SESSION.lines().findFirst().orElseThrow()))
                            .build();
            System.out.println(client.send(initialize, BodyHandlers.ofString()).body());
        }
    }
}
