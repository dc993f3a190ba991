package dev.hqe.mcp;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/// Mutated messages by the thousand, always the same ones: each line of output is a JSON-RPC
/// response with one of the codes the specification knows, none tells of our inside, and the server
/// lives on.
class FuzzTest {

    private static final int MESSAGES = 8_000;

    private static final List<String> SEEDS =
            List.of(
                    Wire.ping(1),
                    Wire.call(2, "test.echo", "{\"message\":\"hello\"}"),
                    Wire.modernCall(3, "test.structured", "{\"a\":1,\"b\":2}"),
                    "{\"jsonrpc\":\"2.0\",\"id\":4,\"method\":\"tools/list\",\"params\":{}}",
                    "{\"jsonrpc\":\"2.0\",\"id\":\"5\",\"method\":\"server/discover\",\"params\":{"
                            + Wire.MODERN_META
                            + "}}",
                    Wire.cancel(2),
                    "{\"jsonrpc\":\"2.0\",\"id\":6,\"method\":\"tools/call\",\"params\":{\"name\":"
                            + "\"test.progress\",\"_meta\":{\"progressToken\":7}}}",
                    "[" + Wire.ping(7) + "," + Wire.ping(8) + "]");

    private static final List<String> SPLICES =
            List.of(
                    "null",
                    "{}",
                    "[]",
                    "\"\\ud800\"",
                    "1e999",
                    "-0",
                    "\\u0000",
                    "{\"a\":",
                    "99999999999999999999",
                    "true",
                    "\"\"",
                    ",",
                    "\"id\":",
                    "\u00e9",
                    "]");

    @Test
    void everyMutationIsAnsweredInKindOrNotAtAll() {
        Random random = new Random(20_260_728);
        try (Wire wire =
                Wire.serving(TestTools.echo(), TestTools.structured(), TestTools.progress())
                        .reading()
                        .initialized("2025-03-26")) {
            Thread.ofVirtual()
                    .start(() -> {
                        for (int i = 0; i < MESSAGES; i++) {
                            wire.send(mutate(random));
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
            assertThat(answers.size()).isGreaterThan(MESSAGES / 2);
        }
    }

    private static void check(JsonNode answer, Set<Integer> codes) {
        if (answer.isArray()) {
            answer.forEach(element -> check(element, codes));
            return;
        }
        assertThat(answer.get("jsonrpc").asString()).isEqualTo("2.0");
        if (answer.has("method")) {
            assertThat(answer.get("method").asString())
                    .isIn("notifications/progress", "notifications/subscriptions/acknowledged");
            return;
        }
        assertThat(answer.has("id") || answer.has("error")).isTrue();
        assertThat(answer.has("result")).isNotEqualTo(answer.has("error"));
        if (answer.has("error")) {
            int code = answer.at("/error/code").asInt();
            codes.add(code);
            assertThat(code).isIn(-32700, -32600, -32601, -32602, -32022);
        }
        assertThat(answer.toString()).doesNotContain("Exception", "dev.hqe", "\\tat ");
    }

    private static byte[] mutate(Random random) {
        byte[] message = SEEDS.get(random.nextInt(SEEDS.size())).getBytes(StandardCharsets.UTF_8);
        int edits = 1 + random.nextInt(3);
        for (int i = 0; i < edits; i++) {
            message = edit(message, random);
        }
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        line.writeBytes(message);
        line.write('\n');
        return line.toByteArray();
    }

    private static byte[] edit(byte[] message, Random random) {
        int at = random.nextInt(message.length);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(message, 0, at);
        switch (random.nextInt(6)) {
            case 0 -> out.write(random.nextInt(256));
            case 1 ->
                    out.writeBytes(
                            SPLICES.get(random.nextInt(SPLICES.size()))
                                    .getBytes(StandardCharsets.UTF_8));
            case 2 -> at = Math.min(message.length - 1, at + 1 + random.nextInt(20));
            case 3 -> {
                int length = Math.min(message.length - at, 1 + random.nextInt(20));
                out.write(message, at, length);
            }
            case 4 -> {
                out.write(message[at] ^ (1 << random.nextInt(8)));
                at++;
            }
            default -> {
                byte[] other =
                        SEEDS.get(random.nextInt(SEEDS.size())).getBytes(StandardCharsets.UTF_8);
                out.write(other, 0, random.nextInt(other.length));
            }
        }
        out.write(message, at, message.length - at);
        return out.size() == 0 ? message : out.toByteArray();
    }
}
