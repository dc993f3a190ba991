package dev.hqe.mcp.tools;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hqe.mcp.ToolAnswer;
import dev.hqe.mcp.ToolOutcome;
import dev.hqe.mcp.ToolRoad;
import java.nio.file.Path;
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
