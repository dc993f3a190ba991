package dev.hqe.app;

import dev.hqe.app.cli.Headless;
import dev.hqe.app.cli.HqeCommand;
import dev.hqe.app.cli.Idle;
import dev.hqe.ingestion.FolderIngest;
import dev.hqe.kernel.file.FolderTree;
import dev.hqe.kernel.store.SqliteLibrary;
import dev.hqe.kernel.topic.Topic;
import dev.hqe.mcp.ConnectionLimits;
import dev.hqe.mcp.StdioConnection;
import dev.hqe.mcp.http.Authenticator;
import dev.hqe.mcp.http.HttpLimits;
import dev.hqe.mcp.http.HttpSettings;
import dev.hqe.mcp.http.McpHttpServer;
import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/// What the launcher runs once under `-XX:AOTCacheOutput`, so that later starts find their classes
/// loaded and linked. There are two of it, for each class in a cache costs a start that does not
/// need it.
///
/// Without arguments it is for the commands and the window: a workbench opens, ingests a file, and
/// an agent calls tools over standard streams and HTTP.
///
/// Otherwise it is for a workbench that agents start, and the arguments are the command of a shim:
/// the workbench opens, and the shim goes in and out at its door. The shim is trained as well, if
/// its JVM is told to be.
///
/// The native part of SQLite is laid beside the program, so that it need not be unpacked and
/// compared at each start.
public final class TrainingRun {

    private static final String SESSION =
            """
            {"jsonrpc":"2.0","id":1,"method":"initialize","params":{"protocolVersion":"2025-11-25","capabilities":{},"clientInfo":{"name":"training","version":"1"}}}
            {"jsonrpc":"2.0","method":"notifications/initialized"}
            {"jsonrpc":"2.0","id":2,"method":"tools/list"}
            {"jsonrpc":"2.0","id":4,"method":"tools/call","params":{"name":"entities.query","arguments":{"limit":1}}}
            {"jsonrpc":"2.0","id":5,"method":"server/discover","params":{"_meta":{"io.modelcontextprotocol/protocolVersion":"2026-07-28","io.modelcontextprotocol/clientInfo":{"name":"training","version":"1"},"io.modelcontextprotocol/clientCapabilities":{}}}}
            """;

    private static final String TOPIC_CALL =
            """
            {"jsonrpc":"2.0","id":3,"method":"tools/call","params":{"name":"code_audit.find_secrets","arguments":{}}}
            """;

    /// The session is said at once; in training a call may take long to be answered.
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    /// To the requests of the session.
    private static final int ANSWERS = 4;

    private TrainingRun() {}

    public static void main(String[] args) throws Exception {
        Carriers.atLeastTwo();
        Path work = Files.createTempDirectory("hqe-training-");
        try {
            if (args.length == 0) {
                unpackSqlite();
                useAll(work);
            } else {
                comeThroughTheDoor(work.resolve("home"), List.of(args));
            }
        } finally {
            FolderTree.delete(work);
        }
    }

    private static void unpackSqlite() throws IOException {
        String folder = System.getProperty("org.sqlite.lib.path", "");
        if (!folder.isEmpty()) {
            System.out.println("SQLite unpacked: " + SqliteLibrary.unpack(Path.of(folder)));
        }
    }

    private static void useAll(Path work) throws Exception {
        Path folder = Files.createDirectory(work.resolve("folder"));
        Files.writeString(folder.resolve("Example.java"), "class Example {}\n");
        try (Workbench workbench = Workbench.open(work.resolve("home"), Installation.current())) {
            for (Topic topic : workbench.topics().topics()) {
                if (topic.schema(FolderIngest.KIND).isPresent()) {
                    workbench.folderIngest().run(folder, topic, progress -> {});
                }
            }
            ByteArrayOutputStream answers = new ByteArrayOutputStream();
            new StdioConnection(
                            workbench.mcpServer(),
                            new ByteArrayInputStream(
                                    (SESSION + TOPIC_CALL).getBytes(StandardCharsets.UTF_8)),
                            answers,
                            ConnectionLimits.DEFAULT.withEndGrace(PATIENCE))
                    .serve();
            System.out.println(answers.toString(StandardCharsets.UTF_8));
            callOverHttp(workbench);
        }
        HqeCommand.run(Installation.current(), "mcp", "--help");
    }

    private static void comeThroughTheDoor(Path home, List<String> shim) throws Exception {
        Headless headless =
                new Headless(
                        Installation.current(),
                        new PrintWriter(System.out, true, StandardCharsets.UTF_8));
        Thread workbench = Thread.ofPlatform().start(() -> run(headless, home));
        ProcessBuilder agent = new ProcessBuilder(shim);
        agent.environment().put("HQE_HOME", home.toString());
        agent.redirectError(ProcessBuilder.Redirect.INHERIT);
        headless.awaitReady();
        Process started = agent.start();
        try (OutputStream says = started.getOutputStream();
                BufferedReader hears = started.inputReader(StandardCharsets.UTF_8)) {
            says.write(SESSION.getBytes(StandardCharsets.UTF_8));
            says.flush();
            for (int answers = 0; answers < ANSWERS; answers++) {
                System.out.println(hears.readLine());
            }
        }
        headless.stop(); // a shim in training takes seconds to end
        workbench.join();
        started.waitFor();
    }

    private static void run(Headless headless, Path home) {
        try {
            headless.run(home, Idle.USUAL, false);
        } catch (Exception e) { // the caches are then of what went well
            System.out.println("the workbench of the training has failed: " + e);
        }
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
