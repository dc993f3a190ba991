package dev.hqe.mcp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class ResourcesAndPromptsTest {

    private static final ConnectionLimits TWO_A_PAGE =
            new ConnectionLimits(
                    1 << 20,
                    64,
                    1 << 20,
                    1 << 20,
                    Duration.ofSeconds(30),
                    Duration.ofSeconds(2),
                    2);

    private final TestResources resources = new TestResources(5);
    private final Wire wire =
            Wire.serving(
                            TWO_A_PAGE,
                            resources,
                            new TestPrompt("test.greeting"),
                            new TestPrompt("test.asks"))
                    .reading();

    @AfterEach
    void close() {
        wire.close();
    }

    @Test
    void whatThereIsIsDeclaredInBothEras() {
        JsonNode modern = wire.ask(Wire.modern(1, "server/discover", "", "{}"));
        JsonNode legacy = wire.ask(Wire.initialize("2025-11-25"));

        assertThat(modern.at("/result/capabilities").toString())
                .contains(
                        "\"resources\":{\"subscribe\":true,\"listChanged\":true}",
                        "\"prompts\":{\"listChanged\":true}",
                        "\"completions\":{}",
                        "\"logging\":{}",
                        "io.modelcontextprotocol/tasks");
        assertThat(legacy.at("/result/capabilities").toString())
                .contains("\"resources\":{\"subscribe\":true", "\"completions\":{}")
                .doesNotContain("tasks");
    }

    @Test
    void pagesThroughResourcesInOrderWhileTheyChange() {
        wire.initialized();
        List<String> uris = new ArrayList<>();

        String cursor = "";
        do {
            JsonNode result =
                    wire.ask(
                                    Wire.legacy(
                                            1,
                                            "resources/list",
                                            cursor.isEmpty()
                                                    ? "{}"
                                                    : "{\"cursor\":\"" + cursor + "\"}"))
                            .get("result");
            result.get("resources").forEach(one -> uris.add(one.get("uri").asString()));
            cursor = result.path("nextCursor").asString("");
            resources.texts.remove("mem:/b");
        } while (!cursor.isEmpty());

        assertThat(uris).containsExactly("mem:/a", "mem:/b", "mem:/c", "mem:/d", "mem:/e");
        assertThat(
                        wire.ask(Wire.legacy(2, "resources/list", "{\"cursor\":\"x\"}"))
                                .at("/error/code")
                                .asInt())
                .isEqualTo(-32602);
    }

    @Test
    void readsWithTheHintsOfTheEra() {
        JsonNode modern = wire.ask(Wire.modern(1, "resources/read", "\"uri\":\"mem:/a\"", "{}"));
        wire.initialized();
        JsonNode legacy = wire.ask(Wire.legacy(2, "resources/read", "{\"uri\":\"mem:/a\"}"));

        assertThat(modern.at("/result/contents/0/text").asString()).isEqualTo("text 0");
        assertThat(modern.get("result").toString())
                .contains("\"resultType\":\"complete\"", "\"ttlMs\":", "\"cacheScope\":\"private\"")
                .contains("test/seen", "wire-server");
        assertThat(legacy.get("result").toString())
                .isEqualTo(
                        "{\"_meta\":{\"test/seen\":true},\"contents\":[{\"uri\":\"mem:/a\","
                                + "\"text\":\"text 0\"}]}");
    }

    @Test
    void anUnknownResourceIsAnErrorOfTheEra() {
        JsonNode modern = wire.ask(Wire.modern(1, "resources/read", "\"uri\":\"mem:/no\"", "{}"));
        wire.initialized();
        JsonNode legacy = wire.ask(Wire.legacy(2, "resources/read", "{\"uri\":\"mem:/no\"}"));

        assertThat(modern.at("/error/code").asInt()).isEqualTo(-32602);
        assertThat(modern.at("/error/data/uri").asString()).isEqualTo("mem:/no");
        assertThat(legacy.at("/error/code").asInt()).isEqualTo(-32002);
    }

    @Test
    void aLegacyClientHearsOfWhatItWatches() {
        wire.initialized();
        wire.ask(Wire.legacy(1, "resources/subscribe", "{\"uri\":\"mem:/a\"}"));

        resources.put("mem:/b", "not watched");
        resources.put("mem:/a", "new");

        JsonNode told = wire.receive();
        assertThat(told.get("method").asString()).isEqualTo("notifications/resources/updated");
        assertThat(told.at("/params/uri").asString()).isEqualTo("mem:/a");
        assertThat(resources.watched).containsEntry("mem:/a", true);
        wire.ask(Wire.legacy(2, "resources/unsubscribe", "{\"uri\":\"mem:/a\"}"));
        assertThat(resources.watched).containsEntry("mem:/a", false);
    }

    @Test
    void aSubscriptionIsToldWhatItAskedForAndNothingElse() {
        JsonNode acknowledged =
                wire.ask(
                        Wire.modern(
                                7,
                                "subscriptions/listen",
                                "\"notifications\":{\"resourcesListChanged\":true,"
                                        + "\"resourceSubscriptions\":[\"mem:/a\"],\"other\":true}",
                                "{}"));
        assertThat(acknowledged.at("/params/notifications").toString())
                .isEqualTo(
                        "{\"resourcesListChanged\":true,\"resourceSubscriptions\":[\"mem:/a\"]}");

        resources.put("mem:/a", "new");
        JsonNode updated = wire.receive();
        resources.put("mem:/z", "one more");
        JsonNode listed = wire.receive();

        assertThat(updated.get("method").asString()).isEqualTo("notifications/resources/updated");
        assertThat(updated.at("/params/_meta").toString()).contains("subscriptionId\":7");
        assertThat(listed.get("method").asString())
                .isEqualTo("notifications/resources/list_changed");
        wire.send(Wire.cancel(7));
        await().untilAsserted(() -> assertThat(resources.watched).containsEntry("mem:/a", false));
    }

    @Test
    void promptsAreListedFilledInAndChecked() {
        JsonNode list = wire.ask(Wire.modern(1, "prompts/list", "", "{}"));
        JsonNode got =
                wire.ask(
                        Wire.modern(
                                2,
                                "prompts/get",
                                "\"name\":\"test.greeting\",\"arguments\":{\"name\":\"Ada\"}",
                                "{}"));
        JsonNode lacking =
                wire.ask(Wire.modern(3, "prompts/get", "\"name\":\"test.greeting\"", "{}"));
        JsonNode unknown = wire.ask(Wire.modern(4, "prompts/get", "\"name\":\"no\"", "{}"));

        assertThat(list.at("/result/prompts/0/name").asString()).isEqualTo("test.asks");
        assertThat(got.at("/result/messages/0/content/text").asString()).isEqualTo("Hello Ada");
        assertThat(lacking.at("/error/code").asInt()).isEqualTo(-32602);
        assertThat(lacking.at("/error/message").asString()).contains("name");
        assertThat(unknown.at("/error/code").asInt()).isEqualTo(-32602);
    }

    @Test
    void completesPromptsAndTemplates() {
        JsonNode prompt =
                wire.ask(
                        Wire.modern(
                                1,
                                "completion/complete",
                                "\"ref\":{\"type\":\"ref/prompt\",\"name\":\"test.greeting\"},"
                                        + "\"argument\":{\"name\":\"name\",\"value\":\"a\"}",
                                "{}"));
        JsonNode template =
                wire.ask(
                        Wire.modern(
                                2,
                                "completion/complete",
                                "\"ref\":{\"type\":\"ref/resource\",\"uri\":\"mem:/{letter}\"},"
                                        + "\"argument\":{\"name\":\"letter\",\"value\":\"c\"}",
                                "{}"));

        assertThat(prompt.at("/result/completion").toString())
                .isEqualTo("{\"values\":[\"Ada\",\"Alan\"],\"total\":2,\"hasMore\":false}");
        assertThat(template.at("/result/completion/values").toString()).isEqualTo("[\"c\"]");
    }

    @Test
    void logMessagesComeAtTheLevelThatWasAskedFor() {
        wire.send(
                Wire.modern(1, "tools/call", "\"name\":\"test.logging\"", "{}")
                        .replace(
                                "\"_meta\":{",
                                "\"_meta\":{\"io.modelcontextprotocol/logLevel\":\"error\","));
        JsonNode modern = wire.receive();
        assertThat(wire.receive().has("result")).isTrue();
        JsonNode silent = wire.ask(Wire.modern(2, "tools/call", "\"name\":\"test.logging\"", "{}"));
        wire.initialized();
        wire.ask(Wire.legacy(3, "logging/setLevel", "{\"level\":\"info\"}"));
        wire.send(Wire.call(4, "test.logging", "{}"));
        JsonNode info = wire.receive();

        assertThat(modern.at("/params/level").asString()).isEqualTo("error");
        assertThat(silent.has("result")).isTrue();
        assertThat(info.at("/params").toString())
                .isEqualTo("{\"level\":\"info\",\"logger\":\"test\",\"data\":\"at info\"}");
        assertThat(wire.receive().at("/params/level").asString()).isEqualTo("error");
        assertThat(wire.receive().get("id").asInt()).isEqualTo(4);
        assertThat(wire.ask(Wire.legacy(5, "logging/setLevel", "{\"level\":\"loud\"}")).toString())
                .contains("-32602", "emergency");
    }

    @Test
    void readingAndFillingInMayAskTheClient() {
        String able = "{\"elicitation\":{}}";
        JsonNode read = wire.ask(Wire.modern(1, "resources/read", "\"uri\":\"mem:/asks\"", able));
        JsonNode got = wire.ask(Wire.modern(2, "prompts/get", "\"name\":\"test.asks\"", able));

        assertThat(read.at("/result/resultType").asString()).isEqualTo("input_required");
        assertThat(got.at("/result/inputRequests/name/method").asString())
                .isEqualTo("elicitation/create");
        JsonNode again =
                wire.ask(
                        Wire.modern(
                                3,
                                "prompts/get",
                                "\"name\":\"test.asks\",\"inputResponses\":{\"name\":{\"action\":"
                                        + "\"accept\",\"content\":{\"name\":\"Ada\"}}},"
                                        + "\"requestState\":\""
                                        + got.at("/result/requestState").asString()
                                        + "\"",
                                able));
        assertThat(again.at("/result/messages/0/content/text").asString()).isEqualTo("Hello Ada");
    }
}
