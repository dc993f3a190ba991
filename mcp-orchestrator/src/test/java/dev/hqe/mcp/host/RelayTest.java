package dev.hqe.mcp.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.hqe.kernel.json.Json;
import dev.hqe.mcp.Caller;
import dev.hqe.mcp.ClientAbilities;
import dev.hqe.mcp.Completion;
import dev.hqe.mcp.CompletionRequest;
import dev.hqe.mcp.InputRequest;
import dev.hqe.mcp.LogLevel;
import dev.hqe.mcp.PromptCall;
import dev.hqe.mcp.ProtocolFault;
import dev.hqe.mcp.RawJson;
import dev.hqe.mcp.ResourceProvider;
import dev.hqe.mcp.ResourceRead;
import dev.hqe.mcp.ToolAnswer;
import dev.hqe.mcp.ToolOutcome;
import dev.hqe.mcp.TraceContext;
import dev.hqe.mcp.config.ServerName;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// What passes between a caller and a hosted server.
class RelayTest {

    @TempDir private Path folder = Path.of("");
    private final PipedServers servers = new PipedServers();

    /// Answers every question with its own name, and keeps what it was asked and told.
    private static final class Asked implements Caller {

        final String name;
        final List<String> reports = new CopyOnWriteArrayList<>();
        final List<InputRequest> questions = new CopyOnWriteArrayList<>();

        Asked(String name) {
            this.name = name;
        }

        @Override
        public ClientAbilities abilities() {
            return new ClientAbilities(
                    (ObjectNode) Json.MAPPER.readTree("{\"roots\":{},\"elicitation\":{}}"));
        }

        @Override
        public void log(LogLevel level, String logger, JsonNode data) {
            reports.add(level + " " + data.asString(""));
        }

        @Override
        public void report(double done, double total, String message) {
            reports.add(message);
        }

        @Override
        public Map<String, ObjectNode> ask(Map<String, InputRequest> requests) {
            Map<String, ObjectNode> answers = new HashMap<>();
            requests.forEach((key, request) -> {
                questions.add(request);
                ObjectNode answer = Json.object().put("action", "accept");
                answer.putObject("content").put("by", name);
                answers.put(key, answer);
            });
            return answers;
        }
    }

    @Test
    void aResultPassesWithMembersThatNobodyKnows() throws Exception {
        String result =
                "{\"content\":[{\"type\":\"text\",\"text\":\"a\\u0301 1\",\"odd\":1.50}],"
                        + "\"structuredContent\":{\"n\":1e2},\"_meta\":{\"x\":1},\"later\":[true]}";
        servers.answering("tools/call", result);
        try (HostBench bench = new HostBench(folder, servers).with("notes")) {
            ToolAnswer answer = bench.call("notes.echo");

            assertThat(((ToolAnswer.Result) answer).json().toCallToolResult())
                    .isEqualTo(Json.MAPPER.readTree(result));
        }
    }

    @Test
    void largePartsOfAResultAreNotWrittenAnew() {
        ToolOutcome.Relayed relayed =
                ToolOutcome.Relayed.of(
                        RawJson.of(
                                "{ \"isError\" : true, \"content\" : [ 1.00 ] ,"
                                        + " \"structuredContent\":\"a\\\"b\", \"resultType\":\"x\"}"));

        assertThat(relayed.content()).hasToString("[ 1.00 ]");
        assertThat(relayed.structured().orElseThrow()).hasToString("\"a\\\"b\"");
        assertThat(relayed.structuredIsObject()).isFalse();
        assertThat(relayed.isError()).isTrue();
        assertThat(relayed.more()).isEmpty();
    }

    @Test
    void anErrorOfAServerIsTheCallersError() throws Exception {
        servers.script =
                (message, server) ->
                        server.say(
                                "{\"jsonrpc\":\"2.0\",\"id\":"
                                        + message.path("id")
                                        + ",\"error\":{\"code\":-32042,\"message\":\"visit\","
                                        + "\"data\":{\"url\":\"u\"}}}");
        servers.resources = List.of("{\"uri\":\"demo://a\",\"name\":\"a\"}");
        try (HostBench bench = new HostBench(folder, servers).with("notes")) {
            ToolAnswer answer = bench.call("notes.echo");

            assertThat(answer)
                    .isInstanceOfSatisfying(
                            ToolAnswer.Fault.class,
                            fault -> {
                                assertThat(fault.code()).isEqualTo(-32042);
                                assertThat(fault.message()).isEqualTo("visit");
                                assertThat(fault.data().orElseThrow())
                                        .hasToString("{\"url\":\"u\"}");
                            });
            assertThatThrownBy(() ->
                            bench.host
                                    .resources()
                                    .read(new ResourceRead(HostBench.ANN, "demo://a", Caller.NONE)))
                    .isInstanceOfSatisfying(
                            ProtocolFault.class,
                            fault -> assertThat(fault.code()).isEqualTo(-32042));
        }
    }

    @Test
    void aCallCarriesItsTraceOn() throws Exception {
        servers.answering("tools/call", "{\"content\":[]}");
        try (HostBench bench = new HostBench(folder, servers).with("notes")) {
            bench.call(
                    "notes.echo",
                    HostBench.ANN,
                    Caller.NONE,
                    new TraceContext("00-1-2-01", "", "k=v"));

            JsonNode meta = servers.latest().heard("tools/call").getFirst().at("/params/_meta");
            assertThat(meta.path("traceparent").asString("")).isEqualTo("00-1-2-01");
            assertThat(meta.path("baggage").asString("")).isEqualTo("k=v");
            assertThat(meta.has("tracestate")).isFalse();
        }
    }

    @Test
    void progressAndALegacyServersQuestionReachTheCaller() throws Exception {
        servers.script =
                (message, server) -> {
                    if (message.path("method").asString("").equals("tools/call")) {
                        JsonNode token = message.at("/params/_meta/progressToken");
                        server.say(
                                "{\"jsonrpc\":\"2.0\",\"method\":\"notifications/progress\","
                                        + "\"params\":{\"progressToken\":"
                                        + token
                                        + ",\"progress\":1,\"message\":\"half\"}}");
                        server.say(
                                "{\"jsonrpc\":\"2.0\",\"id\":\"q\",\"method\":\"elicitation/create\","
                                        + "\"params\":{\"message\":\"\\u202ewho\",\"requestedSchema\":"
                                        + "{\"type\":\"object\",\"properties\":{}}}}");
                    } else if (message.path("id").asString("").equals("q")) {
                        server.answer(
                                server.heard("tools/call").getFirst(),
                                "{\"content\":[{\"type\":\"text\",\"text\":"
                                        + message.at("/result/content/by")
                                        + "}]}");
                    }
                };
        Asked ann = new Asked("ann");
        try (HostBench bench = new HostBench(folder, servers).with("notes")) {
            ToolAnswer answer = bench.call("notes.echo", HostBench.ANN, ann, TraceContext.NONE);

            assertThat(HostBench.text(answer)).isEqualTo("ann");
            assertThat(ann.reports).containsExactly("half");
            assertThat(ann.questions)
                    .singleElement()
                    .satisfies(q ->
                            assertThat(q.params().path("message").asString())
                                    .isEqualTo("Server 'notes' asks: who"));
        }
    }

    @Test
    void aQuestionThatCouldBelongToTwoIsRefused() throws Exception {
        CountDownLatch both = new CountDownLatch(2);
        servers.script =
                (message, server) -> {
                    if (message.path("method").asString("").equals("tools/call")) {
                        both.countDown();
                        if (both.getCount() == 0) {
                            server.say(
                                    "{\"jsonrpc\":\"2.0\",\"id\":\"q\",\"method\":\"roots/list\"}");
                        }
                    } else if (message.path("id").asString("").equals("q")) {
                        String said = message.at("/error/message").asString("answered");
                        server.heard("tools/call")
                                .forEach(call ->
                                        server.answer(
                                                call,
                                                "{\"content\":[{\"type\":\"text\",\"text\":\""
                                                        + said
                                                        + "\"}]}"));
                    }
                };
        Asked ann = new Asked("ann");
        Asked bob = new Asked("bob");
        try (HostBench bench = new HostBench(folder, servers).with("notes")) {
            List<String> said = new CopyOnWriteArrayList<>();
            Thread first =
                    Thread.ofVirtual().start(() -> said.add(quietly(bench, HostBench.ANN, ann)));
            said.add(quietly(bench, HostBench.BOB, bob));
            first.join();

            assertThat(said).hasSize(2).allMatch(text -> text.contains("cannot be told whose"));
            assertThat(ann.questions).isEmpty();
            assertThat(bob.questions).isEmpty();
        }
    }

    private static String quietly(HostBench bench, dev.hqe.mcp.Principal principal, Caller caller) {
        try {
            return HostBench.text(bench.call("notes.echo", principal, caller, TraceContext.NONE));
        } catch (InterruptedException e) {
            return "interrupted";
        }
    }

    @Test
    void aCallThatIsTakenBackIsCancelledThere() throws Exception {
        CountDownLatch cancelled = new CountDownLatch(1);
        CountDownLatch called = new CountDownLatch(1);
        servers.script =
                (message, server) -> {
                    switch (message.path("method").asString("")) {
                        case "tools/call" -> called.countDown();
                        case "notifications/cancelled" -> cancelled.countDown();
                        default -> {}
                    }
                };
        try (HostBench bench = new HostBench(folder, servers).with("notes")) {
            Thread caller =
                    Thread.ofVirtual().start(() -> quietly(bench, HostBench.ANN, Caller.NONE));
            assertThat(called.await(20, TimeUnit.SECONDS)).isTrue();

            caller.interrupt();

            assertThat(cancelled.await(20, TimeUnit.SECONDS)).isTrue();
        }
    }

    @Test
    void aServerThatGoesAwayMidCallIsNamedWithItsLastWords() throws Exception {
        servers.script =
                (message, server) -> {
                    try {
                        server.close();
                    } catch (IOException e) {
                        throw new java.io.UncheckedIOException(e);
                    }
                };
        try (HostBench bench = new HostBench(folder, servers).with("notes")) {
            String said = HostBench.text(bench.call("notes.echo"));

            assertThat(said).contains("server 'notes'", "ended with exit code 3", "out of paper");
            servers.script =
                    (message, server) ->
                            server.answer(
                                    message,
                                    "{\"content\":[{\"type\":\"text\",\"text\":\"again\"}]}");
            assertThat(HostBench.text(bench.call("notes.echo"))).isEqualTo("again");
            assertThat(servers.opened).hasSize(2);
            assertThat(servers.latest().heard("initialize")).hasSize(1);
        }
    }

    @Test
    void resourcesTemplatesPromptsAndCompletionsAreTheServers() throws Exception {
        servers.resources = List.of("{\"uri\":\"demo://a\",\"name\":\"a\"}");
        servers.templates = List.of("{\"uriTemplate\":\"demo://t/{id}\",\"name\":\"t\"}");
        servers.prompts = List.of("{\"name\":\"ask\"}");
        servers.answering("resources/read", "{\"contents\":[{\"uri\":\"u\",\"text\":\"x\"}]}")
                .answering("prompts/get", "{\"messages\":[],\"description\":\"d\"}")
                .answering(
                        "completion/complete",
                        "{\"completion\":{\"values\":[\"v\"],\"total\":7,\"hasMore\":true}}");
        try (HostBench bench = new HostBench(folder, servers).with("notes")) {
            ObjectNode read =
                    bench.host
                            .resources()
                            .read(new ResourceRead(HostBench.ANN, "demo://t/9", Caller.NONE))
                            .orElseThrow();
            ObjectNode prompt =
                    bench.host
                            .prompts()
                            .prompts(HostBench.ANN)
                            .getFirst()
                            .get(new PromptCall(HostBench.ANN, Map.of(), Caller.NONE));
            Completion completion =
                    bench.host
                            .resources()
                            .complete(
                                    new CompletionRequest(
                                            HostBench.ANN, "demo://t/{id}", "id", "", Map.of()))
                            .orElseThrow();

            assertThat(read.at("/contents/0/text").asString()).isEqualTo("x");
            assertThat(prompt.path("description").asString()).isEqualTo("d");
            assertThat(completion).isEqualTo(new Completion(List.of("v"), 7));
            assertThat(bench.host.resources().resources(HostBench.ANN)).hasSize(1);
            assertThat(bench.host.resources().templates(HostBench.ANN)).hasSize(1);
        }
    }

    @Test
    void aServerCannotSpeakForAnAddressOfTheWorkbench() throws Exception {
        servers.resources =
                List.of(
                        "{\"uri\":\"hqe://results/0123\",\"name\":\"a\"}",
                        "{\"uri\":\"demo://a\",\"name\":\"a\"}");
        servers.templates = List.of("{\"uriTemplate\":\"HQE://{+any}\",\"name\":\"all\"}");
        servers.answering("resources/read", "{\"contents\":[]}");
        try (HostBench bench = new HostBench(folder, servers).with("demo")) {
            ResourceProvider resources = bench.host.resources();

            assertThat(resources.resources(HostBench.ANN))
                    .extracting(one -> one.uri())
                    .containsExactly("demo://a");
            assertThat(resources.templates(HostBench.ANN)).isEmpty();
            assertThat(
                            resources.read(
                                    new ResourceRead(
                                            HostBench.ANN, "hqe://results/0123", Caller.NONE)))
                    .isEmpty();
        }
    }

    @Test
    void aWatchIsAskedForAgainOnTheNextConnection() throws Exception {
        servers.resources = List.of("{\"uri\":\"demo://a\",\"name\":\"a\"}");
        List<String> updated = new CopyOnWriteArrayList<>();
        try (HostBench bench = new HostBench(folder, servers).with("notes")) {
            bench.host.resources().onUpdate(updated::add);
            bench.host.resources().watched("demo://a", true);
            await().atMost(HostBench.LONG)
                    .until(() -> servers.latest().heard("resources/subscribe").size() == 1);

            bench.host.restart(new ServerName("notes"));
            bench.host.connect(new ServerName("notes"));
            servers.latest()
                    .say(
                            "{\"jsonrpc\":\"2.0\",\"method\":\"notifications/resources/updated\","
                                    + "\"params\":{\"uri\":\"demo://a\"}}");

            assertThat(servers.latest().heard("resources/subscribe")).hasSize(1);
            await().atMost(HostBench.LONG)
                    .untilAsserted(() -> assertThat(updated).containsExactly("demo://a"));
        }
    }

    @Test
    void namesThatClientsDoNotTakeAreMadeToFitAndNeverCollide() throws Exception {
        servers.tools =
                List.of(
                        PipedServers.ECHO.replace("\"echo\"", "\"a/b\""),
                        PipedServers.ECHO.replace("\"echo\"", "\"a b\""));
        servers.answering("tools/call", "{\"content\":[]}");
        try (HostBench bench = new HostBench(folder, servers).with("notes", "other")) {
            List<String> names = bench.tools();

            assertThat(names).hasSize(4).doesNotHaveDuplicates().allMatch(n -> n.contains(".a_b-"));
            assertThat(bench.call(names.getFirst())).isInstanceOf(ToolAnswer.Result.class);
            // Which of the two was opened first is chance.
            assertThat(servers.opened)
                    .flatExtracting(server -> server.heard("tools/call"))
                    .singleElement()
                    .satisfies(heard ->
                            assertThat(heard.at("/params/name").asString()).isIn("a/b", "a b"));
        }
    }
}
