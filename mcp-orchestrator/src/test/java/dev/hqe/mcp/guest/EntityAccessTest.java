package dev.hqe.mcp.guest;

import static dev.hqe.mcp.sandbox.HostCall.ENTITY_GET;
import static dev.hqe.mcp.sandbox.HostCall.ENTITY_PUT;
import static dev.hqe.mcp.sandbox.HostCall.ENTITY_QUERY;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hqe.kernel.entity.EntityId;
import dev.hqe.mcp.sandbox.HostAnswer;
import dev.hqe.mcp.sandbox.Permission;
import dev.hqe.mcp.tools.WorkbenchForTests;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

class EntityAccessTest {

    private static final String OWN = "entities: {read: [Reading], write: [Reading]}";

    @TempDir Path work;
    private final WorkbenchForTests workbench;
    private final WeatherTopic topic;

    EntityAccessTest(@TempDir Path data) throws Exception {
        workbench = new WorkbenchForTests(data);
        topic = WeatherTopic.with(data, OWN, workbench);
    }

    @AfterEach
    void close() {
        topic.close();
        workbench.close();
    }

    private long put(String id, double celsius) {
        String request =
                "{\"kind\": \"Reading\", \"id\": \"%s\", \"data\": {\"celsius\": %s}}"
                        .formatted(id, celsius);
        return topic.ask(ENTITY_PUT, request).path("version").asLong();
    }

    private static List<String> ids(JsonNode answer) {
        return answer.path("entities").valueStream().map(e -> e.path("id").asString()).toList();
    }

    @Test
    void whatAProgramStoresItCanRead() {
        assertThat(put("weather/1", 3.5)).isEqualTo(1);
        assertThat(put("weather/1", 4)).isEqualTo(2);

        JsonNode entity = topic.ask(ENTITY_GET, "{\"kind\": \"Reading\", \"id\": \"weather/1\"}");

        assertThat(entity.path("topic_id").asString()).isEqualTo("weather");
        assertThat(entity.path("version").asLong()).isEqualTo(2);
        assertThat(entity.at("/data/celsius").asDouble()).isEqualTo(4);
        assertThat(topic.isAbsent(ENTITY_GET, "{\"kind\": \"Reading\", \"id\": \"weather/2\"}"))
                .isTrue();
    }

    @Test
    void dataThatDoNotFollowTheSchemaAreAnsweredWithPointers() {
        JsonNode answer =
                topic.ask(
                        ENTITY_PUT,
                        """
                        {"kind": "Reading", "id": "weather/1", "data": {"celsius": "warm", "plce": 1}}
                        """);

        assertThat(answer.path("error").asString()).contains("schema of Reading");
        assertThat(answer.path("violations").valueStream().map(v -> v.path("pointer").asString()))
                .containsExactlyInAnyOrder("/celsius", "");
        assertThat(answer.toString()).contains("did you mean 'place'?");
        assertThat(workbench.entities().get(new EntityId("weather/1"))).isEmpty();
    }

    @Test
    void queriesPageThroughWhatTheyFind() {
        for (int i = 1; i <= 5; i++) {
            put("weather/" + i, i);
        }
        String warm =
                """
                {"kind": "Reading", "limit": 2, "where": [{"field": "celsius", "op": "greater", "value": 2}]%s}
                """;

        JsonNode first = topic.ask(ENTITY_QUERY, warm.formatted(""));
        JsonNode second =
                topic.ask(
                        ENTITY_QUERY,
                        warm.formatted(", \"after\": \"" + first.path("next").asString() + "\""));

        assertThat(ids(first)).containsExactly("weather/3", "weather/4");
        assertThat(ids(second)).containsExactly("weather/5");
        assertThat(second.has("next")).isFalse();
    }

    @Test
    void anAnswerIsNoLargerThanItsBoundAndTheRestComesWithTheNextPage() {
        String text = "x".repeat(900_000);
        for (int i = 1; i <= 6; i++) {
            topic.ask(
                    ENTITY_PUT,
                    """
                    {"kind": "Reading", "id": "weather/%d", "data": {"celsius": 1, "place": "%s"}}
                    """
                            .formatted(i, text));
        }

        JsonNode first = topic.ask(ENTITY_QUERY, "{\"kind\": \"Reading\"}");
        JsonNode second =
                topic.ask(
                        ENTITY_QUERY,
                        "{\"kind\": \"Reading\", \"after\": \""
                                + first.path("next").asString()
                                + "\"}");

        assertThat(ids(first)).hasSize(4);
        assertThat(ids(second)).containsExactly("weather/5", "weather/6");
    }

    @Test
    void anotherTopicsEntitiesAreReadOnlyIfThatIsGranted() throws Exception {
        workbench.store("notes/1", "a", "text");
        String request = "{\"kind\": \"Note\", \"topic\": \"notes\", \"id\": \"notes/1\"}";

        HostAnswer.Refused<byte[]> refused = topic.refused(ENTITY_GET, request);
        try (WeatherTopic reader =
                WeatherTopic.with(work, "entities: {read: [notes.Note]}", workbench)) {
            assertThat(reader.ask(ENTITY_GET, request).at("/data/text").asString())
                    .isEqualTo("text");
        }

        assertThat(refused.permission()).isEqualTo(Permission.ENTITIES_READ);
        assertThat(refused.reason())
                .isEqualTo(
                        "reading entities notes.Note is not granted. Below permissions in its"
                                + " topic.yaml add: entities: {read: [notes.Note]} - and grant it"
                                + " again: hqe topic grant weather");
    }

    @Test
    void anIdThatBelongsToAnotherKindTellsNothing() {
        workbench.store("notes/1", "a", "text");

        assertThat(topic.isAbsent(ENTITY_GET, "{\"kind\": \"Reading\", \"id\": \"notes/1\"}"))
                .isTrue();
        assertThat(
                        topic.failed(
                                ENTITY_PUT,
                                "{\"kind\": \"Reading\", \"id\": \"notes/1\", \"data\":"
                                        + " {\"celsius\": 1}}"))
                .contains("begins with 'weather/'")
                .doesNotContain("Note");
    }

    @Test
    void aKindThatIsNotGrantedIsNotStored() {
        HostAnswer.Refused<byte[]> refused =
                topic.refused(
                        ENTITY_PUT,
                        "{\"kind\": \"Station\", \"id\": \"weather/s\", \"data\": {\"celsius\":"
                                + " 1}}");

        assertThat(refused.permission()).isEqualTo(Permission.ENTITIES_WRITE);
        assertThat(refused.reason()).contains("entities: {write: [Station]}");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "no json | is no JSON",
                "[1] | is a JSON object",
                "{\"kind\": \"Reading\", \"id\": 7} | id is a text",
                "{\"kind\": \"Reading\", \"id\": \"\"} | 1 to 1024 characters",
                "{\"kind\": \"a b\", \"id\": \"x\"} | is not the name of a kind",
                "{\"kind\": \"Reading\", \"id\": \"x\", \"topc\": \"y\"} | did you mean 'topic'?",
                "{\"kind\": \"Reading\", \"id\": \"x\", \"topic\": \"Y\"} | is not the id of a Topic"
            })
    void aQuestionThatIsNoneIsToldWhy(String request, String why) {
        assertThat(topic.failed(ENTITY_GET, request)).startsWith("hqe_entity_get: ").contains(why);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "\"limit\": 0 | limit is a whole number from 1 to 1000",
                "\"limit\": 1001 | limit is a whole number from 1 to 1000",
                "\"limit\": \"7\" | limit is a whole number",
                "\"where\": {} | where is an array",
                "\"where\": [{\"field\": \"a\"}] | a condition is",
                "\"where\": [{\"field\": \"a\", \"op\": \"is\", \"value\": 1}] | is no op; there are equal",
                "\"where\": [{\"field\": \"a'--\", \"op\": \"equal\", \"value\": 1}] | is not a path",
                "\"where\": [{\"field\": \"a\", \"op\": \"equal\", \"value\": [1]}] | a string, a number"
            })
    void aQueryThatIsNoneIsToldWhy(String part, String why) {
        assertThat(topic.failed(ENTITY_QUERY, "{\"kind\": \"Reading\", " + part + "}"))
                .contains(why);
    }

    @Test
    void oneCallStoresSoMuchAndNoMore() {
        for (int i = 0; i < 1_000; i++) {
            put("weather/" + i, 1);
        }

        assertThat(
                        topic.failed(
                                ENTITY_PUT,
                                "{\"kind\": \"Reading\", \"id\": \"weather/more\", \"data\":"
                                        + " {\"celsius\": 1}}"))
                .contains("at most 1000 entities stored");
        topic.nextCall();
        assertThat(put("weather/more", 1)).isEqualTo(1);
    }
}
