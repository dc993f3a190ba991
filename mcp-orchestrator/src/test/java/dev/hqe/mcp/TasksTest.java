package dev.hqe.mcp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.is;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// The tasks extension (SEP-2663).
class TasksTest {

    private static final String ABLE =
            "{\"elicitation\":{},\"extensions\":{\"io.modelcontextprotocol/tasks\":{}}}";

    private final CountDownLatch gate = new CountDownLatch(1);
    private final AtomicInteger started = new AtomicInteger();
    private final AtomicInteger stopped = new AtomicInteger();
    private final Wire wire = wire(ServerLimits.DEFAULT);

    private Wire wire(ServerLimits limits) {
        Tool gated =
                TestTools.tool(
                        "test.gated",
                        "{\"type\":\"object\"}",
                        call -> {
                            gate.await();
                            return ToolOutcome.Ok.text("through");
                        });
        Tool two =
                TestTools.tool(
                        "test.two",
                        "{\"type\":\"object\"}",
                        call -> {
                            Map<String, ObjectNode> answers =
                                    call.caller()
                                            .ask(
                                                    Map.of(
                                                            "one",
                                                            TestTools.nameForm(),
                                                            "two",
                                                            TestTools.nameForm()));
                            TestTools.ask(call, "one", TestTools.nameForm());
                            return ToolOutcome.Ok.text("answers: " + answers.size());
                        });
        return Wire.serving(
                        limits,
                        TestTools.echo(),
                        TestTools.withTasks(TaskSupport.OPTIONAL, gated),
                        TestTools.withTasks(TaskSupport.REQUIRED, TestTools.slow(started, stopped)),
                        TestTools.withTasks(TaskSupport.OPTIONAL, two),
                        TestTools.asking("test.composed", TaskSupport.DEFERRED),
                        TestTools.nap())
                .reading();
    }

    @AfterEach
    void close() {
        gate.countDown();
        wire.close();
    }

    @Test
    void aTaskIsThereAtOnceAndTellsItsResultWhenItIsOver() {
        JsonNode created = wire.ask(call(1, "test.gated", ABLE));
        String id = created.at("/result/taskId").asString();
        JsonNode working = wire.ask(task(2, "get", id, ""));
        gate.countDown();
        JsonNode completed = awaitStatus(wire, id, "completed");

        assertThat(created.at("/result/resultType").asString()).isEqualTo("task");
        assertThat(created.get("result").propertyNames())
                .contains("status", "createdAt", "lastUpdatedAt", "ttlMs", "pollIntervalMs")
                .doesNotContain("requestState", "result");
        assertThat(working.at("/result/status").asString()).isEqualTo("working");
        assertThat(completed.at("/result/resultType").asString()).isEqualTo("complete");
        assertThat(completed.at("/result/result/content/0/text").asString()).isEqualTo("through");
    }

    @Test
    void onlyClientsThatDeclareTasksGetThem() {
        gate.countDown();
        JsonNode sync = wire.ask(call(1, "test.gated", "{}"));
        JsonNode required = wire.ask(call(2, "test.slow", "{}"));
        JsonNode get = wire.ask(task(3, "get", "x", "").replace(ABLE, "{}"));
        JsonNode listen =
                wire.ask(
                        Wire.modern(
                                4,
                                "subscriptions/listen",
                                "\"notifications\":{\"taskIds\":[\"x\"]}",
                                "{}"));
        JsonNode unknown = wire.ask(task(5, "get", "x", ""));

        assertThat(sync.at("/result/content/0/text").asString()).isEqualTo("through");
        assertThat(required.at("/error/code").asInt()).isEqualTo(-32021);
        assertThat(required.at("/error/data/requiredCapabilities").toString())
                .isEqualTo("{\"extensions\":{\"io.modelcontextprotocol/tasks\":{}}}");
        assertThat(get.at("/error/code").asInt()).isEqualTo(-32021);
        assertThat(listen.at("/error/code").asInt()).isEqualTo(-32021);
        assertThat(unknown.at("/error/code").asInt()).isEqualTo(-32602);
        assertThat(wire.ask(task(6, "list", "x", "")).at("/error/code").asInt()).isEqualTo(-32601);
    }

    @Test
    void aTaskIsCancelledAndStaysSo() {
        String id = wire.ask(call(1, "test.slow", ABLE)).at("/result/taskId").asString();
        await().untilAtomic(started, is(1));

        JsonNode acknowledged = wire.ask(task(2, "cancel", id, ""));
        JsonNode again = wire.ask(task(3, "cancel", id, ""));

        assertThat(acknowledged.at("/result/resultType").asString()).isEqualTo("complete");
        assertThat(acknowledged.at("/result").has("taskId")).isFalse();
        assertThat(again.has("result")).isTrue();
        awaitStatus(wire, id, "cancelled");
        await().untilAtomic(stopped, is(1));
    }

    @Test
    void aTaskAsksByItsStateAndTakesAnswersInParts() {
        String id = wire.ask(call(1, "test.two", ABLE)).at("/result/taskId").asString();
        JsonNode both = awaitStatus(wire, id, "input_required");

        JsonNode unfit = wire.ask(update(2, id, "one", "{\"action\":\"maybe\"}"));
        wire.ask(update(3, id, "one", accepted()));
        JsonNode half = wire.ask(task(4, "get", id, ""));
        wire.ask(update(5, id, "two", accepted()));
        await().untilAsserted(() ->
                assertThat(
                                wire.ask(task(6, "get", id, ""))
                                        .at("/result/inputRequests/one-2")
                                        .isObject())
                        .isTrue());
        wire.ask(update(7, id, "one", accepted()));
        JsonNode unmoved = wire.ask(task(8, "get", id, ""));
        wire.ask(update(9, id, "one-2", accepted()));

        assertThat(both.at("/result/inputRequests").propertyNames()).containsOnly("one", "two");
        assertThat(unfit.at("/error/code").asInt()).isEqualTo(-32602);
        assertThat(half.at("/result/inputRequests").propertyNames()).containsOnly("two");
        assertThat(unmoved.at("/result/status").asString()).isEqualTo("input_required");
        assertThat(
                        awaitStatus(wire, id, "completed")
                                .at("/result/result/content/0/text")
                                .asString())
                .isEqualTo("answers: 2");
    }

    @Test
    void questionsComeFirstWhereTheToolSaysSo() {
        JsonNode asked = wire.ask(call(1, "test.composed", ABLE));
        JsonNode created =
                wire.ask(
                        Wire.modern(
                                2,
                                "tools/call",
                                "\"name\":\"test.composed\",\"inputResponses\":{\"user_name\":"
                                        + accepted()
                                        + "},\"requestState\":\""
                                        + asked.at("/result/requestState").asString()
                                        + "\"",
                                ABLE));
        String id = created.at("/result/taskId").asString();

        assertThat(asked.at("/result/resultType").asString()).isEqualTo("input_required");
        assertThat(created.at("/result/resultType").asString()).isEqualTo("task");
        assertThat(
                        awaitStatus(wire, id, "completed")
                                .at("/result/result/content/0/text")
                                .asString())
                .isEqualTo("Hello Ada");
    }

    @Test
    void aCallThatTakesLongBecomesATask() {
        try (Wire quick = wire(ServerLimits.DEFAULT.promoteAfter(Duration.ofMillis(20)))) {
            JsonNode created =
                    quick.ask(
                            Wire.modern(
                                    1,
                                    "tools/call",
                                    "\"name\":\"test.nap\",\"arguments\":{\"millis\":1500}",
                                    ABLE));
            String id = created.at("/result/taskId").asString();

            assertThat(created.at("/result/resultType").asString()).isEqualTo("task");
            assertThat(
                            awaitStatus(quick, id, "completed")
                                    .at("/result/result/content/0/text")
                                    .asString())
                    .isEqualTo("napped true");
        }
    }

    @Test
    void aSubscriptionIsToldOfTasks() {
        String id = wire.ask(call(1, "test.gated", ABLE)).at("/result/taskId").asString();
        JsonNode acknowledged =
                wire.ask(
                        Wire.modern(
                                2,
                                "subscriptions/listen",
                                "\"notifications\":{\"taskIds\":[\"" + id + "\",\"other\"]}",
                                ABLE));

        gate.countDown();
        JsonNode told = wire.receive();

        assertThat(acknowledged.at("/params/notifications/taskIds").toString())
                .isEqualTo("[\"" + id + "\"]");
        assertThat(told.get("method").asString()).isEqualTo("notifications/tasks");
        assertThat(told.at("/params/status").asString()).isEqualTo("completed");
        assertThat(told.at("/params/_meta").toString()).contains("subscriptionId\":2");
        assertThat(told.at("/params/result/content/0/text").asString()).isEqualTo("through");
    }

    @Test
    void tasksAreBoundedAndEndedOnesMakeRoom() {
        ServerLimits one = ServerLimits.DEFAULT.tasks(1, 1 << 20, Duration.ofMinutes(1));
        try (Wire small = wire(one)) {
            String first = small.ask(call(1, "test.gated", ABLE)).at("/result/taskId").asString();
            JsonNode refused = small.ask(call(2, "test.gated", ABLE));
            gate.countDown();
            awaitStatus(small, first, "completed");
            JsonNode second = small.ask(call(3, "test.gated", ABLE));

            assertThat(refused.at("/error/code").asInt()).isEqualTo(-32603);
            assertThat(second.at("/result/resultType").asString()).isEqualTo("task");
            assertThat(small.ask(task(4, "get", first, "")).at("/error/code").asInt())
                    .isEqualTo(-32602);
        }
    }

    @Test
    void aTaskEndsWithItsTimeToLive() {
        ServerLimits brief = ServerLimits.DEFAULT.tasks(10, 1 << 20, Duration.ofMillis(200));
        try (Wire small = wire(brief)) {
            String id = small.ask(call(1, "test.slow", ABLE)).at("/result/taskId").asString();

            await().untilAtomic(stopped, is(1));
            assertThat(small.ask(task(2, "get", id, "")).at("/error/code").asInt())
                    .isEqualTo(-32602);
        }
    }

    private JsonNode awaitStatus(Wire on, String id, String status) {
        return await().atMost(Duration.ofSeconds(20))
                .until(
                        () -> on.ask(task(99, "get", id, "")),
                        answer -> answer.at("/result/status").asString("").equals(status));
    }

    private static String accepted() {
        return "{\"action\":\"accept\",\"content\":{\"name\":\"Ada\"}}";
    }

    private static String update(int id, String task, String key, String answer) {
        return task(id, "update", task, ",\"inputResponses\":{\"" + key + "\":" + answer + "}");
    }

    private static String task(int id, String method, String task, String more) {
        return Wire.modern(id, "tasks/" + method, "\"taskId\":\"" + task + "\"" + more, ABLE);
    }

    private static String call(int id, String tool, String capabilities) {
        return Wire.modern(id, "tools/call", "\"name\":\"" + tool + "\"", capabilities);
    }
}
