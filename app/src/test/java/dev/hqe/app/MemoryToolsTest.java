package dev.hqe.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hqe.app.agent.WorkbenchScope;
import dev.hqe.app.memory.MemoryTools;
import dev.hqe.kernel.access.AccessScope;
import dev.hqe.kernel.entity.Entity;
import dev.hqe.kernel.entity.EntityId;
import dev.hqe.kernel.entity.Kind;
import dev.hqe.kernel.entity.TopicId;
import dev.hqe.kernel.json.Json;
import dev.hqe.mcp.Access;
import dev.hqe.mcp.Principal;
import dev.hqe.mcp.Tool;
import dev.hqe.mcp.ToolAnswer;
import dev.hqe.mcp.ToolCall;
import dev.hqe.mcp.ToolName;
import dev.hqe.mcp.ToolOutcome;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

@Timeout(120)
class MemoryToolsTest {

    private static final String TOOLS = "memory.*";

    @TempDir private Path home = Path.of("");
    private Workbench workbench;

    @BeforeEach
    void open() {
        workbench = Workbench.open(home, HqeProcess.installation());
        store("finance", "f", "The invoice of the turbine is overdue.");
        store("health", "h", "The turbine gave him a headache.");
    }

    @AfterEach
    void close() {
        workbench.close();
    }

    private void store(String topic, String id, String text) {
        ObjectNode data = Json.object().put("path", id + ".txt").put("text", text);
        workbench
                .entities()
                .put(
                        new Entity(
                                new EntityId(id),
                                new TopicId(topic),
                                new Kind("Document"),
                                data,
                                Instant.parse("2026-01-01T00:00:00Z")));
    }

    private Principal agent(String key, String... topics) {
        AccessScope scope = new AccessScope(List.of(topics), List.of(TOOLS));
        Access access =
                new Access(key, WorkbenchScope.of(scope, workbench.topics(), workbench.entities()));
        return new Principal(Principal.Kind.AGENT, "test", "1", access);
    }

    private static Principal person() {
        return new Principal(Principal.Kind.PERSON, "test", "1");
    }

    private ToolOutcome call(Principal principal, String tool, ObjectNode arguments)
            throws InterruptedException {
        return switch (workbench
                .road()
                .call(ToolCall.of(principal, new ToolName(tool), arguments))) {
            case ToolAnswer.Result result -> result.outcome();
            case ToolAnswer other -> throw new AssertionError(other);
        };
    }

    private JsonNode ok(Principal principal, String tool, ObjectNode arguments)
            throws InterruptedException {
        ToolOutcome outcome = call(principal, tool, arguments);
        assertThat(outcome).isInstanceOf(ToolOutcome.Ok.class);
        return ((ToolOutcome.Ok) outcome).structured();
    }

    private List<String> found(Principal principal, ObjectNode arguments)
            throws InterruptedException {
        return ok(principal, "memory.search", arguments.put("mode", "words"))
                .path("hits")
                .valueStream()
                .map(hit -> hit.path("entity").asString())
                .toList();
    }

    private static ObjectNode query(String text) {
        return Json.object().put("query", text);
    }

    @Test
    void aCallerSeesTheTopicsOfItsGrantWhateverItAsksFor() throws Exception {
        Principal finance = agent("one", "finance");
        ObjectNode wider = query("turbine");
        wider.putArray("topics").add("finance").add("health");
        ObjectNode other = query("turbine");
        other.putArray("topics").add("health");

        assertThat(found(person(), query("turbine"))).containsExactlyInAnyOrder("f", "h");
        assertThat(found(finance, query("turbine"))).containsExactly("f");
        assertThat(found(finance, wider)).containsExactly("f");
        assertThat(found(finance, other)).isEmpty();
        assertThat(found(agent("none"), query("turbine"))).isEmpty();
    }

    @Test
    void aCitationOutsideTheGrantIsAsIfItWereNotThere() throws Exception {
        JsonNode hits = ok(person(), "memory.search", query("headache")).path("hits");
        ObjectNode citation = Json.object();
        citation.put("citation", hits.path(0).path("citation").asString());

        JsonNode opened = ok(person(), "memory.get", citation.deepCopy());
        ToolOutcome refused = call(agent("one", "finance"), "memory.get", citation.deepCopy());

        assertThat(opened.path("text").asString()).isEqualTo("The turbine gave him a headache.");
        assertThat(refused).asString().contains("There is no entity 'h'");
    }

    @Test
    void whatIsRememberedIsFoundAndForgottenByWhoeverHadItRemembered() throws Exception {
        Principal one = agent("one", "memory");
        Principal two = agent("two", "memory");
        ObjectNode note = Json.object().put("text", "The turbine was replaced in May.");

        String id = ok(one, "memory.remember", note.deepCopy()).path("id").asString();
        String again = ok(one, "memory.remember", note.deepCopy()).path("id").asString();
        ObjectNode which = Json.object().put("id", id);

        assertThat(again).isEqualTo(id);
        assertThat(found(one, query("turbine May"))).containsExactly(id);
        assertThat(forget(two, which)).asString().contains("remembered for somebody else");
        assertThat(forget(one, which)).asString().contains("\"forgotten\":true");
        assertThat(found(one, query("turbine"))).isEmpty();
    }

    /// Past the policy, which would ask a person.
    private ToolOutcome forget(Principal principal, ObjectNode which) throws InterruptedException {
        ToolName name = new ToolName("memory.forget");
        Tool tool =
                new MemoryTools(workbench.memory(), workbench.entities(), Instant::now)
                        .tools().stream()
                                .filter(one -> one.definition().name().equals(name))
                                .findFirst()
                                .orElseThrow();
        return tool.call(ToolCall.of(principal, name, which.deepCopy()));
    }

    @Test
    void aPersonForgetsWhatAnAgentHadRemembered() throws Exception {
        ObjectNode note = Json.object().put("text", "The turbine was replaced in May.");
        String id = ok(agent("one", "memory"), "memory.remember", note).path("id").asString();
        ObjectNode which = Json.object().put("id", id);

        assertThat(ok(person(), "memory.forget", which.deepCopy()).path("forgotten").asBoolean())
                .isTrue();
        assertThat(workbench.entities().get(new EntityId(id))).isEmpty();
    }

    @Test
    void onlyNotesAreForgotten() throws Exception {
        ToolOutcome refused = call(person(), "memory.forget", Json.object().put("id", "f"));

        assertThat(refused).asString().contains("There is no note 'f'");
        assertThat(workbench.entities().get(new EntityId("f"))).isPresent();
    }

    @Test
    void notesNeedTheTopicMemory() throws Exception {
        ToolOutcome refused =
                call(agent("one", "finance"), "memory.remember", Json.object().put("text", "x"));

        assertThat(refused).isInstanceOf(ToolOutcome.Refused.class);
    }

    @Test
    void explainsWhatItFound() throws Exception {
        JsonNode hit =
                ok(person(), "memory.search", query("invoice").put("explain", true))
                        .path("hits")
                        .path(0);

        assertThat(hit.path("citation").asString()).isEqualTo("hqe://documents/f#bytes=0-38");
        assertThat(hit.path("scores").path("words_rank").asInt()).isEqualTo(1);
        assertThat(hit.path("scores").path("fused").asDouble()).isPositive();
    }
}
