package dev.hqe.mcp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.is;

import dev.hqe.mcp.internal.protocol.Outbound;
import dev.hqe.mcp.internal.protocol.ProtocolSession;
import dev.hqe.mcp.internal.protocol.ReplyTo;
import dev.hqe.mcp.internal.protocol.RequestId;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Sessions as a transport uses them that has one for each request.
class SessionsTest {

    private static final String ABLE =
            "{\"elicitation\":{},\"extensions\":{\"io.modelcontextprotocol/tasks\":{}}}";
    private static final String ADA =
            ",\"inputResponses\":{\"user_name\":{\"action\":\"accept\",\"content\":{\"name\":\"Ada\"}}}";

    private final AtomicInteger started = new AtomicInteger();
    private final AtomicInteger stopped = new AtomicInteger();
    private final List<TraceContext> traces = new ArrayList<>();
    private final ToolRoad road =
            new ToolRoad(
                    List.of(
                            ToolProvider.of(
                                    TestTools.asking("test.ask", TaskSupport.NEVER),
                                    TestTools.slow(started, stopped),
                                    TestTools.withTasks(TaskSupport.OPTIONAL, TestTools.nap()),
                                    TestTools.tool(
                                            "test.traced",
                                            "{\"type\":\"object\"}",
                                            call -> {
                                                traces.add(call.trace());
                                                return ToolOutcome.Ok.text("ok");
                                            }))),
                    ToolPolicy.ALLOW_ALL,
                    called -> {},
                    RoadLimits.DEFAULT,
                    InstantSource.system());
    private final McpServer server = new McpServer(new ServerInfo("s", "", "1"), "", road);

    @AfterEach
    void close() {
        server.close();
        road.close();
    }

    private static final class Reply implements ReplyTo {

        private final BlockingQueue<String> sent = new LinkedBlockingQueue<>();

        @Override
        public void send(Optional<RequestId> id, byte[] response) {
            sent.add(new String(response, StandardCharsets.UTF_8));
        }

        @Override
        public void drop() {
            sent.add("{}");
        }

        @Override
        public boolean offer(byte[] notification) {
            return sent.add(new String(notification, StandardCharsets.UTF_8));
        }

        @Override
        public boolean ask(byte[] request) {
            return offer(request);
        }

        private JsonNode next() throws InterruptedException {
            String message = sent.poll(20, TimeUnit.SECONDS);
            assertThat(message).as("an answer within 20 s").isNotNull();
            return JsonMapper.shared().readTree(String.valueOf(message));
        }
    }

    private ProtocolSession session(String key) {
        return new ProtocolSession(
                server, Outbound.NONE, ConnectionLimits.DEFAULT, new Access(key, Access.Scope.ALL));
    }

    private JsonNode post(String key, String message) throws InterruptedException {
        Reply reply = new Reply();
        receive(session(key), message, reply);
        return reply.next();
    }

    private static void receive(ProtocolSession session, String message, Reply reply) {
        byte[] body = message.getBytes(StandardCharsets.UTF_8);
        session.receive(body, 0, body.length, reply);
    }

    private static String call(String tool, String more) {
        return Wire.modern(1, "tools/call", "\"name\":\"" + tool + "\"" + more, ABLE);
    }

    private static String state(JsonNode asked) {
        return ",\"requestState\":\"" + asked.at("/result/requestState").asString() + "\"";
    }

    @Test
    void ofTwoRetriesAtTheSameTimeExactlyOneWins() throws Exception {
        for (int round = 0; round < 100; round++) {
            String retry = call("test.ask", ADA + state(post("", call("test.ask", ""))));
            CyclicBarrier together = new CyclicBarrier(2);
            Reply first = new Reply();
            Reply second = new Reply();

            Thread other =
                    Thread.ofPlatform()
                            .start(() -> {
                                meet(together);
                                receive(session(""), retry, second);
                            });
            meet(together);
            receive(session(""), retry, first);
            other.join();

            List<JsonNode> both = List.of(first.next(), second.next());
            assertThat(both)
                    .filteredOn(one ->
                            one.at("/result/content/0/text").asString("").equals("Hello Ada"))
                    .hasSize(1);
            assertThat(both).filteredOn(one -> one.at("/error/code").asInt(0) == -32602).hasSize(1);
        }
    }

    private static void meet(CyclicBarrier barrier) {
        try {
            barrier.await(20, TimeUnit.SECONDS);
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void statesAndTasksBelongToTheHolderOfTheKey() throws InterruptedException {
        JsonNode asked = post("alice", call("test.ask", ""));
        JsonNode created = post("alice", call("test.nap", ",\"arguments\":{\"millis\":1}"));
        String get =
                Wire.modern(
                        2,
                        "tasks/get",
                        "\"taskId\":\"" + created.at("/result/taskId").asString() + "\"",
                        ABLE);

        assertThat(post("bob", call("test.ask", ADA + state(asked))).at("/error/code").asInt())
                .isEqualTo(-32602);
        assertThat(post("bob", get).at("/error/code").asInt()).isEqualTo(-32602);
        assertThat(post("alice", get).at("/result/taskId").isString()).isTrue();
        assertThat(
                        post("alice", call("test.ask", ADA + state(asked)))
                                .at("/result/content/0/text")
                                .asString())
                .isEqualTo("Hello Ada");
    }

    @Test
    void aClientThatGoesAwayTakesItsCallAndNotItsParkedOnes() throws InterruptedException {
        Reply parkedReply = new Reply();
        ProtocolSession parked = session("");
        receive(parked, call("test.ask", ""), parkedReply);
        JsonNode asked = parkedReply.next();
        Reply slowReply = new Reply();
        ProtocolSession slow = session("");
        receive(slow, Wire.modernCall(1, "test.slow", "{}"), slowReply);
        await().untilAtomic(started, is(1));

        parked.abort();
        slow.abort();

        await().untilAtomic(stopped, is(1));
        assertThat(slowReply.next().isEmpty()).isTrue();
        assertThat(
                        post("", call("test.ask", ADA + state(asked)))
                                .at("/result/content/0/text")
                                .asString())
                .isEqualTo("Hello Ada");
    }

    /// Tools but one, and of the resources `mem:/a` and no other.
    private static final Access.Scope ONE_RESOURCE =
            new Access.Scope() {
                @Override
                public boolean hasTool(ToolName name) {
                    return !name.value().equals("test.nap");
                }

                @Override
                public boolean hasPrompt(String name) {
                    return false;
                }

                @Override
                public boolean hasResource(String uri) {
                    return uri.equals("mem:/a");
                }
            };

    @Test
    void aScopeHoldsForTemplatesCompletionAndWatchingAsWell() throws InterruptedException {
        TestResources resources = new TestResources(2);
        try (McpServer offering =
                new McpServer(
                        new ServerInfo("s", "", "1"),
                        "",
                        road,
                        List.of(resources),
                        List.of(),
                        ServerLimits.DEFAULT)) {
            ProtocolSession session =
                    new ProtocolSession(
                            offering,
                            Outbound.NONE,
                            ConnectionLimits.DEFAULT,
                            new Access("narrow", ONE_RESOURCE));
            Reply reply = new Reply();

            receive(session, Wire.modern(1, "resources/templates/list", "", "{}"), reply);
            JsonNode templates = reply.next();
            receive(
                    session,
                    Wire.modern(
                            2,
                            "completion/complete",
                            "\"ref\":{\"type\":\"ref/resource\",\"uri\":\"mem:/{letter}\"},"
                                    + "\"argument\":{\"name\":\"letter\",\"value\":\"\"}",
                            "{}"),
                    reply);
            JsonNode completed = reply.next();
            receive(
                    session,
                    Wire.modern(
                            3,
                            "subscriptions/listen",
                            "\"notifications\":{\"resourceSubscriptions\":[\"mem:/a\",\"mem:/b\"]}",
                            "{}"),
                    reply);
            JsonNode listening = reply.next();

            assertThat(templates.at("/result/resourceTemplates")).isEmpty();
            assertThat(completed.at("/error/code").asInt()).isEqualTo(-32602);
            assertThat(listening.at("/params/notifications/resourceSubscriptions").toString())
                    .isEqualTo("[\"mem:/a\"]");
            assertThat(resources.watched).containsOnlyKeys("mem:/a");
            session.close();
        }
    }

    @Test
    void aClientIsKnownByTheNameInAnyOfItsRequests() throws InterruptedException {
        ProtocolSession session = session("one");
        Reply reply = new Reply();
        String before = session.client().map(Principal::name).orElse("");

        receive(session, Wire.modern(1, "server/discover", "", "{}"), reply);

        assertThat(reply.next().has("result")).isTrue();
        assertThat(before).isEmpty();
        assertThat(session.client().map(Principal::name)).contains("wire");
        session.close();
    }

    @Test
    void aToolThatAKeyDoesNotOpenBecomesNoTask() throws InterruptedException {
        ProtocolSession session =
                new ProtocolSession(
                        server,
                        Outbound.NONE,
                        ConnectionLimits.DEFAULT,
                        new Access("narrow", ONE_RESOURCE));
        Reply reply = new Reply();

        receive(session, call("test.nap", ""), reply);

        assertThat(reply.next().at("/error/message").asString()).contains("Unknown tool");
        session.close();
    }

    @Test
    void aLegacySessionWatchesWhatItsKeyOpens() throws InterruptedException {
        TestResources resources = new TestResources(2);
        try (McpServer offering =
                new McpServer(
                        new ServerInfo("s", "", "1"),
                        "",
                        road,
                        List.of(resources),
                        List.of(),
                        ServerLimits.DEFAULT)) {
            ProtocolSession session =
                    new ProtocolSession(
                            offering,
                            Outbound.NONE,
                            ConnectionLimits.DEFAULT,
                            new Access("narrow", ONE_RESOURCE));
            Reply reply = new Reply();
            receive(session, Wire.initialize("2025-11-25"), reply);
            reply.next();

            receive(session, Wire.legacy(1, "resources/subscribe", "{\"uri\":\"mem:/b\"}"), reply);
            JsonNode refused = reply.next();
            receive(session, Wire.legacy(2, "resources/subscribe", "{\"uri\":\"mem:/a\"}"), reply);
            JsonNode watched = reply.next();

            assertThat(refused.at("/error/code").asInt()).isEqualTo(-32002);
            assertThat(watched.path("result").isObject()).isTrue();
            assertThat(resources.watched).containsOnlyKeys("mem:/a");
            session.close();
        }
    }

    @Test
    void aSessionKnowsItsVersion() throws InterruptedException {
        ProtocolSession session = session("");
        Reply reply = new Reply();
        assertThat(session.isInitialized()).isFalse();

        receive(session, Wire.initialize("2025-06-18"), reply);

        assertThat(reply.next().at("/result/protocolVersion").asString()).isEqualTo("2025-06-18");
        assertThat(session.version()).contains("2025-06-18");
        receive(session, "{\"jsonrpc\":\"2.0\",\"id\":77,\"result\":{}}", reply);
        receive(session, Wire.ping(3), reply);
        assertThat(reply.next().get("id").asInt()).isEqualTo(3);
    }

    @Test
    void aCallKnowsItsTrace() throws InterruptedException {
        post(
                "",
                call("test.traced", "")
                        .replace("\"_meta\":{", "\"_meta\":{\"traceparent\":\"00-a-b-01\","));

        assertThat(traces).containsExactly(new TraceContext("00-a-b-01", "", ""));
    }
}
