package dev.hqe.benchmarks.mcp;

import dev.hqe.app.Extension;
import dev.hqe.app.Installation;
import dev.hqe.app.Workbench;
import dev.hqe.kernel.json.Json;
import dev.hqe.mcp.ConnectionLimits;
import dev.hqe.mcp.StdioConnection;
import dev.hqe.mcp.Tool;
import dev.hqe.mcp.ToolCall;
import dev.hqe.mcp.ToolDefinition;
import dev.hqe.mcp.ToolName;
import dev.hqe.mcp.ToolOrigin;
import dev.hqe.mcp.ToolOutcome;
import dev.hqe.mcp.ToolProvider;
import dev.hqe.mcp.http.Authenticator;
import dev.hqe.mcp.http.HttpLimits;
import dev.hqe.mcp.http.HttpSettings;
import dev.hqe.mcp.http.McpHttpServer;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.logging.LogManager;
import tools.jackson.databind.node.ObjectNode;

/// The product with one more tool, which answers what it is told: what `hqe mcp` and `hqe serve
/// --no-auth --port 0` do, on the same road with the same policy, records and limits.
final class EchoWorkbench {

    private static final String SCHEMA =
            """
            {"type":"object","properties":{"message":{"type":"string"}},"required":["message"]}\
            """;

    private EchoWorkbench() {}

    /// `mcp HOME` or `serve HOME`.
    public static void main(String[] args) throws Exception {
        try (InputStream logging = Workbench.class.getResourceAsStream("logging.properties")) {
            LogManager.getLogManager().readConfiguration(logging);
        }
        PrintStream terminal = System.out;
        System.setOut(System.err);
        Extension extension =
                new Extension(List.of(ToolProvider.of(new Echo())), List.of(), List.of());
        try (Workbench workbench =
                Workbench.open(Path.of(args[1]), Installation.current().with(extension))) {
            if (args[0].equals("mcp")) {
                serveStandardStreams(workbench);
            } else {
                serveHttp(workbench, terminal);
            }
        }
    }

    private static void serveStandardStreams(Workbench workbench) throws InterruptedException {
        try (StdioConnection connection =
                new StdioConnection(
                        workbench.mcpServer(),
                        new FileInputStream(FileDescriptor.in),
                        new FileOutputStream(FileDescriptor.out),
                        ConnectionLimits.DEFAULT)) {
            connection.serve();
        }
    }

    /// Until its standard input ends.
    private static void serveHttp(Workbench workbench, PrintStream terminal) throws Exception {
        HttpSettings settings =
                new HttpSettings("127.0.0.1", 0, List.of(), List.of(), HttpLimits.DEFAULT);
        try (McpHttpServer server =
                McpHttpServer.start(workbench.mcpServer(), settings, Authenticator.NOBODY_ASKED)) {
            terminal.println("listening on " + server.address());
            terminal.flush();
            System.in.readAllBytes();
        }
    }

    private static final class Echo implements Tool {

        private final ToolDefinition definition =
                ToolDefinition.of(
                                new ToolName("echo"),
                                "Answers what it is told.",
                                Json.MAPPER.readValue(
                                        SCHEMA.getBytes(StandardCharsets.UTF_8), ObjectNode.class))
                        .from(ToolOrigin.WORKBENCH)
                        .annotated(Json.object().put("readOnlyHint", true));

        @Override
        public ToolDefinition definition() {
            return definition;
        }

        @Override
        public ToolOutcome call(ToolCall call) {
            return ToolOutcome.Ok.text(call.arguments().path("message").asString());
        }
    }
}
