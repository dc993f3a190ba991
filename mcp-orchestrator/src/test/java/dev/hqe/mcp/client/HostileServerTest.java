package dev.hqe.mcp.client;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hqe.mcp.RawJson;
import java.io.IOException;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// Messages that no server should send.
class HostileServerTest {

    private static final List<String> SEEDS =
            List.of(
                    "{\"jsonrpc\":\"2.0\",\"id\":990,\"result\":{\"resultType\":\"complete\"}}",
                    "{\"jsonrpc\":\"2.0\",\"id\":991,\"error\":{\"code\":-1,\"message\":\"m\",\"data\":{}}}",
                    "{\"jsonrpc\":\"2.0\",\"method\":\"notifications/progress\",\"params\":"
                            + "{\"progressToken\":1,\"progress\":1,\"total\":2,\"message\":\"m\"}}",
                    "{\"jsonrpc\":\"2.0\",\"method\":\"notifications/cancelled\",\"params\":{\"requestId\":1}}",
                    "{\"jsonrpc\":\"2.0\",\"method\":\"notifications/message\",\"params\":"
                            + "{\"level\":\"info\",\"logger\":\"l\",\"data\":[1]}}",
                    "{\"jsonrpc\":\"2.0\",\"method\":\"notifications/resources/updated\",\"params\":{\"uri\":\"u\"}}",
                    "{\"jsonrpc\":\"2.0\",\"id\":\"q\",\"method\":\"elicitation/create\",\"params\":"
                            + "{\"mode\":\"form\",\"message\":\"m\",\"requestedSchema\":{\"properties\":{}}}}",
                    "{\"jsonrpc\":\"2.0\",\"id\":992,\"method\":\"roots/list\"}");

    private static final List<String> SPLICES =
            List.of("null", "{}", "[]", "\"\"", "-1", "1e999", "true", "\\u0000", "\"", "{", "]");

    private static String mutated(Random random) {
        StringBuilder text = new StringBuilder(SEEDS.get(random.nextInt(SEEDS.size())));
        for (int i = random.nextInt(3); i >= 0; i--) {
            int from = random.nextInt(text.length());
            int to = Math.min(text.length(), from + random.nextInt(8));
            text.replace(from, to, SPLICES.get(random.nextInt(SPLICES.size())));
        }
        return text.toString();
    }

    @Test
    void mutatedMessagesNeverEndTheConnection() throws IOException, InterruptedException {
        Random random = new Random(20261122);
        try (ScriptedServer server =
                        new ScriptedServer((message, self) -> {
                            switch (message.path("method").asString("")) {
                                case "server/discover" -> self.refuse(message, -32601, "no");
                                case "initialize" ->
                                        self.answer(message, EraTest.initialized("2025-11-25"));
                                case "x/y" -> {
                                    for (int i = 0; i < 500; i++) {
                                        self.say(mutated(random));
                                    }
                                    self.answer(message, "{\"ok\":1}");
                                }
                                default -> {}
                            }
                        });
                McpClient client = EraTest.connect(server, new ConversationTest.Host())) {

            for (int round = 0; round < 8; round++) {
                RawJson got = client.request("x/y", Params.NONE, RequestOptions.DEFAULT);

                assertThat(got).hasToString("{\"ok\":1}");
            }
            assertThat(client.malformed()).isPositive();
            assertThat(client.over()).isEmpty();
        }
    }

    @Test
    void wrongTypesInTheEnvelopeAreUnreadable() {
        for (String line :
                List.of(
                        "{\"jsonrpc\":\"2.0\",\"method\":{\"id\":1,\"result\":{}}}",
                        "{\"jsonrpc\":{\"jsonrpc\":\"2.0\"},\"id\":1,\"result\":{}}",
                        "{\"jsonrpc\":\"2.0\",\"id\":1,\"result\":[1]}",
                        "{\"jsonrpc\":\"2.0\",\"id\":null,\"method\":\"ping\"}",
                        "{\"jsonrpc\":\"2.0\",\"id\":1,\"result\":" + "[".repeat(300) + "}")) {
            byte[] bytes = line.getBytes(java.nio.charset.StandardCharsets.UTF_8);

            assertThat(ServerMessage.read(bytes, 0, bytes.length))
                    .describedAs(line)
                    .singleElement()
                    .isInstanceOf(ServerMessage.Unreadable.class);
        }
    }

    @Test
    void aBatchIsReadMessageByMessage() {
        String batch =
                "xx[{\"jsonrpc\":\"2.0\",\"id\":1,\"result\":{\"a\" : \"é\"}},\r\n"
                        + "{\"jsonrpc\":\"2.0\",\"method\":\"n\"}]";
        byte[] bytes = batch.getBytes(java.nio.charset.StandardCharsets.UTF_8);

        List<ServerMessage> messages = ServerMessage.read(bytes, 2, bytes.length - 2);

        assertThat(messages).hasSize(2);
        assertThat(messages.getFirst())
                .isInstanceOfSatisfying(
                        ServerMessage.Answer.class,
                        answer -> assertThat(answer.result()).hasToString("{\"a\" : \"é\"}"));
    }
}
