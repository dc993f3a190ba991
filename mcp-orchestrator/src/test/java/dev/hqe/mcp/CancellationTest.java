package dev.hqe.mcp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.is;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/// Calls in flight: cancelled, asked twice, crowded, and left behind.
class CancellationTest {

    private final AtomicInteger started = new AtomicInteger();
    private final AtomicInteger stopped = new AtomicInteger();
    private final Wire wire =
            Wire.serving(TestTools.slow(started, stopped), TestTools.echo(), TestTools.nap())
                    .reading();

    @AfterEach
    void close() {
        wire.close();
    }

    @Test
    void cancelledCallIsInterruptedAndNotAnswered() {
        wire.initialized();
        wire.send(Wire.call(1, "test.slow", "{}"));
        await().untilAtomic(started, is(1));

        wire.send(Wire.cancel(1));

        await().untilAtomic(stopped, is(1));
        assertThat(wire.ask(Wire.ping(2)).get("id").asInt()).isEqualTo(2);
        assertThat(wire.record)
                .extracting(ToolCalled::ending)
                .containsExactly(ToolCalled.Ending.CANCELLED);
    }

    @Test
    void modernCallIsCancelledLikewise() {
        wire.send(Wire.modernCall(1, "test.slow", "{}"));
        await().untilAtomic(started, is(1));

        wire.send(Wire.cancel(1));

        await().untilAtomic(stopped, is(1));
        JsonNode next = wire.ask(Wire.modernCall(2, "test.echo", "{\"message\":\"x\"}"));
        assertThat(next.get("id").asInt()).isEqualTo(2);
    }

    @Test
    void idIsFreeAgainAfterCancellation() {
        wire.initialized();
        wire.send(Wire.call(1, "test.slow", "{}"));
        wire.send(Wire.cancel(1));

        JsonNode answer = wire.ask(Wire.call(1, "test.echo", "{\"message\":\"again\"}"));

        assertThat(answer.at("/result/content/0/text").asString()).isEqualTo("Echo: again");
    }

    @Test
    void refusesIdThatIsStillInUse() {
        wire.initialized();
        wire.send(Wire.call(1, "test.slow", "{}"));

        JsonNode answer = wire.ask(Wire.call(1, "test.echo", "{\"message\":\"x\"}"));

        assertThat(answer.at("/error/code").asInt()).isEqualTo(-32600);
        assertThat(answer.at("/error/message").asString()).contains("id 1 is still in use");
    }

    @Test
    void fastCallOvertakesSlowOne() {
        wire.initialized();
        wire.send(Wire.call(1, "test.nap", "{\"millis\":300}"));
        wire.send(Wire.call(2, "test.echo", "{\"message\":\"x\"}"));

        assertThat(wire.receive().get("id").asInt()).isEqualTo(2);
        assertThat(wire.receive().get("id").asInt()).isEqualTo(1);
    }

    @Test
    void cancellationAndPingGetThroughWhileAllSlotsAreTaken() {
        RoadLimits two = RoadLimits.DEFAULT.concurrent(2);
        try (Wire crowded =
                new Wire(
                                ToolProvider.of(TestTools.slow(started, stopped), TestTools.echo()),
                                two,
                                ConnectionLimits.DEFAULT)
                        .reading()
                        .initialized()) {
            for (int id = 1; id <= 20; id++) {
                crowded.send(Wire.call(id, "test.slow", "{}"));
            }
            crowded.send(Wire.call(21, "test.echo", "{\"message\":\"at last\"}"));
            await().untilAtomic(started, is(2));

            assertThat(crowded.ask(Wire.ping(99)).get("id").asInt()).isEqualTo(99);
            for (int id = 1; id <= 20; id++) {
                crowded.send(Wire.cancel(id));
            }

            assertThat(crowded.receive().at("/result/content/0/text").asString())
                    .isEqualTo("Echo: at last");
        }
    }

    @Test
    void pausesReadingWhenTooManyAreInFlightAndLosesNone() {
        ConnectionLimits three =
                new ConnectionLimits(
                        10_000,
                        3,
                        20_000,
                        100_000,
                        Duration.ofSeconds(10),
                        Duration.ofSeconds(5),
                        10);
        try (Wire narrow =
                new Wire(
                                ToolProvider.of(TestTools.nap(), TestTools.echo()),
                                RoadLimits.DEFAULT,
                                three)
                        .reading()
                        .initialized()) {
            for (int id = 0; id < 60; id++) {
                narrow.send(Wire.call(id, "test.nap", "{\"millis\":5}"));
            }
            narrow.closeInput();

            assertThat(narrow.rest())
                    .extracting(answer -> answer.get("id").asInt())
                    .hasSize(60)
                    .doesNotHaveDuplicates();
        }
    }

    @Test
    void progressComesBeforeTheAnswerAndStopsWithIt() {
        Tool leaky =
                TestTools.tool(
                        "test.leaky",
                        "{\"type\":\"object\"}",
                        call -> {
                            call.progress().report(1, 2, "half\nway");
                            call.progress().report(0.5, 2, "backwards");
                            Thread.ofVirtual()
                                    .start(() -> {
                                        for (int i = 3; i < 10_000; i++) {
                                            call.progress().report(i, 0, "");
                                        }
                                        started.set(4711);
                                    });
                            return ToolOutcome.Ok.text("done");
                        });
        try (Wire leaking = Wire.serving(leaky).reading().initialized()) {
            leaking.send(
                    "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"tools/call\",\"params\":{"
                            + "\"name\":\"test.leaky\",\"_meta\":{\"progressToken\":\"t\"}}}");
            await().untilAtomic(started, is(4711));
            leaking.closeInput();

            var messages = leaking.rest();
            assertThat(messages.getFirst().toString())
                    .isEqualTo(
                            "{\"jsonrpc\":\"2.0\",\"method\":\"notifications/progress\",\"params\":"
                                    + "{\"progressToken\":\"t\",\"progress\":1,\"total\":2,"
                                    + "\"message\":\"half?way\"}}");
            assertThat(messages.getLast().at("/result/content/0/text").asString())
                    .isEqualTo("done");
        }
    }

    @Test
    void endOfInputWaitsForPendingAnswers() {
        wire.initialized();
        for (int id = 0; id < 50; id++) {
            wire.send(Wire.call(id, "test.nap", "{\"millis\":200}"));
        }

        wire.closeInput();

        assertThat(wire.rest())
                .hasSize(50)
                .allSatisfy(answer ->
                        assertThat(answer.at("/result/content/0/text").asString())
                                .isEqualTo("napped true"));
    }

    @Test
    void endOfInputCancelsWhatOutlivesTheGraceAndSaysSo() throws InterruptedException {
        wire.initialized();
        wire.send(Wire.call(1, "test.slow", "{}"));

        wire.closeInput();

        var rest = wire.rest();
        assertThat(rest).hasSize(1);
        assertThat(rest.getFirst().at("/error/code").asInt()).isEqualTo(-32603);
        assertThat(rest.getFirst().at("/error/message").asString()).contains("2000 ms");
        await().untilAtomic(stopped, is(1));
        assertThat(wire.endsWithin(5)).isTrue();
    }

    @Test
    void lastLineNeedsNoNewline() {
        wire.send(Wire.ping(1).getBytes(StandardCharsets.UTF_8));

        wire.closeInput();

        assertThat(wire.rest()).hasSize(1);
    }

    @Test
    void brokenPipeEndsTheConnectionAndStopsItsCalls() throws InterruptedException {
        wire.initialized();
        wire.send(Wire.call(1, "test.slow", "{}"));
        await().untilAtomic(started, is(1));

        wire.closeOutput();

        // A read that was going on may still take the first answer.
        await().atMost(Duration.ofSeconds(20))
                .ignoreExceptions()
                .until(() -> {
                    if (wire.endsWithin(0)) {
                        return true;
                    }
                    wire.send(Wire.ping(2));
                    return false;
                });
        await().untilAtomic(stopped, is(1));
    }
}
