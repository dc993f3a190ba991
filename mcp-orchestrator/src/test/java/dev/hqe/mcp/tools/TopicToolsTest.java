package dev.hqe.mcp.tools;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hqe.kernel.json.Problem;
import dev.hqe.kernel.topic.Topic;
import dev.hqe.kernel.topic.TopicReader;
import dev.hqe.mcp.ConnectionLimits;
import dev.hqe.mcp.McpServer;
import dev.hqe.mcp.ServerInfo;
import dev.hqe.mcp.StdioConnection;
import dev.hqe.mcp.Tool;
import dev.hqe.mcp.ToolAnswer;
import dev.hqe.mcp.ToolOutcome;
import dev.hqe.mcp.ToolRoad;
import dev.hqe.mcp.sandbox.CompileMode;
import dev.hqe.mcp.sandbox.GuestPrograms;
import dev.hqe.mcp.sandbox.SandboxLimits;
import dev.hqe.mcp.sandbox.WasmSandbox;
import java.io.BufferedReader;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.Pipe;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
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
                    "mute", GuestPrograms.says(""),
                    "aside", GuestPrograms.saysAside("no notes today"),
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
        tools = new TopicTools(List.of(topic), sandbox, workbench.services());
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
        return writeTopic(work, PROGRAMS);
    }

    private static Path writeTopic(Path work, Map<String, byte[]> programs) throws Exception {
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
                        permissions: {entities: {read: [Note]}}
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
        for (Map.Entry<String, byte[]> program : programs.entrySet()) {
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
        assertThat(failure("notes.mute", "{}")).contains("is not JSON").contains("(nothing)");
        assertThat(failure("notes.mute", "{}")).startsWith("notes.mute wrote nothing: ");
        assertThat(failure("notes.aside", "{}"))
                .contains("on standard error it said: no notes today");
    }

    @Test
    void aReloadBringsNewToolsAndChangedCodeOntoTheRoad(@TempDir Path work) throws Exception {
        AtomicInteger changes = new AtomicInteger();
        ToolOutcome before = call("notes.echo", "{}");

        road.onChange(changes::incrementAndGet);
        Map<String, byte[]> changed =
                Map.of(
                        "echo", GuestPrograms.says("{\"new\": 1}"),
                        "fresh", GuestPrograms.says("[1]"));
        tools.reload(List.of(TopicReader.read(writeTopic(work, changed), "notes")));

        assertThat(before.toString()).doesNotContain("new");
        assertThat(changes).hasValue(1);
        assertThat(road.tools())
                .extracting(tool -> tool.name().value())
                .containsExactly("notes.echo", "notes.fresh", "notes.read");
        assertThat(call("notes.echo", "{}").toString()).contains("\"new\":1");
        assertThat(call("notes.fresh", "{}")).isInstanceOf(ToolOutcome.Ok.class);
    }

    @Test
    void aReloadKeepsUnchangedCodeAndReadsAFileThatChanged(@TempDir Path work) throws Exception {
        Map<String, byte[]> first =
                Map.of("echo", GuestPrograms.echo(), "says", GuestPrograms.says("1"));
        Map<String, byte[]> second =
                Map.of("echo", GuestPrograms.echo(), "says", GuestPrograms.says("[2,2]"));
        tools.reload(List.of(TopicReader.read(writeTopic(work, first), "notes")));
        ToolOutcome before = call("notes.says", "{}");

        tools.reload(List.of(TopicReader.read(writeTopic(work, second), "notes")));

        assertThat(((ToolOutcome.Ok) before).structured().toString()).isEqualTo("1");
        assertThat(((ToolOutcome.Ok) call("notes.says", "{}")).structured().toString())
                .isEqualTo("[2,2]");
    }

    @Test
    void aCallThatBeganBeforeAReloadEndsWithItsProgram() throws Exception {
        Tool old =
                tools.tools().stream()
                        .filter(tool -> tool.definition().name().value().equals("notes.echo"))
                        .findFirst()
                        .orElseThrow();

        tools.reload(List.of());

        assertThat(road.tools()).isEmpty();
        assertThat(old.call(WorkbenchForTests.toolCall("notes.echo", "{\"a\": 1}")))
                .isInstanceOf(ToolOutcome.Ok.class);
    }

    @Test
    @Timeout(60)
    void aReloadIsToldToALegacySession() throws Exception {
        McpServer server = new McpServer(new ServerInfo("test", "", "1"), "", road);
        Pipe toServer = Pipe.open();
        Pipe fromServer = Pipe.open();
        try (StdioConnection connection =
                        new StdioConnection(
                                server,
                                Channels.newInputStream(toServer.source()),
                                Channels.newOutputStream(fromServer.sink()),
                                ConnectionLimits.DEFAULT);
                OutputStream out = Channels.newOutputStream(toServer.sink());
                BufferedReader in =
                        new BufferedReader(Channels.newReader(fromServer.source(), UTF_8))) {
            Thread.ofVirtual().start(() -> serve(connection));
            out.write(
                    """
                    {"jsonrpc":"2.0","id":1,"method":"initialize","params":{"protocolVersion":"2025-11-25","capabilities":{},"clientInfo":{"name":"t","version":"1"}}}
                    {"jsonrpc":"2.0","method":"notifications/initialized"}
                    {"jsonrpc":"2.0","id":2,"method":"tools/list"}
                    """
                            .getBytes(UTF_8));
            in.readLine();
            String before = in.readLine();

            tools.reload(List.of());

            assertThat(before).contains("notes.echo");
            assertThat(in.readLine()).contains("notifications/tools/list_changed");
            out.write("{\"jsonrpc\":\"2.0\",\"id\":3,\"method\":\"tools/list\"}\n".getBytes(UTF_8));
            assertThat(in.readLine()).doesNotContain("notes.echo").contains("\"tools\":[]");
        }
    }

    private static void serve(StdioConnection connection) {
        try {
            connection.serve();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
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
