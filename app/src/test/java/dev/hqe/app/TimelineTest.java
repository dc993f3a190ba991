package dev.hqe.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.hqe.kernel.activity.Activity;
import dev.hqe.kernel.activity.Activity.Kind;
import dev.hqe.kernel.activity.Activity.Result;
import dev.hqe.kernel.activity.ActivityQuery;
import dev.hqe.kernel.activity.RecordedActivity;
import dev.hqe.kernel.entity.Entity;
import dev.hqe.kernel.entity.EntityId;
import dev.hqe.kernel.entity.TopicId;
import dev.hqe.kernel.json.Json;
import dev.hqe.mcp.Principal;
import dev.hqe.mcp.ToolCall;
import dev.hqe.mcp.ToolName;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.node.ObjectNode;

@Timeout(120)
class TimelineTest {

    private static final Principal GOOSE = new Principal(Principal.Kind.AGENT, "goose", "1.2");

    @TempDir private Path home;

    @Test
    void aCallIsInTheTimelineWithItsArgumentsAndAnswerButNoSecret() throws Exception {
        try (Workbench workbench = Workbench.open(home, HqeProcess.installation())) {
            call(workbench, "entities.query", "{\"limit\": 3}");
            call(workbench, "entities.query", "{\"password\": \"opensesame\"}");
            call(workbench, "entities.qery", "{\"text\": \"ghp_abcdefghijklmnopqrstuv\"}");

            List<Activity> calls = awaitOf(workbench, Kind.CALL, 3);

            assertThat(calls)
                    .extracting(Activity::result)
                    .containsExactly(Result.FAILED, Result.FAILED, Result.OK);
            assertThat(calls.getLast().detail().path("arguments").asString()).isEqualTo("limit: 3");
            assertThat(calls.getLast().detail().path("answer").asString()).contains("entities");
            assertThat(calls.getLast().actor()).isEqualTo("goose");
            assertThat(calls.getFirst().text()).contains("entities.query");
            assertThat(calls.toString()).doesNotContain("opensesame", "ghp_abc");
        }
    }

    private static void call(Workbench workbench, String tool, String arguments) throws Exception {
        workbench
                .road()
                .call(
                        ToolCall.of(
                                GOOSE,
                                new ToolName(tool),
                                Json.MAPPER.readValue(arguments, ObjectNode.class)));
    }

    private static List<Activity> awaitOf(Workbench workbench, Kind kind, int count) {
        ActivityQuery query = ActivityQuery.all().kinds(Set.of(kind));
        await().atMost(Duration.ofSeconds(60))
                .until(() -> workbench.activity().list(query).items().size() >= count);
        return workbench.activity().list(query).items().stream()
                .map(RecordedActivity::activity)
                .toList();
    }

    @Test
    void manyEntitiesAreOneLineWithTheirNumbers() throws Exception {
        TopicId topic = new TopicId("code_audit");
        List<Entity> entities =
                IntStream.range(0, 500)
                        .mapToObj(i ->
                                new Entity(
                                        new EntityId("note/" + i),
                                        topic,
                                        new dev.hqe.kernel.entity.Kind("Note"),
                                        Json.object().put("n", i),
                                        null,
                                        Instant.EPOCH))
                        .toList();
        try (Workbench workbench = Workbench.open(home, HqeProcess.installation())) {
            workbench.entities().putAll(entities);
            workbench.entities().delete(new EntityId("note/7"));

            List<Activity> lines = awaitOf(workbench, Kind.DATA, 1);

            long stored =
                    lines.stream().mapToLong(line -> line.detail().path("stored").asLong()).sum();
            assertThat(stored).isEqualTo(500);
            assertThat(lines).allMatch(line -> line.subject().equals("code_audit/Note"));
        }
        try (Workbench again = Workbench.open(home, HqeProcess.installation())) {
            assertThat(awaitOf(again, Kind.DATA, 1).getFirst().text()).contains("1 deleted");
        }
    }
}
