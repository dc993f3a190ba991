package dev.hqe.mcp.tools;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hqe.kernel.json.Problem;
import dev.hqe.kernel.topic.Topic;
import dev.hqe.kernel.topic.TopicReader;
import dev.hqe.mcp.ToolAnswer;
import dev.hqe.mcp.ToolOutcome;
import dev.hqe.mcp.ToolRoad;
import dev.hqe.mcp.sandbox.CompileMode;
import dev.hqe.mcp.sandbox.GuestPrograms;
import dev.hqe.mcp.sandbox.SandboxLimits;
import dev.hqe.mcp.sandbox.WasmSandbox;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A Topic folder's tools on the road, with programs that behave and programs that do not.
class TopicToolsTest {

    private static final Map<String, byte[]> PROGRAMS =
            Map.of(
                    "echo", GuestPrograms.echo(),
                    "endless", GuestPrograms.endless(),
                    "greedy", GuestPrograms.memoryOf4GiB(),
                    "nosy", GuestPrograms.opensAFile(),
                    "babble", GuestPrograms.says("hello"),
                    "complain", GuestPrograms.complains("there is no such note"));

    private final WasmSandbox sandbox =
            new WasmSandbox(
                    SandboxLimits.DEFAULT.withRun(
                            SandboxLimits.Run.DEFAULT.withDeadline(Duration.ofSeconds(1))),
                    CompileMode.BACKGROUND);

    private final WorkbenchForTests workbench;
    private final TopicTools tools;
    private final ToolRoad road;
    private final List<Problem> problems;

    TopicToolsTest(@TempDir Path work) throws Exception {
        Topic topic = TopicReader.read(writeTopic(work), "notes");
        workbench = new WorkbenchForTests(work);
        workbench.store("notes/1", "a/one", "first");
        workbench.store("notes/2", "b/two", "second");
        tools = new TopicTools(List.of(topic), sandbox, workbench.entities());
        problems = tools.loadAll(List.of(topic));
        road = workbench.road(tools);
    }

    @AfterEach
    void close() {
        road.close();
        tools.close();
        workbench.close();
        sandbox.close();
    }

    private static Path writeTopic(Path work) throws Exception {
        Path folder = work.resolve("topic");
        Files.createDirectories(folder.resolve("tools"));
        Files.createDirectories(folder.resolve("schemas"));
        Files.writeString(folder.resolve("schemas/note.json"), "{\"type\": \"object\"}");
        StringBuilder manifest =
                new StringBuilder(
                        """
                        id: notes
                        name: Notes
                        version: 1.0.0
                        data_schema: {Note: schemas/note.json}
                        capabilities:
                          tools:
                            - name: read
                              description: Gets the notes.
                              wasm: tools/echo.wasm
                              reads:
                                kind: Note
                                unless: text
                                where: [{field: path, op: starts_with, argument: path}]
                              input_schema:
                                type: object
                                properties: {text: {type: string}, path: {type: string}}
                        """);
        for (Map.Entry<String, byte[]> program : PROGRAMS.entrySet()) {
            String file = "tools/" + program.getKey() + ".wasm";
            Files.write(folder.resolve(file), program.getValue());
            manifest.append("    - name: ").append(program.getKey());
            manifest.append("\n      description: A test.\n      wasm: ").append(file);
            manifest.append("\n      input_schema: {type: object}\n");
        }
        Files.writeString(folder.resolve("topic.yaml"), manifest);
        return folder;
    }

    @Test
    void handsTheArgumentsToTheProgramAndTakesItsAnswer() throws Exception {
        ToolOutcome outcome = call("notes.echo", "{\"greeting\": \"grüß dich\"}");

        assertThat(outcome).isInstanceOf(ToolOutcome.Ok.class);
        assertThat(((ToolOutcome.Ok) outcome).structured().path("greeting").asString())
                .isEqualTo("grüß dich");
    }

    @Test
    void handsOverTheEntitiesThatTheManifestNames() throws Exception {
        assertThat(failure("notes.read", "{}"))
                .as("the echo of several lines is no JSON, so the message shows its beginning")
                .contains("not JSON")
                .contains("{} {\"id\":\"notes/1\",\"kind\":\"Note\"");
        assertThat(failure("notes.read", "{\"path\": \"b/\"}"))
                .contains("{\"path\":\"b/\"} {\"id\":\"notes/2\"");
        assertThat(call("notes.read", "{\"text\": \"given\"}"))
                .as("with the text given, no entity is handed over")
                .isInstanceOf(ToolOutcome.Ok.class);
    }

    @Test
    void stopsAProgramThatLoopsForEver() throws Exception {
        assertThat(failure("notes.endless", "{}")).contains("endless.wasm").contains("1000 ms");
        assertThat(call("notes.echo", "{}")).as("life goes on").isInstanceOf(ToolOutcome.Ok.class);
    }

    @Test
    void refusesAProgramThatAsksFor4GiB() throws Exception {
        assertThat(failure("notes.greedy", "{}")).contains("greedy.wasm").contains("65536");
        assertThat(problems)
                .singleElement()
                .satisfies(p -> assertThat(p.toString()).startsWith("topic/tools/greedy.wasm: "));
    }

    @Test
    void refusesAProgramThatReadsAFile() throws Exception {
        ToolOutcome outcome = call("notes.nosy", "{}");

        assertThat(outcome).isInstanceOf(ToolOutcome.Refused.class);
        assertThat(((ToolOutcome.Refused) outcome).message()).contains("'files' is not granted");
    }

    @Test
    void passesOnWhatAProgramComplainsAbout() throws Exception {
        assertThat(failure("notes.complain", "{}")).isEqualTo("there is no such note");
    }

    @Test
    void saysWhenTheAnswerIsNotJson() throws Exception {
        assertThat(failure("notes.babble", "{}"))
                .contains("notes.babble answered with something that is not JSON")
                .contains("hello");
    }

    private String failure(String tool, String arguments) throws Exception {
        ToolOutcome outcome = call(tool, arguments);
        assertThat(outcome).isInstanceOf(ToolOutcome.Failed.class);
        return ((ToolOutcome.Failed) outcome).message();
    }

    private ToolOutcome call(String tool, String arguments) throws Exception {
        ToolAnswer answer = WorkbenchForTests.call(road, tool, arguments);
        assertThat(answer).isInstanceOf(ToolAnswer.Result.class);
        return ((ToolAnswer.Result) answer).outcome();
    }
}
