package dev.hqe.mcp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.modelcontextprotocol.client.McpClient;
import io.modelcontextprotocol.client.McpSyncClient;
import io.modelcontextprotocol.client.transport.ServerParameters;
import io.modelcontextprotocol.client.transport.StdioClientTransport;
import io.modelcontextprotocol.json.jackson3.JacksonMcpJsonMapper;
import io.modelcontextprotocol.spec.McpError;
import io.modelcontextprotocol.spec.McpSchema.CallToolRequest;
import io.modelcontextprotocol.spec.McpSchema.CallToolResult;
import io.modelcontextprotocol.spec.McpSchema.ProgressNotification;
import io.modelcontextprotocol.spec.McpSchema.TextContent;
import io.modelcontextprotocol.spec.McpSchema.Tool;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

/// The official Java SDK's client, which we did not write, against a real process of ours.
class JavaSdkPeerTest {

    private static final List<ProgressNotification> PROGRESS = new CopyOnWriteArrayList<>();
    private static final McpSyncClient CLIENT = client();

    private static McpSyncClient client() {
        ServerParameters server =
                ServerParameters.builder(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString())
                        .args(
                                "-cp",
                                System.getProperty("java.class.path"),
                                TestServerMain.class.getName())
                        .build();
        StdioClientTransport transport =
                new StdioClientTransport(server, new JacksonMcpJsonMapper(JsonMapper.shared()));
        return McpClient.sync(transport)
                .requestTimeout(Duration.ofSeconds(20))
                .progressConsumer(PROGRESS::add)
                .build();
    }

    @BeforeAll
    static void connect() {
        CLIENT.initialize();
    }

    @AfterAll
    static void disconnect() {
        CLIENT.closeGracefully();
    }

    @Test
    void listsToolsInTheOrderOfTheirNames() {
        List<Tool> tools = CLIENT.listTools().tools();

        assertThat(tools)
                .extracting(Tool::name)
                .containsExactly(
                        "test.array",
                        "test.echo",
                        "test.failing",
                        "test.nap",
                        "test.progress",
                        "test.slow",
                        "test.structured");
        assertThat(CLIENT.getServerInfo().name()).isEqualTo("test-server");
        assertThat(CLIENT.getServerInstructions()).isEqualTo("Call test.echo.");
    }

    @Test
    void callsToolAndGetsText() {
        CallToolResult result = CLIENT.callTool(request("test.echo", Map.of("message", "grüß 🌍")));

        assertThat(result.isError()).isFalse();
        assertThat(text(result)).isEqualTo("Echo: grüß 🌍");
    }

    @Test
    void getsStructuredContent() {
        CallToolResult result = CLIENT.callTool(request("test.structured", Map.of("a", 2, "b", 3)));

        assertThat(result.structuredContent()).isEqualTo(Map.of("sum", 5));
        assertThat(text(result)).isEqualTo("{\"sum\":5}");
    }

    @Test
    void hearsOfProgress() {
        CallToolRequest request =
                CallToolRequest.builder("test.progress")
                        .arguments(Map.of())
                        .progressToken("p-1")
                        .build();

        CLIENT.callTool(request);

        await().untilAsserted(() -> assertThat(PROGRESS).hasSize(3));
        assertThat(PROGRESS).extracting(ProgressNotification::progressToken).containsOnly("p-1");
    }

    @Test
    void toldOfUnfitArgumentsInTheResult() {
        CallToolResult result = CLIENT.callTool(request("test.echo", Map.of("message", 5)));

        assertThat(result.isError()).isTrue();
        assertThat(text(result)).contains("/message", "string");
    }

    @Test
    void unknownToolIsProtocolError() {
        CallToolRequest request = request("test.ecko", Map.of());

        assertThatThrownBy(() -> CLIENT.callTool(request))
                .isInstanceOf(McpError.class)
                .hasMessageContaining("Unknown tool: test.ecko (did you mean 'test.echo'?)");
    }

    @Test
    void failingToolTellsNothingOfItsInside() {
        CallToolResult result = CLIENT.callTool(request("test.failing", Map.of()));

        assertThat(result.isError()).isTrue();
        assertThat(text(result)).contains("test.failing broke off").doesNotContain("secret");
    }

    private static CallToolRequest request(String tool, Map<String, Object> arguments) {
        return CallToolRequest.builder(tool).arguments(arguments).build();
    }

    private static String text(CallToolResult result) {
        return ((TextContent) result.content().getFirst()).text();
    }
}
