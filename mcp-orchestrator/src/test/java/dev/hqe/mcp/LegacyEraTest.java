package dev.hqe.mcp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/// The handshake era, 2024-11-05 to 2025-11-25, on the wire.
class LegacyEraTest {

    @ParameterizedTest
    @CsvSource({
        "2025-11-25,2025-11-25",
        "2025-06-18,2025-06-18",
        "2025-03-26,2025-03-26",
        "2024-11-05,2024-11-05",
        "2026-07-28,2025-11-25",
        "1900-01-01,2025-11-25"
    })
    void answersWithTheVersionAskedForOrTheNewest(String asked, String given) {
        try (Wire wire = Wire.serving(TestTools.echo()).reading()) {
            JsonNode answer = wire.ask(Wire.initialize(asked));

            assertThat(answer.at("/result/protocolVersion").asString()).isEqualTo(given);
            assertThat(answer.at("/result/serverInfo/name").asString()).isEqualTo("wire-server");
            assertThat(answer.at("/result/capabilities/tools/listChanged").asBoolean()).isTrue();
            assertThat(answer.at("/result/instructions").asString()).isEqualTo("Be kind.");
        }
    }

    @Test
    void onlyPingIsServedBeforeInitialize() {
        try (Wire wire = Wire.serving(TestTools.echo()).reading()) {
            JsonNode ping = wire.ask(Wire.ping(1));
            JsonNode call = wire.ask(Wire.call(2, "test.echo", "{\"message\":\"x\"}"));

            assertThat(ping.toString()).isEqualTo("{\"jsonrpc\":\"2.0\",\"id\":1,\"result\":{}}");
            assertThat(call.at("/error/code").asInt()).isEqualTo(-32602);
            assertThat(call.at("/error/message").asString())
                    .contains("send initialize first", "io.modelcontextprotocol/protocolVersion");
        }
    }

    @Test
    void refusesSecondInitialize() {
        try (Wire wire = Wire.serving().reading().initialized()) {
            JsonNode answer = wire.ask(Wire.initialize("2025-11-25"));

            assertThat(answer.at("/error/code").asInt()).isEqualTo(-32600);
        }
    }

    @Test
    void refusesInitializeWithoutClientInfo() {
        try (Wire wire = Wire.serving().reading()) {
            JsonNode answer =
                    wire.ask(
                            "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"initialize\",\"params\":{"
                                    + "\"protocolVersion\":\"2025-11-25\",\"capabilities\":{}}}");

            assertThat(answer.at("/error/code").asInt()).isEqualTo(-32602);
            assertThat(answer.at("/error/message").asString()).contains("clientInfo");
        }
    }

    @Test
    void resultHasTheLegacyShape() {
        try (Wire wire = Wire.serving(TestTools.structured()).reading().initialized()) {
            JsonNode answer = wire.ask(Wire.call(1, "test.structured", "{\"a\":1,\"b\":2}"));

            assertThat(answer.toString())
                    .isEqualTo(
                            "{\"jsonrpc\":\"2.0\",\"id\":1,\"result\":{\"content\":[{\"type\":\"text\","
                                    + "\"text\":\"{\\\"sum\\\":3}\"}],\"structuredContent\":{\"sum\":3},"
                                    + "\"isError\":false}}");
        }
    }

    @Test
    void structuredValueThatIsNoObjectIsLeftOut() {
        try (Wire wire = Wire.serving(TestTools.array()).reading().initialized()) {
            JsonNode list = wire.ask("{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"tools/list\"}");
            JsonNode answer = wire.ask(Wire.call(2, "test.array", "{}"));

            assertThat(list.at("/result/tools/0").has("outputSchema")).isFalse();
            assertThat(answer.at("/result").has("structuredContent")).isFalse();
            assertThat(answer.at("/result/content/0/text").asString()).isEqualTo("[1,2]");
        }
    }

    @ParameterizedTest
    @CsvSource({"2025-11-25,true", "2025-06-18,true", "2025-03-26,false"})
    void aLargeStructuredValueIsSaidOnce(String version, boolean structured) {
        String big = "y".repeat(10 << 20);
        Tool tool =
                TestTools.tool(
                        "test.big",
                        "{\"type\":\"object\"}",
                        call ->
                                ToolOutcome.Ok.structured(
                                        JsonNodeFactory.instance.objectNode().put("big", big)));
        try (Wire wire = Wire.serving(tool).reading().initialized(version)) {
            JsonNode result = wire.ask(Wire.call(1, "test.big", "{}")).get("result");

            assertThat(result.has("structuredContent")).isEqualTo(structured);
            assertThat(result.path("structuredContent").path("big").asString(big).length())
                    .isEqualTo(big.length());
            String text = result.at("/content/0/text").asString();
            if (structured) {
                assertThat(text).isEqualTo("The result is in structuredContent (10485770 bytes).");
            } else {
                assertThat(text).hasSize(10_485_770).startsWith("{\"big\":\"yyy");
            }
        }
    }

    @Test
    void aLargeValueThatIsNoObjectIsSaidAsText() {
        Tool tool =
                TestTools.tool(
                        "test.big",
                        "{\"type\":\"object\"}",
                        call ->
                                ToolOutcome.Ok.structured(
                                        JsonNodeFactory.instance
                                                .arrayNode()
                                                .add("y".repeat(100_000))));
        try (Wire wire = Wire.serving(tool).reading().initialized()) {
            JsonNode result = wire.ask(Wire.call(1, "test.big", "{}")).get("result");

            assertThat(result.has("structuredContent")).isFalse();
            assertThat(result.at("/content/0/text").asString()).hasSize(100_004).startsWith("[");
        }
    }

    @ParameterizedTest
    @CsvSource({"2025-11-25,true", "2025-06-18,false", "2025-03-26,false", "2024-11-05,false"})
    void unfitArgumentsAreToldAsTheVersionSays(String version, boolean asResult) {
        try (Wire wire = Wire.serving(TestTools.echo()).reading().initialized(version)) {
            JsonNode answer = wire.ask(Wire.call(1, "test.echo", "{\"message\":5}"));

            assertThat(answer.at("/result/isError").asBoolean(false)).isEqualTo(asResult);
            assertThat(answer.at("/error/code").asInt(0)).isEqualTo(asResult ? 0 : -32602);
            assertThat(answer.toString()).contains("/message", "must be string, not integer");
        }
    }

    @Test
    void pagesThroughManyToolsEachOnce() {
        Tool[] many =
                IntStream.range(0, 250)
                        .mapToObj(i ->
                                TestTools.tool(
                                        "test.t%03d".formatted(i),
                                        "{\"type\":\"object\"}",
                                        call -> ToolOutcome.Ok.text("")))
                        .toArray(Tool[]::new);
        try (Wire wire = Wire.serving(many).reading().initialized()) {
            List<String> names = new ArrayList<>();
            String cursor = "";
            int pages = 0;
            do {
                JsonNode page =
                        wire.ask(
                                "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"tools/list\",\"params\":{"
                                        + cursor
                                        + "}}");
                page.at("/result/tools").forEach(tool -> names.add(tool.get("name").asString()));
                cursor =
                        page.at("/result").has("nextCursor")
                                ? "\"cursor\":" + page.at("/result/nextCursor")
                                : "";
                pages++;
            } while (!cursor.isEmpty());

            assertThat(pages).isEqualTo(3);
            assertThat(names).hasSize(250).doesNotHaveDuplicates().isSorted();
        }
    }

    @Test
    void batchIsAnsweredAsOneArrayWhereTheVersionHasIt() {
        try (Wire wire = Wire.serving(TestTools.echo()).reading().initialized("2025-03-26")) {
            JsonNode answer =
                    wire.ask(
                            "["
                                    + Wire.ping(1)
                                    + ","
                                    + Wire.call(2, "test.echo", "{\"message\":\"b\"}")
                                    + ",5,{\"jsonrpc\":\"2.0\",\"method\":\"notifications/x\"}]");

            assertThat(answer.isArray()).isTrue();
            assertThat(answer).hasSize(3);
            assertThat(answer.toString())
                    .contains(
                            "\"id\":1,\"result\":{}",
                            "Echo: b",
                            "{\"jsonrpc\":\"2.0\",\"error\":",
                            "-32600");
        }
    }

    @Test
    void aBatchWhoseAnswersAreTooLargeIsAnsweredWithErrorsForTheRest() {
        Tool big =
                TestTools.tool(
                        "test.big",
                        "{\"type\":\"object\"}",
                        call -> ToolOutcome.Ok.text("x".repeat(40_000)));
        ConnectionLimits tight =
                new ConnectionLimits(
                        10_000,
                        16,
                        100_000,
                        100_000,
                        Duration.ofSeconds(10),
                        Duration.ofSeconds(5),
                        10);
        try (Wire wire = new Wire(ToolProvider.of(big), RoadLimits.DEFAULT, tight)) {
            wire.reading().initialized("2025-03-26");
            String batch =
                    IntStream.range(0, 5)
                            .mapToObj(id -> Wire.call(id, "test.big", "{}"))
                            .collect(Collectors.joining(",", "[", "]"));

            refusesWhatHasNoRoom(wire.ask(batch));
            // The room of a batch is given back just after its answer has gone out.
            await().untilAsserted(() -> refusesWhatHasNoRoom(wire.ask(batch)));
        }
    }

    private static void refusesWhatHasNoRoom(JsonNode answer) {
        assertThat(answer.valueStream().map(one -> one.get("id").asInt()))
                .containsExactlyInAnyOrder(0, 1, 2, 3, 4);
        assertThat(answer.valueStream().filter(one -> one.has("result"))).hasSize(2);
        assertThat(
                        answer.valueStream()
                                .map(one -> one.at("/error/message").asString(""))
                                .filter(message -> !message.isEmpty()))
                .hasSize(3)
                .containsOnly(
                        "the batch's answers are larger than 100000 bytes: send this"
                                + " request by itself");
    }

    @Test
    void batchOfNotificationsIsNotAnswered() {
        try (Wire wire = Wire.serving().reading().initialized("2025-03-26")) {
            wire.send("[{\"jsonrpc\":\"2.0\",\"method\":\"notifications/x\"}]");

            assertThat(wire.ask(Wire.ping(9)).get("id").asInt()).isEqualTo(9);
            assertThat(wire.ask("[]").at("/error/code").asInt()).isEqualTo(-32600);
        }
    }

    @Test
    void tellsOfChangedToolsOnceTheClientIsReady() {
        ChangingTools tools = new ChangingTools();
        try (Wire wire = new Wire(tools, RoadLimits.DEFAULT, ConnectionLimits.DEFAULT).reading()) {
            wire.ask(Wire.initialize("2025-11-25"));
            tools.add(TestTools.echo());
            wire.send("{\"jsonrpc\":\"2.0\",\"method\":\"notifications/initialized\"}");
            JsonNode before = wire.ask("{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"tools/list\"}");
            tools.add(TestTools.progress());

            assertThat(before.at("/result/tools")).hasSize(1);
            assertThat(wire.receive().get("method").asString())
                    .isEqualTo("notifications/tools/list_changed");
            JsonNode after = wire.ask("{\"jsonrpc\":\"2.0\",\"id\":2,\"method\":\"tools/list\"}");
            assertThat(after.at("/result/tools")).hasSize(2);
        }
    }

    /// A provider whose tools come one by one.
    static final class ChangingTools implements ToolProvider {

        private final List<Tool> tools = new CopyOnWriteArrayList<>();
        private final Listeners<Runnable> listeners = new Listeners<>();

        void add(Tool tool) {
            tools.add(tool);
            listeners.tell(Runnable::run);
        }

        @Override
        public List<Tool> tools() {
            return tools;
        }

        @Override
        public Registration onChange(Runnable listener) {
            return listeners.add(listener);
        }
    }
}
