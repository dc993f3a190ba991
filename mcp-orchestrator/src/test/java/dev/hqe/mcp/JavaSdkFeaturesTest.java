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
import io.modelcontextprotocol.spec.McpSchema.ClientCapabilities;
import io.modelcontextprotocol.spec.McpSchema.CompleteRequest;
import io.modelcontextprotocol.spec.McpSchema.CreateMessageResult;
import io.modelcontextprotocol.spec.McpSchema.ElicitResult;
import io.modelcontextprotocol.spec.McpSchema.GetPromptRequest;
import io.modelcontextprotocol.spec.McpSchema.LoggingLevel;
import io.modelcontextprotocol.spec.McpSchema.LoggingMessageNotification;
import io.modelcontextprotocol.spec.McpSchema.PromptReference;
import io.modelcontextprotocol.spec.McpSchema.ReadResourceRequest;
import io.modelcontextprotocol.spec.McpSchema.Resource;
import io.modelcontextprotocol.spec.McpSchema.ResourceContents;
import io.modelcontextprotocol.spec.McpSchema.Role;
import io.modelcontextprotocol.spec.McpSchema.Root;
import io.modelcontextprotocol.spec.McpSchema.SubscribeRequest;
import io.modelcontextprotocol.spec.McpSchema.TextContent;
import io.modelcontextprotocol.spec.McpSchema.TextResourceContents;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

/// The official Java SDK's client against everything beside plain tools.
class JavaSdkFeaturesTest {

    private static final List<LoggingMessageNotification> LOGGED = new CopyOnWriteArrayList<>();
    private static final List<ResourceContents> UPDATED = new CopyOnWriteArrayList<>();
    private static final McpSyncClient CLIENT = client();

    private static McpSyncClient client() {
        ServerParameters server =
                ServerParameters.builder(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString())
                        .args(
                                "-cp",
                                System.getProperty("java.class.path"),
                                TestServerMain.class.getName(),
                                "everything")
                        .build();
        StdioClientTransport transport =
                new StdioClientTransport(server, new JacksonMcpJsonMapper(JsonMapper.shared()));
        return McpClient.sync(transport)
                .requestTimeout(Duration.ofSeconds(20))
                .capabilities(
                        ClientCapabilities.builder().roots(true).sampling().elicitation().build())
                .roots(Root.builder("file:///home/ada").name("home").build())
                .elicitation(
                        form -> new ElicitResult(ElicitResult.Action.ACCEPT, Map.of("name", "Ada")))
                .sampling(request ->
                        CreateMessageResult.builder(Role.ASSISTANT, "sampled", "model").build())
                .loggingConsumer(LOGGED::add)
                .resourcesUpdateConsumer(UPDATED::addAll)
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
    void listsAndReadsResources() {
        List<Resource> resources = CLIENT.listResources().resources();
        ResourceContents read =
                CLIENT.readResource(ReadResourceRequest.builder("mem:/a").build())
                        .contents()
                        .getFirst();

        assertThat(resources).extracting(Resource::uri).contains("mem:/a", "mem:/b");
        assertThat(((TextResourceContents) read).text()).isEqualTo("text 0");
        assertThat(CLIENT.listResourceTemplates().resourceTemplates()).hasSize(1);
        assertThatThrownBy(
                        () -> CLIENT.readResource(ReadResourceRequest.builder("mem:/none").build()))
                .isInstanceOf(McpError.class)
                .hasMessageContaining("mem:/none");
    }

    @Test
    void hearsOfAResourceThatChanges() {
        CLIENT.subscribeResource(SubscribeRequest.builder("mem:/b").build());

        call("test.touch");

        await().untilAsserted(() -> assertThat(UPDATED).isNotEmpty());
    }

    @Test
    void getsAndCompletesPrompts() {
        String greeting =
                ((TextContent)
                                CLIENT.getPrompt(
                                                GetPromptRequest.builder("test.greeting")
                                                        .arguments(Map.of("name", "Ada"))
                                                        .build())
                                        .messages()
                                        .getFirst()
                                        .content())
                        .text();
        List<String> names =
                CLIENT.completeCompletion(
                                CompleteRequest.builder(
                                                PromptReference.builder("test.greeting").build(),
                                                new CompleteRequest.CompleteArgument("name", "G"))
                                        .build())
                        .completion()
                        .values();

        assertThat(CLIENT.listPrompts().prompts()).hasSize(1);
        assertThat(greeting).isEqualTo("Hello Ada");
        assertThat(names).containsExactly("Grace");
    }

    @Test
    void answersWhatToolsAsk() {
        assertThat(call("test.ask")).isEqualTo("Hello Ada");
        assertThat(call("test.sampling")).isEqualTo("sampled");
        assertThat(call("test.roots")).isEqualTo("file:///home/ada");
    }

    @Test
    void hearsLogMessagesOfTheLevelItAskedFor() {
        CLIENT.setLoggingLevel(LoggingLevel.ERROR);

        call("test.logging");

        await().untilAsserted(() -> assertThat(LOGGED).isNotEmpty());
        assertThat(LOGGED)
                .extracting(LoggingMessageNotification::level)
                .containsOnly(LoggingLevel.ERROR);
    }

    private static String call(String tool) {
        return ((TextContent)
                        CLIENT.callTool(CallToolRequest.builder(tool).arguments(Map.of()).build())
                                .content()
                                .getFirst())
                .text();
    }
}
