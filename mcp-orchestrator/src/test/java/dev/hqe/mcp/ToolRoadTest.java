package dev.hqe.mcp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.is;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.JsonNodeFactory;

/// The road that every call takes, without a protocol around it.
class ToolRoadTest {

    private static final Principal SOMEONE = new Principal(Principal.Kind.PERSON, "someone", "1");

    private final List<ToolCalled> record = new CopyOnWriteArrayList<>();

    private ToolRoad road(RoadLimits limits, ToolPolicy policy, Tool... tools) {
        return new ToolRoad(
                List.of(ToolProvider.of(tools)),
                policy,
                record::add,
                limits,
                InstantSource.system());
    }

    private ToolRoad road(Tool... tools) {
        return road(RoadLimits.DEFAULT, ToolPolicy.ALLOW_ALL, tools);
    }

    private static ToolCall ask(String tool, String arguments) {
        return ToolCall.of(SOMEONE, new ToolName(tool), TestTools.json(arguments));
    }

    private static ToolOutcome outcome(ToolAnswer answer) {
        assertThat(answer).isInstanceOf(ToolAnswer.Result.class);
        return ((ToolAnswer.Result) answer).outcome();
    }

    @Test
    void answersAndRecordsWithoutArguments() throws InterruptedException {
        try (ToolRoad road = road(TestTools.echo())) {
            ToolAnswer answer = road.call(ask("test.echo", "{\"message\":\"hi\"}"));

            assertThat(outcome(answer)).isEqualTo(ToolOutcome.Ok.text("Echo: hi"));
            assertThat(record)
                    .singleElement()
                    .satisfies(called -> {
                        assertThat(called.ending()).isEqualTo(ToolCalled.Ending.OK);
                        assertThat(called.principal()).isEqualTo(SOMEONE);
                        assertThat(called.resultBytes()).isEqualTo(35);
                    });
        }
    }

    @Test
    void refusesWhatThePolicyDenies() throws InterruptedException {
        ToolPolicy never =
                (call, tool) ->
                        new ToolPolicy.Decision.Denied(
                                call.principal().name() + " may not", "Ask the owner.");
        try (ToolRoad road = road(RoadLimits.DEFAULT, never, TestTools.echo())) {
            ToolAnswer answer = road.call(ask("test.echo", "{\"message\":\"hi\"}"));

            assertThat(outcome(answer))
                    .isEqualTo(new ToolOutcome.Refused("someone may not", "Ask the owner."));
            assertThat(record)
                    .extracting(ToolCalled::ending)
                    .containsExactly(ToolCalled.Ending.REFUSED);
        }
    }

    @Test
    void namesEveryPlaceWhereArgumentsDoNotFit() throws InterruptedException {
        try (ToolRoad road = road(TestTools.structured())) {
            ToolAnswer answer = road.call(ask("test.structured", "{\"a\":\"x\",\"c\":1}"));

            assertThat(answer).isInstanceOf(ToolAnswer.BadArguments.class);
            assertThat(((ToolAnswer.BadArguments) answer).message())
                    .contains("/a: must be integer, not string", "'b'", "'c'");
        }
    }

    @Test
    void stopsToolAtItsDeadline() throws InterruptedException {
        AtomicInteger stopped = new AtomicInteger();
        RoadLimits brief = RoadLimits.DEFAULT.within(Duration.ofMillis(100), Duration.ofSeconds(5));
        try (ToolRoad road =
                road(brief, ToolPolicy.ALLOW_ALL, TestTools.slow(new AtomicInteger(), stopped))) {
            ToolAnswer answer = road.call(ask("test.slow", "{}"));

            assertThat(outcome(answer)).isInstanceOf(ToolOutcome.Failed.class);
            assertThat(stopped).hasValue(1);
            assertThat(record)
                    .extracting(ToolCalled::ending)
                    .containsExactly(ToolCalled.Ending.TIMED_OUT);
        }
    }

    @Test
    void callersEarlierDeadlineWins() throws InterruptedException {
        try (ToolRoad road =
                road(TestTools.slow(new AtomicInteger(), new AtomicInteger()), TestTools.echo())) {
            // One long call first, so that the second deadline comes before one already waited for.
            RunningCall<?> longer = road.start(ask("test.slow", "{}"), answer -> {});
            ToolCall soon =
                    new ToolCall(
                            CallId.next(),
                            SOMEONE,
                            new ToolName("test.slow"),
                            JsonNodeFactory.instance.objectNode(),
                            Caller.NONE,
                            Instant.now().plusMillis(100));

            ToolAnswer answer = road.call(soon);

            assertThat(outcome(answer).toString()).contains("stopped at its deadline");
            longer.cancel();
        }
    }

    @Test
    void answersWithoutToolThatIgnoresInterruption() throws InterruptedException {
        CountDownLatch release = new CountDownLatch(1);
        Tool deaf =
                TestTools.tool(
                        "test.deaf",
                        "{\"type\":\"object\"}",
                        call -> {
                            while (release.getCount() > 0) {
                                Thread.onSpinWait();
                            }
                            return ToolOutcome.Ok.text("too late");
                        });
        RoadLimits brief = RoadLimits.DEFAULT.within(Duration.ofMillis(50), Duration.ofMillis(50));
        try (ToolRoad road = road(brief, ToolPolicy.ALLOW_ALL, deaf)) {
            ToolAnswer answer = road.call(ask("test.deaf", "{}"));
            release.countDown();

            assertThat(outcome(answer).toString()).contains("stopped at its deadline");
            assertThat(record).hasSize(1);
        }
    }

    @Test
    void interruptedCallerCancelsItsCall() throws InterruptedException {
        AtomicInteger started = new AtomicInteger();
        AtomicInteger stopped = new AtomicInteger();
        CompletableFuture<Throwable> thrown = new CompletableFuture<>();
        try (ToolRoad road = road(TestTools.slow(started, stopped))) {
            Thread caller =
                    Thread.ofVirtual()
                            .start(() -> {
                                try {
                                    road.call(ask("test.slow", "{}"));
                                } catch (InterruptedException e) {
                                    thrown.complete(e);
                                }
                            });
            await().untilAtomic(started, is(1));

            caller.interrupt();

            assertThat(thrown.join()).isInstanceOf(InterruptedException.class);
            await().untilAtomic(stopped, is(1));
            assertThat(record)
                    .extracting(ToolCalled::ending)
                    .containsExactly(ToolCalled.Ending.CANCELLED);
        }
    }

    @Test
    void aResultIsACallToolResultAsJson() throws InterruptedException {
        try (ToolRoad road = road(TestTools.structured())) {
            ToolAnswer.Result answer =
                    (ToolAnswer.Result) road.call(ask("test.structured", "{\"a\":1,\"b\":2}"));

            assertThat(answer.json().toCallToolResult())
                    .isEqualTo(
                            TestTools.json(
                                    """
                                    {"content": [{"type": "text", "text": "{\\"sum\\":3}"}],
                                     "structuredContent": {"sum": 3}, "isError": false}
                                    """));
            assertThat(answer.json()).hasToString(answer.json().toCallToolResult().toString());
        }
    }

    @Test
    void capsTheSizeOfResults() throws InterruptedException {
        Tool big =
                TestTools.tool(
                        "test.big",
                        "{\"type\":\"object\"}",
                        call -> ToolOutcome.Ok.text("x".repeat(5_000)));
        try (ToolRoad road =
                road(RoadLimits.DEFAULT.resultBytes(4_000), ToolPolicy.ALLOW_ALL, big)) {
            ToolAnswer answer = road.call(ask("test.big", "{}"));

            assertThat(outcome(answer).toString()).contains("more than 4000 bytes", "ask it for");
            assertThat(record)
                    .extracting(ToolCalled::ending)
                    .containsExactly(ToolCalled.Ending.FAILED);
        }
    }

    @Test
    void resultAgainstTheOutputSchemaIsTheToolsFailure() throws InterruptedException {
        ToolDefinition definition =
                ToolDefinition.of(
                                new ToolName("test.liar"),
                                "",
                                TestTools.json("{\"type\":\"object\"}"))
                        .returning(
                                TestTools.json("{\"type\":\"object\",\"required\":[\"truth\"]}"));
        Tool liar =
                TestTools.tool(
                        definition,
                        call ->
                                ToolOutcome.Ok.structured(
                                        JsonNodeFactory.instance.objectNode().put("lie", 1)));
        Tool mute = TestTools.tool(definition, call -> ToolOutcome.Ok.text("no structure"));
        try (ToolRoad lying = road(liar);
                ToolRoad silent = road(mute)) {
            assertThat(outcome(lying.call(ask("test.liar", "{}"))).toString())
                    .contains("against its own output schema", "'truth'");
            assertThat(outcome(silent.call(ask("test.liar", "{}"))).toString())
                    .contains("no structured result");
        }
    }

    @Test
    void textThatIsNoUnicodeIsEscaped() throws InterruptedException {
        Tool broken =
                TestTools.tool(
                        "test.broken",
                        "{\"type\":\"object\"}",
                        call -> ToolOutcome.Ok.text("half \ud800 pair"));
        try (ToolRoad road = road(broken)) {
            ToolAnswer.Result answer = (ToolAnswer.Result) road.call(ask("test.broken", "{}"));

            assertThat(answer.json().content().toString())
                    .isEqualToIgnoringCase("[{\"type\":\"text\",\"text\":\"half \\ud800 pair\"}]");
        }
    }

    @Test
    void toolsWithUnusableSchemasFailAloneAndClearly() throws InterruptedException {
        Tool remote =
                TestTools.tool(
                        "test.remote",
                        "{\"type\":\"object\",\"$ref\":\"https://example.com/schema.json\"}",
                        call -> ToolOutcome.Ok.text(""));
        Tool huge =
                TestTools.tool(
                        "test.huge",
                        "{\"type\":\"object\",\"description\":\"" + "x".repeat(300_000) + "\"}",
                        call -> ToolOutcome.Ok.text(""));
        Tool dialect =
                TestTools.tool(
                        "test.dialect",
                        "{\"type\":\"object\",\"$schema\":\"https://example.com/dialect\"}",
                        call -> ToolOutcome.Ok.text(""));
        try (ToolRoad road = road(remote, huge, dialect, TestTools.echo())) {
            for (String name : List.of("test.remote", "test.huge", "test.dialect")) {
                assertThat(outcome(road.call(ask(name, "{}"))))
                        .isInstanceOf(ToolOutcome.Failed.class)
                        .asString()
                        .contains("the input schema of " + name);
            }
            assertThat(outcome(road.call(ask("test.echo", "{\"message\":\"\"}"))))
                    .isInstanceOf(ToolOutcome.Ok.class);
        }
    }

    @Test
    void draft7SchemasAreUnderstood() throws InterruptedException {
        Tool old =
                TestTools.tool(
                        "test.old",
                        """
                        {"$schema":"http://json-schema.org/draft-07/schema#","type":"object",
                         "properties":{"a":{"type":"array","items":[{"type":"integer"}]}}}\
                        """,
                        call -> ToolOutcome.Ok.text("ok"));
        try (ToolRoad road = road(old)) {
            assertThat(road.call(ask("test.old", "{\"a\":[\"x\"]}")))
                    .isInstanceOf(ToolAnswer.BadArguments.class);
            assertThat(outcome(road.call(ask("test.old", "{\"a\":[1,\"x\"]}"))))
                    .isInstanceOf(ToolOutcome.Ok.class);
        }
    }

    @Test
    void patternThatNeverEndsIsGivenUp() throws InterruptedException {
        Tool regex =
                TestTools.tool(
                        "test.regex",
                        """
                        {"type":"object","properties":{"a":{"type":"string","pattern":"^(a+)+\\\\1b$"}}}\
                        """,
                        call -> ToolOutcome.Ok.text("ok"));
        try (ToolRoad road = road(regex)) {
            ToolAnswer endless =
                    road.call(ask("test.regex", "{\"a\":\"" + "a".repeat(60) + "!\"}"));
            ToolAnswer quick = road.call(ask("test.regex", "{\"a\":\"aab\"}"));

            assertThat(endless).isInstanceOf(ToolAnswer.BadArguments.class);
            assertThat(endless.toString()).contains("takes too many steps");
            assertThat(outcome(quick)).isEqualTo(ToolOutcome.Ok.text("ok"));
        }
    }

    @Test
    void waitsForSlotAndRefusesAtTheDeadline() throws InterruptedException {
        AtomicInteger started = new AtomicInteger();
        AtomicReference<ToolAnswer> first = new AtomicReference<>();
        RoadLimits one =
                RoadLimits.DEFAULT
                        .concurrent(1)
                        .within(Duration.ofSeconds(30), Duration.ofSeconds(1));
        try (ToolRoad road =
                road(
                        one,
                        ToolPolicy.ALLOW_ALL,
                        TestTools.slow(started, new AtomicInteger()),
                        TestTools.echo())) {
            RunningCall<?> holder = road.start(ask("test.slow", "{}"), first::set);
            await().untilAtomic(started, is(1));
            ToolCall waiting =
                    new ToolCall(
                            CallId.next(),
                            SOMEONE,
                            new ToolName("test.echo"),
                            TestTools.json("{\"message\":\"x\"}"),
                            Caller.NONE,
                            Instant.now().plusMillis(100));

            ToolOutcome refused = outcome(road.call(waiting));
            holder.cancel();
            ToolOutcome served = outcome(road.call(ask("test.echo", "{\"message\":\"x\"}")));

            assertThat(refused).isNotInstanceOf(ToolOutcome.Ok.class);
            assertThat(first).hasValue(new ToolAnswer.Cancelled());
            assertThat(served).isEqualTo(ToolOutcome.Ok.text("Echo: x"));
        }
    }

    @Test
    void providerThatBreaksHidesNoOther() throws InterruptedException {
        ToolProvider broken =
                () -> {
                    throw new IllegalStateException("no list");
                };
        try (ToolRoad road =
                new ToolRoad(
                        List.of(broken, ToolProvider.of(TestTools.echo())),
                        ToolPolicy.ALLOW_ALL,
                        called -> {
                            throw new IllegalStateException("no record");
                        },
                        RoadLimits.DEFAULT,
                        InstantSource.system())) {
            assertThat(road.tools()).hasSize(1);
            assertThat(outcome(road.call(ask("test.echo", "{\"message\":\"x\"}"))))
                    .isInstanceOf(ToolOutcome.Ok.class);
        }
    }

    @Test
    void rejectsNamesThatAreNone() {
        for (String bad : List.of("", "a b", "a/b", "ä", "x".repeat(129), "a\n")) {
            assertThatThrownBy(() -> new ToolName(bad))
                    .isInstanceOf(McpException.class)
                    .hasMessageContaining("is not a tool name: use 1 to 128");
        }
        assertThat(new ToolName("A-z_0.9").value()).isEqualTo("A-z_0.9");
    }

    @Test
    void rejectsInputSchemaThatIsNotOfAnObject() {
        assertThatThrownBy(
                        () -> ToolDefinition.of(new ToolName("test.x"), "", TestTools.json("{}")))
                .isInstanceOf(McpException.class)
                .hasMessageContaining("tool test.x: the input schema's root must say");
    }

    @Test
    void knowsTheCallsThatRunAndTakesOneBack() throws Exception {
        AtomicInteger begun = new AtomicInteger();
        CompletableFuture<ToolAnswer> answer = new CompletableFuture<>();
        try (ToolRoad road = road(TestTools.slow(begun, new AtomicInteger()))) {
            ToolCall call = ask("test.slow", "{}");
            road.start(call, answer::complete);
            await().untilAtomic(begun, is(1));
            List<RunningCalls.Running> running = road.running().list();

            boolean cancelled = road.running().cancel(call.id());

            assertThat(running)
                    .singleElement()
                    .satisfies(one -> {
                        assertThat(one.id()).isEqualTo(call.id());
                        assertThat(one.principal()).isEqualTo(SOMEONE);
                        assertThat(one.tool().value()).isEqualTo("test.slow");
                    });
            assertThat(cancelled).isTrue();
            assertThat(answer).isCompletedWithValue(new ToolAnswer.Cancelled());
            assertThat(road.running().list()).isEmpty();
            assertThat(road.running().cancel(call.id())).isFalse();
        }
    }
}
