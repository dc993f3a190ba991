package dev.hqe.mcp.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.modelcontextprotocol.client.McpClient;
import io.modelcontextprotocol.client.McpSyncClient;
import io.modelcontextprotocol.client.transport.HttpClientStreamableHttpTransport;
import io.modelcontextprotocol.json.jackson3.JacksonMcpJsonMapper;
import io.modelcontextprotocol.spec.McpSchema.CallToolRequest;
import io.modelcontextprotocol.spec.McpSchema.CallToolResult;
import io.modelcontextprotocol.spec.McpSchema.ProgressNotification;
import io.modelcontextprotocol.spec.McpSchema.TextContent;
import io.modelcontextprotocol.spec.McpSchema.Tool;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

/// The official Java SDK's client, which we did not write, over Streamable HTTP.
class JavaSdkHttpPeerTest {

    private final Served served = new Served();
    private final List<ProgressNotification> progress = new CopyOnWriteArrayList<>();
    private final AtomicInteger changes = new AtomicInteger();
    private final McpSyncClient client =
            McpClient.sync(
                            HttpClientStreamableHttpTransport.builder(served.http.address())
                                    .endpoint("/mcp")
                                    .jsonMapper(new JacksonMcpJsonMapper(JsonMapper.shared()))
                                    .build())
                    .requestTimeout(Duration.ofSeconds(20))
                    .progressConsumer(progress::add)
                    .toolsChangeConsumer(tools -> changes.incrementAndGet())
                    .build();

    @BeforeEach
    void connect() {
        client.initialize();
    }

    @AfterEach
    void disconnect() {
        client.closeGracefully();
        served.close();
    }

    @Test
    void listsAndCallsTools() {
        List<Tool> tools = client.listTools().tools();
        CallToolResult result = client.callTool(request("test.echo", Map.of("message", "grüß 🌍")));

        assertThat(tools).extracting(Tool::name).contains("test.echo", "test.progress");
        assertThat(((TextContent) result.content().getFirst()).text()).isEqualTo("Echo: grüß 🌍");
    }

    @Test
    void hearsOfProgressBeforeTheAnswer() {
        CallToolRequest request =
                CallToolRequest.builder("test.progress")
                        .arguments(Map.of())
                        .progressToken("p-1")
                        .build();

        CallToolResult result = client.callTool(request);

        assertThat(((TextContent) result.content().getFirst()).text()).isEqualTo("done");
        await().untilAsserted(() -> assertThat(progress).isNotEmpty());
    }

    @Test
    void hearsOfChangedTools() {
        await().untilAsserted(() -> {
            served.toolsChange();
            assertThat(changes).hasPositiveValue();
        });
    }

    @Test
    void endsItsSession() {
        client.closeGracefully();

        await().untilAsserted(() -> assertThat(served.http.handler().sessions()).isZero());
    }

    private static CallToolRequest request(String tool, Map<String, Object> arguments) {
        return CallToolRequest.builder(tool).arguments(arguments).build();
    }
}
