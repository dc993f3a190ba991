package dev.hqe.mcp;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/// [Mutations] over a byte stream: each line of output is a JSON-RPC message with one of the codes
/// that the specification knows, none tells of our inside, and the server lives on.
class FuzzTest {

    private static final int MAX_MESSAGE = 64 * 1024;
    private static final ConnectionLimits TIGHT =
            new ConnectionLimits(
                    MAX_MESSAGE,
                    256,
                    8 << 20,
                    8 << 20,
                    Duration.ofSeconds(30),
                    Duration.ofSeconds(10),
                    100);

    @Test
    void everyMutationIsAnsweredInKindOrNotAtAll() {
        Mutations mutations = new Mutations(20_260_728, MAX_MESSAGE);
        ToolProvider tools =
                ToolProvider.of(TestTools.echo(), TestTools.structured(), TestTools.progress());
        try (Wire wire =
                new Wire(tools, RoadLimits.DEFAULT, TIGHT).reading().initialized("2025-03-26")) {
            Thread.ofVirtual()
                    .start(() -> {
                        for (int i = 0; i < Mutations.MESSAGES; i++) {
                            wire.send(mutations.next());
                            wire.send(new byte[] {'\n'});
                        }
                        wire.send("\n" + Wire.ping(1_000_000));
                        wire.closeInput();
                    });

            List<JsonNode> answers = wire.rest();

            Set<Integer> codes = new HashSet<>();
            answers.forEach(answer -> check(answer, codes));
            assertThat(answers)
                    .anySatisfy(
                            answer -> assertThat(answer.path("id").asInt(0)).isEqualTo(1_000_000));
            assertThat(codes).contains(-32700, -32600, -32601, -32602).doesNotContain(-32603);
            assertThat(answers.size()).isGreaterThan(Mutations.MESSAGES / 2);
        }
    }

    /// One message of the server's.
    static void check(JsonNode answer, Set<Integer> codes) {
        if (answer.isArray()) {
            answer.forEach(element -> check(element, codes));
            return;
        }
        assertThat(answer.get("jsonrpc").asString()).isEqualTo("2.0");
        if (answer.has("method")) {
            assertThat(answer.get("method").asString())
                    .isIn(
                            "notifications/progress",
                            "notifications/subscriptions/acknowledged",
                            "notifications/message");
            return;
        }
        assertThat(answer.has("id") || answer.has("error")).isTrue();
        assertThat(answer.has("result")).isNotEqualTo(answer.has("error"));
        if (answer.has("error")) {
            int code = answer.at("/error/code").asInt();
            codes.add(code);
            assertThat(code)
                    .as("%s", answer)
                    .isIn(-32700, -32600, -32601, -32602, -32002, -32020, -32021, -32022);
        }
        assertThat(answer.toString()).doesNotContain("Exception", "dev.hqe", "\\tat ");
    }
}
