package dev.hqe.mcp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.is;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/// A running tool asks its client something, in both eras.
class QuestionsTest {

    private static final String ABLE = "{\"elicitation\":{}}";
    private static final String ADA =
            "{\"user_name\":{\"action\":\"accept\",\"content\":{\"name\":\"Ada\"}}}";

    private final AtomicInteger runs = new AtomicInteger();
    private final AtomicInteger stopped = new AtomicInteger();
    private final Wire wire = wire(ServerLimits.DEFAULT);

    private Wire wire(ServerLimits limits) {
        Tool counted =
                TestTools.tool(
                        "test.counted",
                        "{\"type\":\"object\"}",
                        call -> {
                            runs.incrementAndGet();
                            try {
                                TestTools.ask(call, "user_name", TestTools.nameForm());
                            } catch (InterruptedException e) {
                                stopped.incrementAndGet();
                                throw e;
                            }
                            return ToolOutcome.Ok.text("done");
                        });
        return Wire.serving(
                        limits,
                        TestTools.asking("test.ask", TaskSupport.NEVER),
                        counted,
                        TestTools.sampling(),
                        TestTools.roots())
                .reading();
    }

    @AfterEach
    void close() {
        wire.close();
    }

    @Test
    void aQuestionIsAnAnswerAndTheRetryGetsTheResult() {
        JsonNode asked = wire.ask(call(1, "test.ask", "", ABLE));
        JsonNode result = wire.ask(retry(2, "test.ask", asked, ADA));

        assertThat(asked.at("/result/resultType").asString()).isEqualTo("input_required");
        assertThat(asked.at("/result/inputRequests/user_name/method").asString())
                .isEqualTo("elicitation/create");
        assertThat(result.get("id").asInt()).isEqualTo(2);
        assertThat(result.at("/result/content/0/text").asString()).isEqualTo("Hello Ada");
    }

    @Test
    void aStateIsGoodOnceAndForItsOwnRequestOnly() {
        JsonNode asked = wire.ask(call(1, "test.ask", "", ABLE));
        String state = asked.at("/result/requestState").asString();

        JsonNode tampered = wire.ask(call(2, "test.ask", state(state + "x", ADA), ABLE));
        JsonNode elsewhere = wire.ask(call(3, "test.counted", state(state, ADA), ABLE));
        JsonNode otherArguments =
                wire.ask(call(4, "test.ask", ",\"arguments\":{\"a\":1}" + state(state, ADA), ABLE));
        JsonNode good = wire.ask(call(5, "test.ask", state(state, ADA), ABLE));
        JsonNode used = wire.ask(call(6, "test.ask", state(state, ADA), ABLE));

        assertThat(List.of(tampered, elsewhere, otherArguments, used))
                .allSatisfy(answer -> {
                    assertThat(answer.at("/error/code").asInt()).isEqualTo(-32602);
                    assertThat(answer.at("/error/message").asString()).contains("requestState");
                });
        assertThat(good.at("/result/content/0/text").asString()).isEqualTo("Hello Ada");
    }

    @Test
    void whatIsMissingOrUnfitIsAskedAgainWithoutWakingTheTool() {
        JsonNode first = wire.ask(call(1, "test.counted", "", ABLE));
        JsonNode second = wire.ask(retry(2, "test.counted", first, "{\"other\":{}}"));
        JsonNode third =
                wire.ask(
                        retry(
                                3,
                                "test.counted",
                                second,
                                "{\"user_name\":{\"action\":\"accept\",\"content\":{}}}"));
        JsonNode done = wire.ask(retry(4, "test.counted", third, ADA));

        assertThat(second.at("/result/resultType").asString()).isEqualTo("input_required");
        assertThat(third.at("/result/resultType").asString()).isEqualTo("input_required");
        assertThat(third.at("/result/requestState"))
                .isNotEqualTo(second.at("/result/requestState"));
        assertThat(done.at("/result/content/0/text").asString()).isEqualTo("done");
        assertThat(runs).hasValue(1);
    }

    @Test
    void answersThatComeWithAFreshRequestAreTakenAtOnce() {
        JsonNode answer = wire.ask(call(1, "test.ask", ",\"inputResponses\":" + ADA, ABLE));
        JsonNode none = wire.ask(call(2, "test.ask", ",\"inputResponses\":null", ABLE));

        assertThat(answer.at("/result/content/0/text").asString()).isEqualTo("Hello Ada");
        assertThat(none.at("/error/code").asInt()).isEqualTo(-32602);
    }

    @Test
    void aClientIsNeverAskedWhatItHasNotDeclared() {
        JsonNode modern = wire.ask(call(1, "test.sampling", "", ABLE));
        wire.initialized();
        JsonNode legacy = wire.ask(Wire.call(2, "test.ask", "{}"));

        assertThat(modern.at("/error/code").asInt()).isEqualTo(-32021);
        assertThat(modern.at("/error/data/requiredCapabilities").toString())
                .isEqualTo("{\"sampling\":{}}");
        assertThat(legacy.at("/result/isError").asBoolean()).isTrue();
        assertThat(legacy.at("/result/content/0/text").asString()).contains("elicitation");
    }

    @Test
    void ofTwoRetriesAtTheSameTimeOneWins() {
        for (int round = 0; round < 50; round++) {
            JsonNode asked = wire.ask(call(1, "test.ask", "", ABLE));
            wire.send((retry(2, "test.ask", asked, ADA) + "\n" + retry(3, "test.ask", asked, ADA)));

            List<JsonNode> both = List.of(wire.receive(), wire.receive());

            assertThat(both).filteredOn(one -> one.has("result")).hasSize(1);
            assertThat(both).filteredOn(one -> one.at("/error/code").asInt(0) == -32602).hasSize(1);
        }
    }

    @Test
    void aConnectionThatEndsTakesItsParkedCallsWithIt() {
        wire.ask(call(1, "test.counted", "", ABLE));

        wire.closeInput();

        await().untilAtomic(stopped, is(1));
    }

    @Test
    void aQuestionThatNobodyAnswersGivesUp() {
        try (Wire impatient = wire(ServerLimits.DEFAULT.parking(1, Duration.ofMillis(50)))) {
            JsonNode asked = impatient.ask(call(1, "test.counted", "", ABLE));

            await().untilAsserted(() ->
                    assertThat(impatient.record)
                            .anySatisfy(called ->
                                    assertThat(called.ending())
                                            .isEqualTo(ToolCalled.Ending.CANCELLED)));
            JsonNode late = impatient.ask(retry(2, "test.counted", asked, ADA));

            assertThat(late.at("/error/message").asString()).contains("expired");
        }
    }

    @Test
    void parkedCallsAreBounded() {
        try (Wire small = wire(ServerLimits.DEFAULT.parking(1, Duration.ofMinutes(1)))) {
            small.ask(call(1, "test.counted", "", ABLE));
            JsonNode second = small.ask(call(2, "test.counted", "", ABLE));

            assertThat(second.at("/result/isError").asBoolean()).isTrue();
            assertThat(second.at("/result/content/0/text").asString()).contains("try again later");
        }
    }

    @Test
    void aLegacyClientIsSentRequests() {
        wire.initializedWith("{\"elicitation\":{},\"sampling\":{},\"roots\":{}}");

        JsonNode form = wire.ask(Wire.call(1, "test.ask", "{}"));
        wire.send(response(form, ADA.substring("{\"user_name\":".length(), ADA.length() - 1)));
        JsonNode greeted = wire.receive();
        JsonNode model = wire.ask(Wire.call(2, "test.sampling", "{}"));
        wire.send(
                response(
                        model,
                        "{\"role\":\"assistant\",\"model\":\"m\",\"content\":{\"type\":\"text\","
                                + "\"text\":\"hi\"}}"));
        JsonNode sampled = wire.receive();
        JsonNode roots = wire.ask(Wire.call(3, "test.roots", "{}"));
        wire.send(response(roots, "{\"roots\":[{\"uri\":\"file:///a\"}]}"));
        JsonNode rooted = wire.receive();

        assertThat(form.get("method").asString()).isEqualTo("elicitation/create");
        assertThat(greeted.at("/result/content/0/text").asString()).isEqualTo("Hello Ada");
        assertThat(model.get("method").asString()).isEqualTo("sampling/createMessage");
        assertThat(sampled.at("/result/content/0/text").asString()).isEqualTo("hi");
        assertThat(roots.get("method").asString()).isEqualTo("roots/list");
        assertThat(rooted.at("/result/content/0/text").asString()).isEqualTo("file:///a");
    }

    @Test
    void aLegacyClientsErrorsAndUnfitAnswersFailTheCall() {
        wire.initializedWith(ABLE);

        JsonNode first = wire.ask(Wire.call(1, "test.ask", "{}"));
        wire.send(
                "{\"jsonrpc\":\"2.0\",\"id\":"
                        + first.get("id")
                        + ",\"error\":{\"code\":-1,\"message\":\"not now\"}}");
        JsonNode refused = wire.receive();
        JsonNode second = wire.ask(Wire.call(2, "test.ask", "{}"));
        wire.send(response(second, "{\"action\":\"accept\",\"content\":{\"name\":5}}"));
        JsonNode unfit = wire.receive();

        assertThat(refused.at("/result/content/0/text").asString()).contains("not now");
        assertThat(unfit.at("/result/content/0/text").asString()).contains("/name");
    }

    @Test
    void cancellingACallWithdrawsItsQuestion() {
        wire.initializedWith(ABLE);
        JsonNode question = wire.ask(Wire.call(1, "test.counted", "{}"));

        wire.send(Wire.cancel(1));

        JsonNode withdrawn = wire.receive();
        assertThat(withdrawn.get("method").asString()).isEqualTo("notifications/cancelled");
        assertThat(withdrawn.at("/params/requestId")).isEqualTo(question.get("id"));
        await().untilAtomic(stopped, is(1));
    }

    private static String response(JsonNode request, String result) {
        return "{\"jsonrpc\":\"2.0\",\"id\":" + request.get("id") + ",\"result\":" + result + "}";
    }

    private static String retry(int id, String tool, JsonNode asked, String responses) {
        String state = asked.at("/result/requestState").asString();
        return call(id, tool, state(state, responses), ABLE);
    }

    private static String state(String state, String responses) {
        return ",\"inputResponses\":" + responses + ",\"requestState\":\"" + state + "\"";
    }

    private static String call(int id, String tool, String more, String capabilities) {
        return Wire.modern(id, "tools/call", "\"name\":\"" + tool + "\"" + more, capabilities);
    }
}
