package dev.hqe.mcp;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/// Every way a message can be wrong is answered with the code the JSON-RPC specification gives it,
/// and the next message is served as if nothing had happened.
class MalformedInputTest {

    private final Wire wire = Wire.serving(TestTools.echo()).reading().initialized();

    @AfterEach
    void close() {
        wire.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{bad",
                "nonsense",
                "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"ping\"",
                "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"ping\"} trailing",
                "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"ping\"}{}",
                "{\"jsonrpc\":\"2.0\",\"id\":1,\"id\":2,\"method\":\"ping\"}",
                "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"pi\u0001ng\"}",
                "{\"jsonrpc\":\"2.0\",\"id\":NaN,\"method\":\"ping\"}",
                "{'jsonrpc':'2.0'}",
                "\u0000"
            })
    void answersParseErrorToWhatIsNotJson(String message) {
        JsonNode answer = wire.ask(message);

        assertIsError(answer, -32700);
        assertThat(answer.has("id")).isFalse();
        assertServes();
    }

    @Test
    void refusesDeepNesting() {
        JsonNode answer = wire.ask("[".repeat(100_000) + "]".repeat(100_000));

        assertIsError(answer, -32700);
        assertServes();
    }

    @ParameterizedTest
    @CsvSource({"c080", "eda080", "f5808080", "c3", "80", "fffe", "f08080af"})
    void refusesInvalidUtf8(String hex) {
        byte[] bad = HexFormat.of().parseHex(hex);
        byte[] head =
                "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"".getBytes(StandardCharsets.UTF_8);
        byte[] tail = "\"}\n".getBytes(StandardCharsets.UTF_8);
        byte[] message = new byte[head.length + bad.length + tail.length];
        System.arraycopy(head, 0, message, 0, head.length);
        System.arraycopy(bad, 0, message, head.length, bad.length);
        System.arraycopy(tail, 0, message, head.length + bad.length, tail.length);

        wire.send(message);

        JsonNode answer = wire.receive();
        assertIsError(answer, -32700);
        assertThat(answer.at("/error/message").asString()).contains("not UTF-8");
        assertServes();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "5",
                "\"text\"",
                "null",
                "[]",
                "[{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"ping\"}]",
                "{}",
                "{\"jsonrpc\":\"2.0\"}",
                "{\"jsonrpc\":\"2.0\",\"method\":5}",
                "{\"jsonrpc\":\"2.0\",\"id\":null,\"method\":\"ping\"}",
                "{\"jsonrpc\":\"2.0\",\"id\":1.5,\"method\":\"ping\"}",
                "{\"jsonrpc\":\"2.0\",\"id\":{},\"method\":\"ping\"}",
                "{\"jsonrpc\":\"2.0\",\"id\":true,\"method\":\"ping\"}",
                "{\"jsonrpc\":\"2.0\",\"id\":99999999999999999999999,\"method\":\"ping\"}",
                "{\"jsonrpc\":\"2.0\",\"id\":\"\\ud800\",\"method\":\"ping\"}",
                "{\"jsonrpc\":\"1.0\",\"method\":\"ping\"}",
                "{\"jsonrpc\":2.0,\"method\":\"ping\"}",
                "{\"method\":\"ping\"}"
            })
    void answersInvalidRequestWithoutIdWhereNoneCanBeRead(String message) {
        JsonNode answer = wire.ask(message);

        assertIsError(answer, -32600);
        assertThat(answer.has("id")).isFalse();
        assertServes();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"jsonrpc\":\"2.0\",\"id\":7}",
                "{\"id\":7,\"method\":\"ping\"}",
                "{\"jsonrpc\":\"2.0\",\"id\":7,\"method\":null}",
                "{\"jsonrpc\":\"2.0\",\"id\":7,\"method\":\"\"}"
            })
    void answersInvalidRequestWithTheIdWhereItCanBeRead(String message) {
        JsonNode answer = wire.ask(message);

        assertIsError(answer, -32600);
        assertThat(answer.get("id").asInt()).isEqualTo(7);
        assertServes();
    }

    @ParameterizedTest
    @ValueSource(strings = {"no/such", "server/unknown", "prompts/list", "tasks/list"})
    void answersMethodNotFound(String method) {
        JsonNode answer = wire.ask("{\"jsonrpc\":\"2.0\",\"id\":7,\"method\":\"" + method + "\"}");

        assertIsError(answer, -32601);
        assertThat(answer.at("/error/message").asString()).contains(method, "tools/call");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"tools/call\",\"params\":[]",
                "\"tools/call\",\"params\":null",
                "\"tools/call\",\"params\":5",
                "\"tools/call\"",
                "\"tools/call\",\"params\":{\"name\":5}",
                "\"tools/call\",\"params\":{\"name\":\"\"}",
                "\"tools/call\",\"params\":{\"name\":\"a b\"}",
                "\"tools/call\",\"params\":{\"name\":\"test.none\"}",
                "\"tools/call\",\"params\":{\"name\":\"test.echo\",\"arguments\":[]}",
                "\"tools/call\",\"params\":{\"name\":\"test.echo\",\"arguments\":{\"message\":\"\"},"
                        + "\"_meta\":{\"progressToken\":{}}}",
                "\"tools/list\",\"params\":{\"cursor\":5}",
                "\"tools/list\",\"params\":{\"cursor\":\"nonsense\"}",
                "\"tools/list\",\"params\":{\"cursor\":\"!\"}"
            })
    void answersInvalidParams(String methodAndParams) {
        JsonNode answer =
                wire.ask("{\"jsonrpc\":\"2.0\",\"id\":7,\"method\":" + methodAndParams + "}");

        assertIsError(answer, -32602);
        assertThat(answer.get("id").asInt()).isEqualTo(7);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"jsonrpc\":\"2.0\",\"method\":\"no/such\"}",
                "{\"jsonrpc\":\"2.0\",\"method\":\"notifications/cancelled\"}",
                "{\"jsonrpc\":\"2.0\",\"method\":\"notifications/cancelled\",\"params\":5}",
                "{\"jsonrpc\":\"2.0\",\"method\":\"notifications/cancelled\","
                        + "\"params\":{\"requestId\":\"none\"}}",
                "{\"jsonrpc\":\"2.0\",\"id\":1,\"result\":{}}",
                "{\"jsonrpc\":\"2.0\",\"id\":1,\"error\":{\"code\":1,\"message\":\"x\"}}",
                "",
                "   ",
                "\r"
            })
    void staysSilentWhereNoAnswerIsDue(String message) {
        wire.send(message);

        assertServes();
    }

    @Test
    void skipsMessageThatIsTooLargeAndLivesOn() {
        ConnectionLimits small =
                new ConnectionLimits(
                        1_000,
                        8,
                        8_000,
                        100_000,
                        Duration.ofSeconds(10),
                        Duration.ofSeconds(1),
                        10);
        try (Wire bounded =
                new Wire(ToolProvider.of(TestTools.echo()), RoadLimits.DEFAULT, small)) {
            bounded.reading().initialized();

            JsonNode answer = bounded.ask("{\"a\":\"" + "x".repeat(300_000) + "\"}");

            assertIsError(answer, -32600);
            assertThat(answer.at("/error/message").asString())
                    .isEqualTo("Invalid request: message larger than 1000 bytes");
            assertThat(bounded.ask(Wire.ping(1)).has("result")).isTrue();
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '^',
            value = {
                "{'jsonrpc':'2.0','id':7,'method':'m','params':{'id':8,'x':'TEXT'}}|7",
                "{'params':{'id':8,'x':['TEXT','}\\\\',{}]},'method':'m', 'id' : 'a\\u0020b' }|'a b'",
                "{'method':'m','params':'TEXT','id':null}|",
                "{'method':'m','params':'TEXT'}|",
                "{'id':7,'result':{'method':'TEXT'}}|",
                "[{'id':7,'method':'m','params':'TEXT'}]|",
                "{'id':{'id':7},'method':'m','params':'TEXT'}|",
                "TEXT|",
                "{'id':7,'method':'m','params':{|7",
            })
    void answersARequestThatIsTooLargeByItsId(String message, @Nullable String id) {
        ConnectionLimits small =
                new ConnectionLimits(
                        1_000,
                        8,
                        8_000,
                        100_000,
                        Duration.ofSeconds(10),
                        Duration.ofSeconds(1),
                        10);
        String large = message.replace('\'', '"').replace("TEXT", "x{}[],:\\\"".repeat(20_000));
        try (Wire bounded =
                new Wire(ToolProvider.of(TestTools.echo()), RoadLimits.DEFAULT, small)) {
            bounded.reading().initialized();

            JsonNode answer = bounded.ask(large + " ".repeat(1_000));

            assertIsError(answer, -32600);
            assertThat(answer.has("id")).isEqualTo(id != null);
            assertThat(answer.path("id").toString())
                    .isEqualTo(id == null ? "" : id.replace('\'', '"'));
        }
    }

    @Test
    void takesLinesEndedByCarriageReturnAndNewline() {
        JsonNode answer = wire.ask(Wire.ping(3) + "\r");

        assertThat(answer.get("id").asInt()).isEqualTo(3);
    }

    private static void assertIsError(JsonNode answer, int code) {
        assertThat(answer.get("jsonrpc").asString()).isEqualTo("2.0");
        assertThat(answer.at("/error/code").asInt()).as(answer.toString()).isEqualTo(code);
        assertThat(answer.at("/error/message").asString()).isNotEmpty().doesNotContain("\tat ");
    }

    private void assertServes() {
        JsonNode answer = wire.ask(Wire.ping(4711));
        assertThat(answer.get("id").asInt()).as(answer.toString()).isEqualTo(4711);
        assertThat(answer.has("result")).isTrue();
    }
}
