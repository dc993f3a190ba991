package dev.hqe.mcp.tools;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hqe.kernel.entity.Kind;
import dev.hqe.kernel.entity.TopicId;
import dev.hqe.kernel.json.Json;
import dev.hqe.kernel.json.JsonSchema;
import dev.hqe.kernel.json.SourceDocument;
import dev.hqe.mcp.Access;
import dev.hqe.mcp.Principal;
import dev.hqe.mcp.ToolAnswer;
import dev.hqe.mcp.ToolCall;
import dev.hqe.mcp.ToolName;
import dev.hqe.mcp.ToolOutcome;
import dev.hqe.mcp.ToolRoad;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

class EntityToolsTest {

    private static final JsonSchema SCHEMA =
            JsonSchema.compile(
                    SourceDocument.parse(
                            "{\"type\": \"object\", \"properties\": {\"path\": {\"type\": \"string\"}}}",
                            "note.json"));

    private final WorkbenchForTests workbench;
    private final ToolRoad road;

    EntityToolsTest(@TempDir Path work) {
        workbench = new WorkbenchForTests(work);
        road =
                workbench.road(
                        new EntityTools(
                                workbench.entities(),
                                EntityToolsTest::schema,
                                InstantSource.system()));
        workbench.store("notes/1", "a/one", "apples and pears");
        workbench.store("notes/2", "b/two", "pears ".repeat(1000));
        workbench.store("notes/3", "b/three", "plums");
    }

    @AfterEach
    void close() {
        road.close();
        workbench.close();
    }

    @Test
    void findsEntitiesByWordsAndCutsLongTexts() throws Exception {
        JsonNode answer = ok("entities.query", "{\"text\": \"pears\"}");

        assertThat(answer.path("total").asInt()).isEqualTo(2);
        assertThat(answer.path("entities").path(0).path("id").asString()).isEqualTo("notes/1");
        assertThat(answer.path("entities").path(1).path("data").path("text").asString())
                .hasSizeLessThan(400)
                .endsWith("… (6000 characters)");
    }

    @Test
    void pagesThroughEverything() throws Exception {
        JsonNode first = ok("entities.query", "{\"limit\": 2}");
        JsonNode second =
                ok(
                        "entities.query",
                        "{\"limit\": 2, \"cursor\": " + first.path("next_cursor") + "}");

        assertThat(first.path("entities").size()).isEqualTo(2);
        assertThat(second.path("entities").size()).isEqualTo(1);
        assertThat(second.path("total").asInt()).isEqualTo(3);
        assertThat(second.has("next_cursor")).isFalse();
    }

    @Test
    void givesOneEntityWhole() throws Exception {
        JsonNode answer = ok("entities.get", "{\"id\": \"notes/2\"}");

        assertThat(answer.path("data").path("text").asString()).hasSize(6000);
        assertThat(answer.path("version").asInt()).isEqualTo(1);
    }

    @Test
    void readsALongTextPageByPage() throws Exception {
        String text = "0123456789".repeat(200_000) + "😀" + "x".repeat(49_999);
        workbench.store("notes/4", "c/long", text);
        StringBuilder read = new StringBuilder();
        String offset = "0";

        while (!offset.isEmpty()) {
            JsonNode page =
                    ok(
                            "entities.get",
                            "{\"id\": \"notes/4\", \"max_chars\": 400001, \"offset\": "
                                    + offset
                                    + "}");
            assertThat(page.path("data").path("path").asString()).isEqualTo("c/long");
            read.append(page.path("data").path("text").asString().replaceFirst("… \\(.*", ""));
            offset = page.path("next_offset").asString("");
        }
        JsonNode usual = ok("entities.get", "{\"id\": \"notes/4\"}");
        JsonNode whole = ok("entities.get", "{\"id\": \"notes/4\", \"max_chars\": 5000000}");

        assertThat(read.toString().equals(text)).as("the pages make up the text").isTrue();
        assertThat(usual.path("next_offset").asInt()).isEqualTo(100_000);
        assertThat(usual.path("data").path("text").asString())
                .endsWith("… (2050001 characters)")
                .hasSizeLessThan(100_100);
        assertThat(whole.path("data").path("text").asString().equals(text)).isTrue();
        assertThat(whole.has("next_offset")).isFalse();
    }

    @Test
    void findsEntitiesByWhatTheirDataSay() throws Exception {
        assertThat(
                        ids(
                                "{\"where\": [{\"path\": \"$.path\", \"op\": \"starts_with\", \"value\": \"b/\"}]}"))
                .containsExactly("notes/2", "notes/3");
        assertThat(
                        ids(
                                """
                                {"where": [{"path": "$.path", "op": "greater", "value": "a/one"},
                                 {"path": "$.text", "op": "equal", "value": "plums"}]}
                                """))
                .containsExactly("notes/3");
        assertThat(ids("{\"where\": [{\"path\": \"$.path\", \"op\": \"equal\", \"value\": 1}]}"))
                .isEmpty();
        assertThat(
                        failure(
                                "entities.query",
                                "{\"where\": [{\"path\": \"path\", \"op\": \"equal\", \"value\": 1}]}"))
                .contains("'path' is not a path such as $.author.name");
    }

    @Test
    void findsEntitiesByTheirTimeNewestFirst() throws Exception {
        workbench.store("notes/4", "c/four", "later", Instant.parse("2026-02-01T00:00:00Z"));
        workbench.store("notes/5", "c/five", "latest", Instant.parse("2026-03-01T00:00:00Z"));

        assertThat(ids("{\"created_from\": \"2026-02-01T01:00:00+01:00\", \"order\": \"newest\"}"))
                .containsExactly("notes/5", "notes/4");
        assertThat(
                        ids(
                                "{\"created_from\": \"2026-01-01T00:00:00Z\","
                                        + " \"created_before\": \"2026-03-01T00:00:00Z\"}"))
                .containsExactly("notes/4");
        assertThat(failure("entities.query", "{\"created_from\": \"yesterday\"}"))
                .isEqualTo("created_from: 'yesterday' is not a time such as 2026-01-31T00:00:00Z");
    }

    private List<String> ids(String arguments) throws Exception {
        return ok("entities.query", arguments)
                .path("entities")
                .valueStream()
                .map(entity -> entity.path("id").asString())
                .toList();
    }

    @Test
    void saysWhatToDoWhereNothingFits() throws Exception {
        assertThat(failure("entities.get", "{\"id\": \"notes/9\"}"))
                .isEqualTo("There is no entity 'notes/9'. entities.query lists the ids.");
        assertThat(failure("entities.query", "{\"topic\": \"No Topic\"}"))
                .contains("'No Topic' is not a Topic id");
        assertThat(failure("entities.query", "{\"kind\": \"1\"}")).contains("'1' is not a kind");
    }

    @Test
    void sortsAndGivesOnlyTheFieldsThatAreAskedFor() throws Exception {
        JsonNode answer =
                ok(
                        "entities.query",
                        """
                        {"order": "-$.path", "fields": ["$.path", "$.none"], "limit": 2,
                         "where": [{"path": "$.path", "op": "in", "value": ["a/one", "b/two", 3]}]}
                        """);

        assertThat(answer.path("entities").path(0).path("fields").toString())
                .isEqualTo("{\"$.path\":\"b/two\"}");
        assertThat(answer.path("entities").path(1).path("id").asString()).isEqualTo("notes/1");
        assertThat(answer.path("entities").path(0).has("data")).isFalse();
        assertThat(answer.path("entities").path(0).path("sensitivity").asString())
                .isEqualTo("internal");
        assertThat(failure("entities.query", "{\"order\": \"size\"}"))
                .contains("'size' is no order");
    }

    @Test
    void countsValuesAndDays() throws Exception {
        JsonNode facets = ok("entities.facets", "{\"facet\": \"$.path\", \"limit\": 1}");
        JsonNode buckets = ok("entities.facets", "{\"buckets\": \"year\"}");

        assertThat(facets.path("values").path(0).path("value").asString()).isEqualTo("a/one");
        assertThat(facets.path("other").asInt()).isEqualTo(2);
        assertThat(buckets.path("buckets").path(0).path("from").asString())
                .isEqualTo("1970-01-01T00:00:00Z");
        assertThat(buckets.path("buckets").path(0).path("count").asInt()).isEqualTo(3);
        assertThat(failure("entities.facets", "{}")).startsWith("Ask for facet or for buckets");
        assertThat(failure("entities.facets", "{\"buckets\": \"day\", \"zone\": \"Mars\"}"))
                .contains("'Mars' is not a zone");
    }

    @Test
    void storesWhatFollowsItsSchemaOnly() throws Exception {
        String note = "{\"topic\": \"notes\", \"kind\": \"Note\", \"id\": \"notes/7\", ";

        JsonNode first = ok("entities.put", note + "\"data\": {\"path\": \"x\"}}");

        assertThat(first.toString())
                .isEqualTo("{\"id\":\"notes/7\",\"version\":1,\"sensitivity\":\"internal\"}");
        assertThat(failure("entities.put", note + "\"data\": {\"path\": 1}}"))
                .startsWith("data does not follow the schema of Note")
                .contains("path");
        assertThat(failure("entities.put", note.replace("Note", "Page") + "\"data\": {}}"))
                .isEqualTo("There is no Topic 'notes' with a kind Page to store into.");
        assertThat(
                        failure(
                                "entities.put",
                                note + "\"data\": {\"path\": \"y\"}, \"expected_version\": 4}"))
                .contains("is at version 1, not 4");
        assertThat(
                        ok(
                                        "entities.put",
                                        note
                                                + "\"data\": {\"path\": \"y\"},"
                                                + " \"expected_version\": 1}")
                                .path("version")
                                .asInt())
                .isEqualTo(2);
    }

    @Test
    void whoMayNotSeeATopicNeitherReadsNorStoresInIt() throws Exception {
        Access.Scope others = scopeOf("others");
        String note = "{\"topic\": \"notes\", \"kind\": \"Note\", \"id\": \"n\", \"data\": {}}";

        assertThat(as(scopeOf("notes"), "entities.query", "{}"))
                .isInstanceOfSatisfying(
                        ToolOutcome.Ok.class,
                        ok -> assertThat(ok.structured().path("total").asInt()).isEqualTo(3));
        for (String asked : List.of("{}", "{\"topic\": \"notes\"}")) {
            assertThat(as(others, "entities.query", asked))
                    .isInstanceOfSatisfying(
                            ToolOutcome.Ok.class,
                            ok -> assertThat(ok.structured().path("total").asInt()).isZero());
        }
        assertThat(as(others, "entities.get", "{\"id\": \"notes/1\"}"))
                .isInstanceOf(ToolOutcome.Failed.class);
        assertThat(as(others, "entities.put", note)).isInstanceOf(ToolOutcome.Failed.class);
        assertThat(as(others, "entities.facets", "{\"facet\": \"topic\"}"))
                .isInstanceOfSatisfying(
                        ToolOutcome.Ok.class,
                        ok -> assertThat(ok.structured().path("values").size()).isZero());
    }

    private ToolOutcome as(Access.Scope scope, String tool, String arguments) throws Exception {
        ToolAnswer answer =
                road.call(
                        ToolCall.of(
                                new Principal(
                                        Principal.Kind.AGENT,
                                        "test",
                                        "1",
                                        new Access("key", scope)),
                                new ToolName(tool),
                                Json.MAPPER.readValue(arguments, ObjectNode.class)));
        assertThat(answer).isInstanceOf(ToolAnswer.Result.class);
        return ((ToolAnswer.Result) answer).outcome();
    }

    /// Everything, of one Topic's entities.
    private static Access.Scope scopeOf(String open) {
        return new Access.Scope() {
            @Override
            public boolean hasTool(ToolName name) {
                return true;
            }

            @Override
            public boolean hasPrompt(String name) {
                return true;
            }

            @Override
            public boolean hasResource(String uri) {
                return true;
            }

            @Override
            public boolean hasTopic(String topic) {
                return topic.equals(open);
            }
        };
    }

    private static Optional<JsonSchema> schema(TopicId topic, Kind kind) {
        return kind.equals(WorkbenchForTests.NOTE) ? Optional.of(SCHEMA) : Optional.empty();
    }

    private JsonNode ok(String tool, String arguments) throws Exception {
        ToolOutcome outcome = outcome(tool, arguments);
        assertThat(outcome).isInstanceOf(ToolOutcome.Ok.class);
        return ((ToolOutcome.Ok) outcome).structured();
    }

    private String failure(String tool, String arguments) throws Exception {
        ToolOutcome outcome = outcome(tool, arguments);
        assertThat(outcome).isInstanceOf(ToolOutcome.Failed.class);
        return ((ToolOutcome.Failed) outcome).message();
    }

    private ToolOutcome outcome(String tool, String arguments) throws Exception {
        ToolAnswer answer = WorkbenchForTests.call(road, tool, arguments);
        assertThat(answer).isInstanceOf(ToolAnswer.Result.class);
        return ((ToolAnswer.Result) answer).outcome();
    }
}
