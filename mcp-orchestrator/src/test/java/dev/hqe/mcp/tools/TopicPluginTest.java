package dev.hqe.mcp.tools;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.hqe.kernel.bus.Overflow;
import dev.hqe.kernel.entity.TopicId;
import dev.hqe.kernel.topic.Topic;
import dev.hqe.kernel.topic.TopicReader;
import dev.hqe.mcp.Content;
import dev.hqe.mcp.Tool;
import dev.hqe.mcp.ToolAnswer;
import dev.hqe.mcp.ToolDefinition;
import dev.hqe.mcp.ToolOutcome;
import dev.hqe.mcp.ToolRoad;
import dev.hqe.mcp.outbound.LocalServer;
import dev.hqe.mcp.sandbox.CompileMode;
import dev.hqe.mcp.sandbox.GuestPrograms;
import dev.hqe.mcp.sandbox.HostCall;
import dev.hqe.mcp.sandbox.SandboxLimits;
import dev.hqe.mcp.sandbox.WasmSandbox;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// Tools that are functions of Extism plugins, on the road, with what their Topic is granted.
@Timeout(120)
class TopicPluginTest {

    private static final int FAILURES_UNTIL_PAUSED = 5;
    private static final TopicId WEATHER = new TopicId("weather");

    private final WasmSandbox sandbox =
            new WasmSandbox(
                    SandboxLimits.DEFAULT.withRun(
                            SandboxLimits.Run.DEFAULT.withDeadline(Duration.ofSeconds(30))),
                    CompileMode.INTERPRETED);
    private final LocalServer server = new LocalServer();
    private final Path folder;
    private final WorkbenchForTests workbench;
    private final TopicTools tools;
    private final ToolRoad road;

    TopicPluginTest(@TempDir Path work) throws Exception {
        folder = work.resolve("weather");
        workbench = new WorkbenchForTests(work);
        tools = new TopicTools(List.of(topic("{}")), sandbox, workbench.services());
        road = workbench.road(tools);
    }

    @AfterEach
    void close() {
        road.close();
        tools.close();
        workbench.close();
        sandbox.close();
        server.close();
    }

    private void grant(String permissions) throws Exception {
        tools.reload(List.of(topic(permissions)));
    }

    private Topic topic(String permissions) throws Exception {
        Map<String, byte[]> programs =
                Map.of(
                        "echo", GuestPrograms.pluginEcho(),
                        "fail", GuestPrograms.pluginComplains(),
                        "run", GuestPrograms.pluginTraps(),
                        "say", GuestPrograms.pluginSays("It will rain."),
                        "fetch", GuestPrograms.fetches());
        Files.createDirectories(folder.resolve("schemas"));
        Files.writeString(folder.resolve("schemas/reading.json"), "{\"required\": [\"celsius\"]}");
        Files.writeString(folder.resolve("sun.svg"), "<svg xmlns='http://www.w3.org/2000/svg'/>");
        Files.write(folder.resolve("large.png"), new byte[60_000]);
        Files.write(folder.resolve("small.PNG"), new byte[] {1, 2, 3});
        StringBuilder manifest = new StringBuilder();
        manifest.append("id: weather\nname: Weather\nversion: 1.0.0\n");
        manifest.append("data_schema: {Reading: schemas/reading.json}\n");
        manifest.append("permissions: ").append(permissions).append("\ncapabilities:\n  tools:\n");
        for (Map.Entry<String, byte[]> program : programs.entrySet()) {
            String name = program.getKey();
            tool(manifest, name, name, program.getValue());
        }
        for (HostCall function : HostCall.values()) {
            tool(manifest, function.function(), "ask", GuestPrograms.asks(function));
        }
        manifest.append("      icons: [large.png, sun.svg, large.png, small.PNG]\n");
        Files.writeString(folder.resolve("topic.yaml"), manifest);
        return TopicReader.read(folder, "weather");
    }

    private void tool(StringBuilder manifest, String name, String export, byte[] program)
            throws Exception {
        Files.write(folder.resolve(name + ".wasm"), program);
        manifest.append("    - name: ").append(name);
        manifest.append("\n      description: A test.\n      wasm: ").append(name).append(".wasm");
        manifest.append("\n      export: ").append(export);
        manifest.append("\n      input_schema: {type: object}\n");
    }

    private ToolOutcome call(String tool, String arguments) throws Exception {
        ToolAnswer answer = WorkbenchForTests.call(road, "weather." + tool, arguments);
        assertThat(answer).isInstanceOf(ToolAnswer.Result.class);
        return ((ToolAnswer.Result) answer).outcome();
    }

    private JsonNode answer(String tool, String arguments) throws Exception {
        ToolOutcome outcome = call(tool, arguments);
        assertThat(outcome).isInstanceOf(ToolOutcome.Ok.class);
        return ((ToolOutcome.Ok) outcome).structured();
    }

    @Test
    void theArgumentsAreItsInputAndItsOutputIsTheResult() throws Exception {
        assertThat(answer("echo", "{\"place\": \"Köln\"}").toString())
                .isEqualTo("{\"place\":\"Köln\"}");
    }

    @Test
    void outputThatIsNoJsonIsText() throws Exception {
        ToolOutcome outcome = call("say", "{}");

        assertThat(((ToolOutcome.Ok) outcome).content())
                .containsExactly(new Content.Text("It will rain."));
    }

    @Test
    void itsErrorIsTheCallsError() throws Exception {
        assertThat(call("fail", "{\"why\": 1}")).isEqualTo(new ToolOutcome.Failed("{\"why\":1}"));
    }

    @Test
    void whatIsNotGrantedIsRefusedWithWordsForThePerson() throws Exception {
        ToolOutcome outcome = call("hqe_entity_query", "{\"kind\": \"Reading\"}");

        assertThat(outcome).isInstanceOf(ToolOutcome.Refused.class);
        ToolOutcome.Refused refused = (ToolOutcome.Refused) outcome;
        assertThat(refused.message())
                .contains("reading entities weather.Reading is not granted")
                .contains("entities: {read: [Reading]}")
                .contains("hqe topic grant weather");
        assertThat(refused.fix()).contains("Only the person who runs this workbench");
    }

    @Test
    void aReloadThatGrantsMoreIsInForceAtOnce() throws Exception {
        grant("{entities: {read: [Reading], write: [Reading]}}");

        JsonNode stored =
                answer(
                        "hqe_entity_put",
                        "{\"kind\": \"Reading\", \"id\": \"weather/1\", \"data\": {\"celsius\":"
                                + " 3}}");
        JsonNode found = answer("hqe_entity_query", "{\"kind\": \"Reading\"}");
        JsonNode nothing =
                answer("hqe_entity_get", "{\"kind\": \"Reading\", \"id\": \"weather/2\"}");
        JsonNode wrong =
                answer(
                        "hqe_entity_put",
                        "{\"kind\": \"Reading\", \"id\": \"weather/2\", \"data\": {}}");

        assertThat(stored.path("version").asInt()).isEqualTo(1);
        assertThat(found.at("/entities/0/data/celsius").asInt()).isEqualTo(3);
        assertThat(nothing.isNull()).isTrue();
        assertThat(wrong.at("/violations/0/message").asString()).contains("celsius");
        assertThat(answer("hqe_entity_get", "{\"id\": \"x\"}").path("error").asString())
                .contains("kind is a text");
    }

    @Test
    void aGrantedHostIsAskedFromInsideAProgram() throws Exception {
        server.answers("HTTP/1.1 200 OK\r\n\r\n{\"rain\": true}");
        String url = "http://127.0.0.1:" + server.port() + "/";
        ToolOutcome before = call("fetch", "{\"url\": \"" + url + "\"}");
        grant("{http: [{host: \"127.0.0.1:" + server.port() + "\", private: true}]}");

        JsonNode after = answer("fetch", "{\"url\": \"" + url + "\"}");

        assertThat(before).isInstanceOf(ToolOutcome.Refused.class);
        assertThat(after.path("rain").asBoolean()).isTrue();
        assertThat(call("fetch", "{\"url\": \"" + url + "\", \"method\": \"POST\"}"))
                .isInstanceOf(ToolOutcome.Refused.class);
    }

    @Test
    void aRevokedTopicsRequestIsBrokenOffAndItsOldToolsRefuseUntilItIsOfferedAgain()
            throws Exception {
        server.answers("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{");
        server.holdsConnections();
        String url = "{\"url\": \"http://127.0.0.1:" + server.port() + "/\"}";
        grant("{http: [{host: \"127.0.0.1:" + server.port() + "\", private: true}]}");
        CompletableFuture<ToolOutcome> going =
                CompletableFuture.supplyAsync(
                        () -> calledInThread("fetch", url), task -> Thread.ofVirtual().start(task));
        await().until(() -> server.requests() == 1);

        tools.revoke(WEATHER);

        assertThat(going).succeedsWithin(Duration.ofSeconds(60)).satisfies(this::isRevoked);
        assertThat(call("echo", "{}")).satisfies(this::isRevoked);
        grant("{}");
        assertThat(call("echo", "{}")).isInstanceOf(ToolOutcome.Ok.class);
    }

    private ToolOutcome calledInThread(String tool, String arguments) {
        try {
            return call(tool, arguments);
        } catch (Exception e) { // an edge: the future carries it
            throw new CompletionException(e);
        }
    }

    private void isRevoked(ToolOutcome outcome) {
        assertThat(outcome).isInstanceOf(ToolOutcome.Refused.class);
        assertThat(((ToolOutcome.Refused) outcome).message())
                .contains("'weather' was revoked, removed or granted anew");
        assertThat(((ToolOutcome.Refused) outcome).fix()).contains("A person has taken back");
    }

    @Test
    void aProgramThatKeepsFailingIsPausedAndThatIsAFact() throws Exception {
        List<TopicTripped> told = new CopyOnWriteArrayList<>();
        workbench
                .bus()
                .subscribe(
                        "test",
                        TopicTripped.class,
                        16,
                        Overflow.BLOCK,
                        envelope -> told.add(envelope.fact()));
        for (int i = 0; i < FAILURES_UNTIL_PAUSED; i++) {
            assertThat(call("run", "{}")).isInstanceOf(ToolOutcome.Failed.class);
        }
        grant("{clock: true}");

        ToolOutcome paused = call("run", "{}");

        assertThat(paused).isInstanceOf(ToolOutcome.Refused.class);
        assertThat(((ToolOutcome.Refused) paused).message()).contains("is paused");
        assertThat(((ToolOutcome.Refused) paused).fix()).startsWith("It is tried again after 2");
        assertThat(answer("echo", "{}").isObject()).as("its other programs go on").isTrue();
        await().until(() -> !told.isEmpty());
        assertThat(told.getFirst().topic().value()).isEqualTo("weather");
        assertThat(told.getFirst().program()).isEqualTo("run.wasm");
        assertThat(told.getFirst().tools()).containsExactly("weather.run");
        assertThat(told.getFirst().reason()).contains("run.wasm");
    }

    @Test
    void whatIsPausedIsListedWithItsReasonAndAPersonCanLetItGoOn() throws Exception {
        for (int i = 0; i < FAILURES_UNTIL_PAUSED; i++) {
            call("run", "{}");
        }

        List<PausedTools> paused = tools.paused();

        assertThat(paused).hasSize(1);
        assertThat(paused.getFirst().topic()).isEqualTo(WEATHER);
        assertThat(paused.getFirst().tools()).containsExactly("weather.run");
        assertThat(paused.getFirst().program().reason()).contains("run.wasm");
        assertThat(paused.getFirst().program().failures()).isEqualTo(FAILURES_UNTIL_PAUSED);
        assertThat(paused.getFirst().program().until())
                .isEqualTo(paused.getFirst().program().since().plusSeconds(30));
        assertThat(tools.resume(WEATHER)).isEqualTo(paused);
        assertThat(tools.paused()).isEmpty();
        assertThat(call("run", "{}"))
                .as("it is called again")
                .isInstanceOf(ToolOutcome.Failed.class);
    }

    @Test
    void theHandleOfASecretIsNoAnswer() throws Exception {
        grant("{http: [{host: a.test}], secrets: [{name: key, hosts: [a.test]}]}");

        ToolOutcome outcome = call("hqe_secret", "{\"name\": \"key\"}");

        assertThat(outcome).isInstanceOf(ToolOutcome.Failed.class);
        assertThat(((ToolOutcome.Failed) outcome).message())
                .startsWith("weather.hqe_secret answered with the handle of a secret")
                .doesNotContain("{{hqe-secret:");
    }

    @Test
    void picturesTravelWithTheDefinitionAsFarAsTheyFit() {
        ToolDefinition pictured =
                tools.tools().stream()
                        .map(Tool::definition)
                        .filter(one -> one.json().has("icons"))
                        .findFirst()
                        .orElseThrow();

        JsonNode icons = pictured.json().path("icons");

        assertThat(icons.valueStream().map(i -> i.path("mimeType").asString()))
                .containsExactly("image/png", "image/svg+xml", "image/png");
        assertThat(icons.at("/1/src").asString()).startsWith("data:image/svg+xml;base64,PHN2Zy");
        assertThat(icons.at("/2/src").asString()).isEqualTo("data:image/png;base64,AQID");
    }
}
