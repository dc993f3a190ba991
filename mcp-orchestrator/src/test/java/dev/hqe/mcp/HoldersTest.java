package dev.hqe.mcp;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/// What is kept from one request to the next, and who gets at it, with several connections to one
/// server.
class HoldersTest {

    private static final String ABLE =
            "{\"elicitation\":{},\"extensions\":{\"io.modelcontextprotocol/tasks\":{}}}";
    private static final String ASKED_ONLY = "{\"elicitation\":{}}";

    private final CountDownLatch gate = new CountDownLatch(1);
    private final AtomicReference<Access.Opening> open =
            new AtomicReference<>(Access.LOCAL.opening());
    private final Wire plain =
            Wire.serving(
                            TestTools.withTasks(
                                    TaskSupport.REQUIRED,
                                    TestTools.tool(
                                            "test.gated",
                                            "{\"type\":\"object\"}",
                                            call -> {
                                                gate.await();
                                                return ToolOutcome.Ok.text("through");
                                            })),
                            TestTools.asking("test.ask", TaskSupport.NEVER))
                    .reading();
    private final Wire mine = plain.beside(under("mine")).reading();
    private final Wire yours = plain.beside(under("yours")).reading();

    private Access under(String profile) {
        return new Access("", profile, open::get);
    }

    @AfterEach
    void close() {
        gate.countDown();
        List.of(mine, yours, plain).forEach(Wire::close);
    }

    private static String startTask(int id) {
        return Wire.modern(id, "tools/call", "\"name\":\"test.gated\"", ABLE);
    }

    private static String getTask(int id, String task) {
        return Wire.modern(id, "tasks/get", "\"taskId\":\"" + task + "\"", ABLE);
    }

    private static String retry(int id, String state) {
        String answers = "{\"user_name\":{\"action\":\"accept\",\"content\":{\"name\":\"Ada\"}}}";
        return Wire.modern(
                id,
                "tools/call",
                "\"name\":\"test.ask\",\"inputResponses\":"
                        + answers
                        + ",\"requestState\":\""
                        + state
                        + "\"",
                ASKED_ONLY);
    }

    @Test
    void aTaskIsThereForItsProfileAloneAndNoLongerThanThat() {
        String task = mine.ask(startTask(1)).at("/result/taskId").asString();

        JsonNode own = mine.ask(getTask(2, task));
        JsonNode other = yours.ask(getTask(2, task));
        JsonNode without = plain.ask(getTask(2, task));
        open.set(Access.Opening.NOTHING);
        JsonNode afterwards = mine.ask(getTask(3, task));

        assertThat(own.at("/result/status").asString()).isEqualTo("working");
        assertThat(List.of(other, without, afterwards))
                .allSatisfy(answer ->
                        assertThat(answer.at("/error/message").asString())
                                .contains("There is no task"));
    }

    @Test
    void aCallThatAsksIsAnsweredByItsProfileAlone() {
        String call = Wire.modern(1, "tools/call", "\"name\":\"test.ask\"", ASKED_ONLY);
        String state = mine.ask(call).at("/result/requestState").asString();

        JsonNode other = yours.ask(retry(2, state));
        JsonNode without = plain.ask(retry(2, state));
        JsonNode own = mine.ask(retry(2, state));

        assertThat(List.of(other, without))
                .allSatisfy(answer ->
                        assertThat(answer.at("/error/message").asString())
                                .contains("Unknown requestState"));
        assertThat(own.at("/result/content/0/text").asString()).isEqualTo("Hello Ada");
    }

    @Test
    void connectionsWithoutAProfileAreOneHolder() {
        try (Wire second = plain.beside(Access.local(ToolDisplay.UNSAID)).reading()) {
            String task = plain.ask(startTask(1)).at("/result/taskId").asString();

            JsonNode seen = second.ask(getTask(2, task));

            assertThat(seen.at("/result/status").asString()).isEqualTo("working");
        }
    }
}
