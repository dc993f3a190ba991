package dev.hqe.mcp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.is;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/// A call that comes alone runs on the thread that has read it, and that costs nobody anything.
class LoneCallTest {

    private final CountDownLatch held = new CountDownLatch(1);
    private final AtomicInteger holding = new AtomicInteger();
    private final AtomicInteger started = new AtomicInteger();
    private final AtomicInteger stopped = new AtomicInteger();
    private final Tool where =
            TestTools.tool(
                    "test.where",
                    "{\"type\":\"object\"}",
                    call -> ToolOutcome.Ok.text(Thread.currentThread().getName()));
    private final Tool hold =
            TestTools.tool(
                    "test.hold",
                    "{\"type\":\"object\"}",
                    call -> {
                        holding.incrementAndGet();
                        held.await();
                        return ToolOutcome.Ok.text(Thread.currentThread().getName());
                    });
    private final Wire wire =
            Wire.serving(where, hold, TestTools.slow(started, stopped)).reading().initialized();

    @AfterEach
    void close() {
        held.countDown();
        wire.close();
    }

    private static String text(JsonNode answer) {
        return answer.at("/result/content/0/text").asString();
    }

    @Test
    void runsOnTheThreadThatHasReadIt() {
        assertThat(text(wire.ask(Wire.call(1, "test.where", "{}")))).isEqualTo("mcp-reader");
    }

    @Test
    void whatComesMeanwhileIsReadAndRunsElsewhere() {
        wire.send(Wire.call(1, "test.hold", "{}"));
        await().untilAtomic(holding, is(1));

        assertThat(wire.ask(Wire.ping(2)).get("id").asInt()).isEqualTo(2);
        assertThat(text(wire.ask(Wire.call(3, "test.where", "{}")))).isEqualTo("mcp-call");
        held.countDown();
        assertThat(text(wire.receive())).isEqualTo("mcp-reader");
    }

    @Test
    void callsOfOneBatchRunElsewhere() {
        Wire old = Wire.serving(where).reading().initialized("2025-03-26");

        old.send(
                "["
                        + Wire.call(1, "test.where", "{}")
                        + ","
                        + Wire.call(2, "test.where", "{}")
                        + "]");

        assertThat(old.receive().findValuesAsString("text")).containsOnly("mcp-call");
        old.close();
    }

    @Test
    void cancellingItDoesNotReachTheReader() {
        for (int round = 1; round <= 20; round++) {
            wire.send(Wire.call(round, "test.slow", "{}"));
            await().untilAtomic(started, is(round));
            wire.send(Wire.cancel(round));
            await().untilAtomic(stopped, is(round));
        }

        assertThat(wire.ask(Wire.ping(100)).get("id").asInt()).isEqualTo(100);
        assertThat(text(wire.ask(Wire.call(101, "test.where", "{}")))).startsWith("mcp-");
    }
}
