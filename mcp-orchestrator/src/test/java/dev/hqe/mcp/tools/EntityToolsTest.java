package dev.hqe.mcp.tools;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hqe.mcp.ToolAnswer;
import dev.hqe.mcp.ToolOutcome;
import dev.hqe.mcp.ToolRoad;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

class EntityToolsTest {

    private final WorkbenchForTests workbench;
    private final ToolRoad road;

    EntityToolsTest(@TempDir Path work) {
        workbench = new WorkbenchForTests(work);
        road = workbench.road(new EntityTools(workbench.entities()));
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
