package dev.hqe.mcp.client;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hqe.mcp.RawJson;
import io.modelcontextprotocol.json.McpJsonMapper;
import io.modelcontextprotocol.json.jackson3.JacksonMcpJsonMapper;
import io.modelcontextprotocol.server.McpServer;
import io.modelcontextprotocol.server.McpSyncServer;
import io.modelcontextprotocol.server.McpSyncServerExchange;
import io.modelcontextprotocol.server.transport.StdioServerTransportProvider;
import io.modelcontextprotocol.spec.McpSchema;
import io.modelcontextprotocol.spec.McpSchema.CallToolRequest;
import io.modelcontextprotocol.spec.McpSchema.CallToolResult;
import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.channels.Pipe;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

/// The client against the official Java SDK's server, which we did not write.
class JavaSdkServerTest {

    private final ConversationTest.Host host = new ConversationTest.Host();
    private McpSyncServer server;
    private McpClient client;

    @BeforeEach
    void connect() throws IOException, InterruptedException {
        Pipe toServer = Pipe.open();
        Pipe toClient = Pipe.open();
        McpJsonMapper mapper = new JacksonMcpJsonMapper(JsonMapper.shared());
        server =
                McpServer.sync(
                                new StdioServerTransportProvider(
                                        mapper,
                                        Channels.newInputStream(toServer.source()),
                                        Channels.newOutputStream(toClient.sink())))
                        .serverInfo("sdk-server", "1.0.0")
                        .capabilities(McpSchema.ServerCapabilities.builder().tools(true).build())
                        .toolCall(tool("echo"), JavaSdkServerTest::echo)
                        .toolCall(tool("ask"), JavaSdkServerTest::ask)
                        .build();
        client =
                McpClient.connect(
                        new StdioTransport(
                                Channels.newInputStream(toClient.source()),
                                Channels.newOutputStream(toServer.sink()),
                                () -> {}),
                        OwnServerTest.IDENTITY,
                        host,
                        ClientLimits.DEFAULT);
    }

    @AfterEach
    void disconnect() {
        client.close();
        server.close();
    }

    private static McpSchema.Tool tool(String name) {
        return McpSchema.Tool.builder(name, Map.of("type", "object"))
                .description("A test tool.")
                .build();
    }

    private static CallToolResult echo(McpSyncServerExchange exchange, CallToolRequest request) {
        return CallToolResult.builder()
                .addTextContent("Echo: " + request.arguments().get("message"))
                .build();
    }

    private static CallToolResult ask(McpSyncServerExchange exchange, CallToolRequest request) {
        String roots = exchange.listRoots().roots().getFirst().uri();
        return CallToolResult.builder().addTextContent(roots).build();
    }

    @Test
    void toolsAreListedAndCalled() throws InterruptedException {
        RawJson result =
                client.callTool("echo", RawJson.of("{\"message\":\"hi\"}"), RequestOptions.DEFAULT);

        assertThat(client.server().version()).isEqualTo("2025-11-25");
        assertThat(client.server().info().path("name").asString()).isEqualTo("sdk-server");
        assertThat(client.listTools().items())
                .extracting(tool -> tool.path("name").asString())
                .containsExactlyInAnyOrder("echo", "ask");
        assertThat(result.tree().at("/content/0/text").asString()).isEqualTo("Echo: hi");
    }

    @Test
    void itsQuestionsAreAnsweredDuringACall() throws InterruptedException {
        RawJson result = client.callTool("ask", RawJson.of("{}"), RequestOptions.DEFAULT);

        assertThat(result.tree().at("/content/0/text").asString()).isEqualTo("file:///project");
    }
}
