package dev.hqe.app.demo;

import io.modelcontextprotocol.client.McpClient;
import io.modelcontextprotocol.client.McpSyncClient;
import io.modelcontextprotocol.client.transport.ServerParameters;
import io.modelcontextprotocol.client.transport.StdioClientTransport;
import io.modelcontextprotocol.json.jackson3.JacksonMcpJsonMapper;
import io.modelcontextprotocol.spec.McpSchema.CallToolRequest;
import io.modelcontextprotocol.spec.McpSchema.CallToolResult;
import io.modelcontextprotocol.spec.McpSchema.Implementation;
import io.modelcontextprotocol.spec.McpSchema.ProgressNotification;
import io.modelcontextprotocol.spec.McpSchema.TextContent;
import io.modelcontextprotocol.spec.McpSchema.Tool;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import tools.jackson.databind.json.JsonMapper;

/// An agent, as far as a server can tell: it starts `hqe mcp` and speaks MCP with it, by the
/// official SDK for Java.
final class Agent implements AutoCloseable {

    private static final Duration TIMEOUT = Duration.ofMinutes(10);

    /// How long the workbench stays if this process is killed, which then cannot end it.
    private static final String IDLE = "30s";

    private final McpSyncClient client;

    private Agent(McpSyncClient client) {
        this.client = client;
    }

    /// Starts the server and shakes hands.
    ///
    /// @param command the program and its arguments
    /// @param progress hears how far a call is
    static Agent connect(List<String> command, Path home, Consumer<ProgressNotification> progress) {
        ServerParameters server =
                ServerParameters.builder(command.getFirst())
                        .args(command.subList(1, command.size()))
                        .env(Map.of("HQE_HOME", home.toString(), "HQE_IDLE", IDLE))
                        .build();
        StdioClientTransport transport =
                new StdioClientTransport(server, new JacksonMcpJsonMapper(JsonMapper.shared()));
        McpSyncClient client =
                McpClient.sync(transport)
                        .clientInfo(Implementation.builder("hqe-demo", "1").build())
                        .requestTimeout(TIMEOUT)
                        .progressConsumer(progress)
                        .initializationTimeout(TIMEOUT)
                        .build();
        client.initialize();
        return new Agent(client);
    }

    String protocolVersion() {
        return String.valueOf(client.getCurrentInitializationResult().protocolVersion());
    }

    List<String> tools() {
        return client.listTools().tools().stream().map(Tool::name).toList();
    }

    /// Calls a tool and gives its result as JSON.
    ///
    /// @throws DemoException with the tool's message if it failed
    Object call(String tool, Map<String, Object> arguments) {
        CallToolResult result =
                client.callTool(
                        CallToolRequest.builder(tool)
                                .arguments(arguments)
                                .progressToken(tool)
                                .build());
        if (Boolean.TRUE.equals(result.isError())) {
            String said =
                    result.content().stream()
                            .filter(TextContent.class::isInstance)
                            .map(content -> ((TextContent) content).text())
                            .collect(Collectors.joining("\n"));
            throw new DemoException(tool + " failed: " + said);
        }
        return result.structuredContent();
    }

    @Override
    public void close() {
        client.closeGracefully();
    }
}
