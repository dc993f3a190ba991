package dev.hqe.mcp.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hqe.kernel.json.Json;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/// Which era a server is taken for, over stdio (2026-07-28, stdio, "Backward Compatibility").
class EraTest {

    static final String DISCOVERED =
            "{\"resultType\":\"complete\",\"supportedVersions\":[\"2026-07-28\"],"
                    + "\"capabilities\":{\"tools\":{}},\"instructions\":\"Be kind.\","
                    + "\"_meta\":{\"io.modelcontextprotocol/serverInfo\":{\"name\":\"s\","
                    + "\"version\":\"1\"}}}";

    static String initialized(String version) {
        return "{\"protocolVersion\":\""
                + version
                + "\",\"capabilities\":{\"tools\":{}},\"serverInfo\":{\"name\":\"old\","
                + "\"version\":\"1\"}}";
    }

    static McpClient connect(ScriptedServer server, ClientHandler handler)
            throws InterruptedException {
        return McpClient.connect(
                server.transport(), OwnServerTest.IDENTITY, handler, ClientLimits.DEFAULT);
    }

    private static String method(JsonNode message) {
        return message.path("method").asString("");
    }

    @ParameterizedTest
    @ValueSource(ints = {-32601, -32602, -32000, -32603, 0})
    void anyErrorThatIsNotModernMeansLegacy(int code) throws IOException, InterruptedException {
        try (ScriptedServer server =
                new ScriptedServer((message, self) -> {
                    switch (method(message)) {
                        case "server/discover" -> self.refuse(message, code, "what?");
                        case "initialize" -> self.answer(message, initialized("2025-03-26"));
                        default -> {}
                    }
                })) {
            try (McpClient client = connect(server, ClientHandler.NONE)) {

                assertThat(client.server().era()).isEqualTo(ServerEra.LEGACY);
                assertThat(client.server().version()).isEqualTo("2025-03-26");
                assertThat(server.heard("initialize").getFirst().at("/params/protocolVersion"))
                        .hasToString("\"2025-11-25\"");
            }
        }
    }

    @Test
    void aServerThatIsSilentToTheProbeIsLegacy() throws IOException, InterruptedException {
        try (ScriptedServer server =
                new ScriptedServer((message, self) -> {
                    if (method(message).equals("initialize")) {
                        self.answer(message, initialized("2024-11-05"));
                    }
                })) {
            ClientLimits hasty = ClientLimits.DEFAULT.withProbe(Duration.ofMillis(50));

            try (McpClient client =
                    McpClient.connect(
                            server.transport(),
                            OwnServerTest.IDENTITY,
                            ClientHandler.NONE,
                            hasty)) {
                assertThat(client.server().version()).isEqualTo("2024-11-05");
                assertThat(server.heard("notifications/cancelled")).isEmpty();
            }
        }
    }

    @Test
    void aModernServerWithoutOurVersionIsNotAskedToInitialize() throws IOException {
        try (ScriptedServer server =
                new ScriptedServer((message, self) ->
                        self.say(
                                "{\"jsonrpc\":\"2.0\",\"id\":"
                                        + message.path("id")
                                        + ",\"error\":{\"code\":-32022,\"message\":\"no\","
                                        + "\"data\":{\"supported\":[\"2031-01-01\"]}}}"))) {

            assertThatThrownBy(() -> connect(server, ClientHandler.NONE))
                    .isInstanceOf(ClientException.class)
                    .hasMessageContaining("2031-01-01")
                    .hasMessageContaining("2026-07-28");
            assertThat(server.heard("initialize")).isEmpty();
        }
    }

    @Test
    void aRememberedEraThatIsWrongIsFoundOut() throws IOException, InterruptedException {
        try (ScriptedServer server =
                new ScriptedServer((message, self) -> {
                    if (method(message).equals("server/discover")) {
                        self.answer(message, DISCOVERED);
                    } else {
                        self.refuse(message, -32022, "Unsupported protocol version");
                    }
                })) {
            try (McpClient client =
                    McpClient.connect(
                            server.transport(),
                            OwnServerTest.IDENTITY,
                            ClientHandler.NONE,
                            ClientLimits.DEFAULT,
                            ServerEra.LEGACY)) {

                assertThat(client.server().era()).isEqualTo(ServerEra.MODERN);
                assertThat(client.server().instructions()).isEqualTo("Be kind.");
            }
        }
    }

    @Test
    void aModernRequestSaysEverythingAndALegacyOneNothing()
            throws IOException, InterruptedException {
        try (ScriptedServer server =
                new ScriptedServer((message, self) ->
                        self.answer(
                                message,
                                method(message).equals("server/discover") ? DISCOVERED : "{}"))) {
            try (McpClient client = connect(server, ClientHandler.NONE)) {
                client.request("any/thing", Params.NONE, RequestOptions.DEFAULT);

                JsonNode meta = server.heard("any/thing").getFirst().at("/params/_meta");
                assertThat(meta.path("io.modelcontextprotocol/protocolVersion").asString())
                        .isEqualTo("2026-07-28");
                assertThat(meta.path("io.modelcontextprotocol/clientInfo"))
                        .isEqualTo(OwnServerTest.IDENTITY.toJson());
                assertThat(meta.path("io.modelcontextprotocol/clientCapabilities").isObject())
                        .isTrue();
            }
        }
    }

    @Test
    void aVersionThatWeDoNotSpeakIsRefused() throws IOException {
        try (ScriptedServer server =
                new ScriptedServer((message, self) -> {
                    if (method(message).equals("initialize")) {
                        self.answer(message, initialized("1999-01-01"));
                    } else {
                        self.refuse(message, -32601, "no");
                    }
                })) {

            assertThatThrownBy(() -> connect(server, ClientHandler.NONE))
                    .hasMessageContaining("1999-01-01")
                    .hasMessageContaining("update whichever is older");
        }
    }

    @Test
    void onlyWhatTheHandlerOffersIsDeclared() {
        ClientOffers offers =
                new ClientOffers(true, false, true, false, false, true, Json.object());

        assertThat(offers.capabilities(ServerEra.MODERN))
                .hasToString(
                        "{\"sampling\":{},\"elicitation\":{\"form\":{}},"
                                + "\"extensions\":{\"io.modelcontextprotocol/tasks\":{}}}");
        assertThat(offers.capabilities(ServerEra.LEGACY))
                .hasToString("{\"sampling\":{},\"elicitation\":{\"form\":{}}}");
    }
}
