package dev.hqe.mcp.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.hqe.kernel.json.Json;
import dev.hqe.mcp.RawJson;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// What is said after the connection was made, in both eras.
class ConversationTest {

    private static final Duration LONG = Duration.ofSeconds(20);

    /// Offers everything, says yes, and keeps what it hears.
    static class Host implements ClientHandler {
        final List<ServerNotice> heard = new CopyOnWriteArrayList<>();
        final List<Elicitation> asked = new CopyOnWriteArrayList<>();

        @Override
        public ClientOffers offers() {
            return new ClientOffers(true, true, true, false, true, true, Json.object());
        }

        @Override
        public Elicitation.Answer elicit(Elicitation question) throws InterruptedException {
            asked.add(question);
            return new Elicitation.Answer.Accept(Json.object().put("given", 1));
        }

        @Override
        public List<Root> roots() {
            return List.of(new Root(URI.create("file:///project"), "project"));
        }

        @Override
        public void heard(ServerNotice notice) {
            heard.add(notice);
        }
    }

    private final Host host = new Host();

    private static ScriptedServer modern(ScriptedServer.Script script) {
        return new ScriptedServer((message, self) -> {
            if (message.path("method").asString("").equals("server/discover")) {
                self.answer(message, EraTest.DISCOVERED);
            } else {
                script.received(message, self);
            }
        });
    }

    private static ScriptedServer legacy(ScriptedServer.Script script) {
        return new ScriptedServer((message, self) -> {
            switch (message.path("method").asString("")) {
                case "server/discover" -> self.refuse(message, -32601, "no such method");
                case "initialize" -> self.answer(message, EraTest.initialized("2025-11-25"));
                case "notifications/initialized" -> {}
                default -> script.received(message, self);
            }
        });
    }

    @Test
    void aResultSurvivesByteForByte() throws IOException, InterruptedException {
        String result =
                "{ \"resultType\" :\"complete\", \"n\":1.50e+02,\"x-unknown\":{\"a\":[1,{}]},"
                        + "\"text\":\"\\u00e9\\/\",\"big\":12345678901234567890123 }";
        try (ScriptedServer server = modern((message, self) -> self.answer(message, result));
                McpClient client = EraTest.connect(server, host)) {

            RawJson got = client.request("any/thing", Params.NONE, RequestOptions.DEFAULT);

            assertThat(got).hasToString(result);
        }
    }

    @Test
    void wantedInputIsAskedForAndTheStateGoesBackUntouched()
            throws IOException, InterruptedException {
        String wanted =
                "{\"resultType\":\"input_required\",\"requestState\":\"s\\u002f1\",\"inputRequests\":"
                        + "{\"k\":{\"method\":\"elicitation/create\",\"params\":{\"message\":\"?\","
                        + "\"requestedSchema\":{\"type\":\"object\",\"properties\":{\"given\":"
                        + "{\"type\":\"integer\",\"default\":7},\"left\":{\"type\":\"string\","
                        + "\"default\":\"d\"}}}}},\"r\":{\"method\":\"roots/list\"}}}";
        try (ScriptedServer server =
                        modern((message, self) ->
                                self.answer(
                                        message,
                                        message.path("params").has("inputResponses")
                                                ? "{\"resultType\":\"complete\",\"ok\":true}"
                                                : wanted));
                McpClient client = EraTest.connect(server, host)) {

            RawJson got =
                    client.getPrompt("p", Json.object().put("a", "b"), RequestOptions.DEFAULT);

            List<JsonNode> sent = server.heard("prompts/get");
            JsonNode retry = sent.getLast().path("params");
            assertThat(got.tree().path("ok").asBoolean()).isTrue();
            assertThat(sent).hasSize(2);
            assertThat(sent.getLast().path("id")).isNotEqualTo(sent.getFirst().path("id"));
            assertThat(retry.path("requestState").asString()).isEqualTo("s/1");
            assertThat(retry.path("arguments")).hasToString("{\"a\":\"b\"}");
            assertThat(retry.path("inputResponses"))
                    .hasToString(
                            "{\"k\":{\"action\":\"accept\",\"content\":{\"given\":1,\"left\":\"d\"}},"
                                    + "\"r\":{\"roots\":[{\"uri\":\"file:///project\","
                                    + "\"name\":\"project\"}]}}");
        }
    }

    @Test
    void aServerThatNeverHasEnoughInputIsGivenUp() throws IOException, InterruptedException {
        try (ScriptedServer server =
                        modern((message, self) ->
                                self.answer(
                                        message,
                                        "{\"resultType\":\"input_required\",\"requestState\":\"s\"}"));
                McpClient client = EraTest.connect(server, host)) {

            assertThatThrownBy(() -> client.readResource("file:///x", RequestOptions.DEFAULT))
                    .isInstanceOf(ClientException.class)
                    .hasMessageContaining("wanted input 16 times");
        }
    }

    @Test
    void aLegacyServersQuestionsAreAnsweredWhileItsCallWaits()
            throws IOException, InterruptedException {
        AtomicReference<JsonNode> call = new AtomicReference<>(Json.object());
        try (ScriptedServer server =
                        legacy((message, self) -> {
                            if (message.path("method").asString("").equals("tools/call")) {
                                call.set(message);
                                self.say(
                                        "{\"jsonrpc\":\"2.0\",\"id\":\"q1\",\"method\":\"elicitation/create\","
                                                + "\"params\":{\"mode\":\"url\",\"message\":\"Open\","
                                                + "\"url\":\"https://example.org/x\",\"elicitationId\":\"e\"}}");
                            } else if (message.path("id").asString("").equals("q1")) {
                                self.answer(call.get(), "{\"got\":" + message.path("result") + "}");
                            }
                        });
                McpClient client = EraTest.connect(server, host)) {

            RawJson got = client.callTool("t", RawJson.of("{}"), RequestOptions.DEFAULT);

            assertThat(got).hasToString("{\"got\":{\"action\":\"accept\"}}");
            assertThat(host.asked)
                    .singleElement()
                    .isInstanceOfSatisfying(
                            Elicitation.Page.class,
                            page -> {
                                assertThat(page.url())
                                        .isEqualTo(URI.create("https://example.org/x"));
                                assertThat(page.id()).isEqualTo("e");
                            });
        }
    }

    @Test
    void whatWasNotOfferedIsRefusedAndAPingAnswered() throws IOException, InterruptedException {
        List<JsonNode> answers = new CopyOnWriteArrayList<>();
        try (ScriptedServer server =
                        legacy((message, self) -> {
                            if (message.has("method")) {
                                self.say(
                                        "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"sampling/createMessage\","
                                                + "\"params\":{}}");
                                self.say("{\"jsonrpc\":\"2.0\",\"id\":2,\"method\":\"ping\"}");
                                self.answer(message, "{}");
                            } else {
                                answers.add(message);
                            }
                        });
                McpClient client = EraTest.connect(server, ClientHandler.NONE)) {

            client.ping(LONG);

            await().atMost(LONG).until(() -> answers.size() == 2);
            assertThat(answers)
                    .anySatisfy(answer -> {
                        assertThat(answer.path("id").asInt()).isEqualTo(1);
                        assertThat(answer.at("/error/code").asInt()).isEqualTo(-32601);
                    })
                    .anySatisfy(answer -> {
                        assertThat(answer.path("id").asInt()).isEqualTo(2);
                        assertThat(answer.path("result")).isEqualTo(Json.object());
                    });
        }
    }

    @Test
    void aSilentServerIsToldToStopWhenTimeIsUp() throws IOException, InterruptedException {
        try (ScriptedServer server = legacy((message, self) -> {});
                McpClient client = EraTest.connect(server, host)) {
            RequestOptions hasty = RequestOptions.DEFAULT.within(Duration.ofMillis(50), LONG);

            assertThatThrownBy(() -> client.callTool("t", RawJson.of("{}"), hasty))
                    .isInstanceOf(ClientException.TimedOut.class)
                    .hasMessageContaining("tools/call");

            await().atMost(LONG).until(() -> !server.heard("notifications/cancelled").isEmpty());
            assertThat(server.heard("notifications/cancelled").getFirst().at("/params/requestId"))
                    .isEqualTo(server.heard("tools/call").getFirst().path("id"));
        }
    }

    @Test
    void progressKeepsACallAliveUpToItsHardLimit() throws IOException, InterruptedException {
        CountDownLatch over = new CountDownLatch(1);
        try (ScriptedServer server =
                        modern((message, self) -> {
                            JsonNode token = message.at("/params/_meta/progressToken");
                            Thread.ofVirtual().start(() -> chatter(self, token, over));
                        });
                McpClient client = EraTest.connect(server, host)) {
            List<Double> reports = new ArrayList<>();
            RequestOptions options =
                    RequestOptions.DEFAULT
                            .within(Duration.ofSeconds(10), Duration.ofMillis(300))
                            .reporting(report -> reports.add(report.progress()));

            assertThatThrownBy(() -> client.callTool("t", RawJson.of("{}"), options))
                    .isInstanceOf(ClientException.TimedOut.class);

            assertThat(reports).isSorted().isNotEmpty();
        } finally {
            over.countDown();
        }
    }

    private static void chatter(ScriptedServer server, JsonNode token, CountDownLatch over) {
        for (int i = 1; over.getCount() > 0 && i < 100_000; i++) {
            server.say(
                    "{\"jsonrpc\":\"2.0\",\"method\":\"notifications/progress\",\"params\":"
                            + "{\"progressToken\":"
                            + token
                            + ",\"progress\":"
                            + i
                            + "}}");
        }
    }

    @Test
    void nonsenseFromAServerIsCountedAndNotFatal() throws IOException, InterruptedException {
        try (ScriptedServer server =
                        modern((message, self) -> {
                            self.say("Server started!");
                            self.say("{\"jsonrpc\":\"2.0\"}");
                            self.say("{\"jsonrpc\":\"2.0\",\"id\":999,\"result\":{}}");
                            self.say("{\"jsonrpc\":\"1.0\",\"method\":\"x\"}");
                            self.say("[" + "1,".repeat(10) + "1]");
                            self.say("x".repeat(70_000));
                            self.answer(message, "{\"ok\":1}");
                        });
                McpClient client =
                        McpClient.connect(
                                server.transport(),
                                OwnServerTest.IDENTITY,
                                host,
                                ClientLimits.DEFAULT.withMessageBytes(65_536))) {

            RawJson got = client.request("x/y", Params.NONE, RequestOptions.DEFAULT);

            assertThat(got).hasToString("{\"ok\":1}");
            assertThat(client.malformed()).isEqualTo(5);
        }
    }

    @Test
    void everyCallEndsWhenTheServerGoes() throws IOException, InterruptedException {
        try (ScriptedServer server =
                        modern((message, self) -> {
                            try {
                                self.close();
                            } catch (IOException e) {
                                throw new java.io.UncheckedIOException(e);
                            }
                        });
                McpClient client = EraTest.connect(server, host)) {

            assertThatThrownBy(() -> client.request("x/y", Params.NONE, RequestOptions.DEFAULT))
                    .isInstanceOf(ClientException.Lost.class);

            assertThatThrownBy(() -> client.request("x/z", Params.NONE, RequestOptions.DEFAULT))
                    .isInstanceOf(ClientException.Lost.class);
            await().atMost(LONG)
                    .until(() ->
                            host.heard.stream().anyMatch(ServerNotice.Ended.class::isInstance));
        }
    }

    @Test
    void pagesAreFollowedAndAnEmptyCursorIsOne() throws IOException, InterruptedException {
        try (ScriptedServer server =
                        modern((message, self) -> {
                            JsonNode cursor = message.at("/params/cursor");
                            String next =
                                    cursor.isMissingNode()
                                            ? ",\"nextCursor\":\"\""
                                            : cursor.asString().isEmpty()
                                                    ? ",\"nextCursor\":\"b\""
                                                    : "";
                            self.answer(
                                    message,
                                    "{\"ttlMs\":5,\"cacheScope\":\"public\",\"tools\":[{\"name\":\"t"
                                            + cursor.asString("-")
                                            + "\",\"inputSchema\":{},\"x-more\":1}]"
                                            + next
                                            + "}");
                        });
                McpClient client = EraTest.connect(server, host)) {

            Listing listing = client.listTools();

            assertThat(listing.items())
                    .extracting(tool -> tool.path("name").asString())
                    .containsExactly("t-", "t", "tb");
            assertThat(listing.items()).allMatch(tool -> tool.path("x-more").asInt() == 1);
            assertThat(listing.ttlMillis()).isEqualTo(5);
            assertThat(listing.shared()).isTrue();
        }
    }

    @Test
    void pagesThatGoRoundOrNeverEndAreGivenUp() throws IOException, InterruptedException {
        try (ScriptedServer server =
                        modern((message, self) -> {
                            String next =
                                    message.path("method").asString().equals("tools/list")
                                            ? "same"
                                            : "c" + message.path("id");
                            self.answer(
                                    message,
                                    "{\"tools\":[],\"prompts\":[],\"nextCursor\":\""
                                            + next
                                            + "\"}");
                        });
                McpClient client = EraTest.connect(server, host)) {

            assertThatThrownBy(client::listTools).hasMessageContaining("go round");
            assertThatThrownBy(client::listPrompts).hasMessageContaining("more than 200 pages");
        }
    }

    @Test
    void pagesThatAreTooLargeTogetherAreGivenUp() throws IOException, InterruptedException {
        String filling = "x".repeat(9 << 20);
        try (ScriptedServer server =
                        modern((message, self) ->
                                self.answer(
                                        message,
                                        "{\"prompts\":[{\"name\":\""
                                                + filling
                                                + "\"}],\"nextCursor\":\"c"
                                                + message.path("id")
                                                + "\"}"));
                McpClient client = EraTest.connect(server, host)) {

            assertThatThrownBy(client::listPrompts)
                    .hasMessageContaining("more than " + (32 << 20) + " bytes");
        }
    }

    @Test
    void aModernTaskIsFollowedAndItsInputGivenOnce() throws IOException, InterruptedException {
        List<String> states = new CopyOnWriteArrayList<>(List.of("input_required", "working"));
        try (ScriptedServer server =
                        modern((message, self) -> {
                            String task = "\"taskId\":\"T\",\"pollIntervalMs\":1,\"status\":";
                            switch (message.path("method").asString()) {
                                case "tools/call" ->
                                        self.answer(
                                                message,
                                                "{\"resultType\":\"task\","
                                                        + task
                                                        + "\"working\"}");
                                case "tasks/update" -> self.answer(message, "{}");
                                case "tasks/get" -> {
                                    String state =
                                            states.isEmpty() ? "completed" : states.removeFirst();
                                    self.answer(
                                            message,
                                            "{"
                                                    + task
                                                    + "\""
                                                    + state
                                                    + "\",\"inputRequests\":{\"k\":{\"method\":"
                                                    + "\"roots/list\"}},\"result\":{\"content\":[]}}");
                                }
                                default -> {}
                            }
                        });
                McpClient client = EraTest.connect(server, host)) {

            RawJson got = client.callTool("t", RawJson.of("{}"), RequestOptions.DEFAULT);

            assertThat(got).hasToString("{\"content\":[]}");
            assertThat(server.heard("tasks/update"))
                    .singleElement()
                    .satisfies(update ->
                            assertThat(update.at("/params/inputResponses/k/roots").size())
                                    .isEqualTo(1));
        }
    }

    @Test
    void aSubscriptionHearsChangesUntilItIsClosed() throws IOException, InterruptedException {
        try (ScriptedServer server =
                        modern((message, self) -> {
                            if (!message.path("method").asString().equals("subscriptions/listen")) {
                                return;
                            }
                            String meta =
                                    "\"_meta\":{\"io.modelcontextprotocol/subscriptionId\":"
                                            + message.path("id")
                                            + "}";
                            self.say(
                                    "{\"jsonrpc\":\"2.0\",\"method\":"
                                            + "\"notifications/subscriptions/acknowledged\",\"params\":{"
                                            + meta
                                            + ",\"notifications\":{\"toolsListChanged\":true}}}");
                            self.say(
                                    "{\"jsonrpc\":\"2.0\",\"method\":\"notifications/tools/list_changed\","
                                            + "\"params\":{"
                                            + meta
                                            + "}}");
                        });
                McpClient client = EraTest.connect(server, host)) {
            Subscription subscription = client.subscribe(Interest.LISTS);

            assertThat(subscription.granted()).hasToString("{\"toolsListChanged\":true}");
            await().atMost(LONG).until(() -> host.heard.contains(new ServerNotice.ToolsChanged()));
            subscription.close();
            await().atMost(LONG).until(() -> !server.heard("notifications/cancelled").isEmpty());
        }
    }

    @Test
    void manyCallsAtOnceEachGetTheirOwnAnswer() throws IOException, InterruptedException {
        List<JsonNode> held = new ArrayList<>();
        try (ScriptedServer server =
                        modern((message, self) -> {
                            // Answered in reverse, ten at a time.
                            held.add(message);
                            if (held.size() == 10) {
                                for (JsonNode each : held.reversed()) {
                                    self.answer(each, "{\"n\":" + each.at("/params/n") + "}");
                                }
                                held.clear();
                            }
                        });
                McpClient client = EraTest.connect(server, host)) {
            List<Thread> callers = new ArrayList<>();
            List<String> wrong = new CopyOnWriteArrayList<>();

            for (int i = 0; i < 50; i++) {
                ObjectNode params = Json.object().put("n", i);
                callers.add(
                        Thread.ofVirtual()
                                .start(() -> {
                                    try {
                                        RawJson got =
                                                client.request(
                                                        "x/y",
                                                        Params.of(params),
                                                        RequestOptions.DEFAULT);
                                        if (!got.toString().equals(params.toString())) {
                                            wrong.add(got.toString());
                                        }
                                    } catch (InterruptedException | RuntimeException e) {
                                        wrong.add(e.toString());
                                    }
                                }));
            }
            for (Thread caller : callers) {
                caller.join();
            }

            assertThat(wrong).isEmpty();
        }
    }
}
