package dev.hqe.mcp;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Large results of calls whose reader takes its time.
@Timeout(60)
class ResultBudgetTest {

    private final Semaphore largeRuns = new Semaphore(0);
    private final ResultBudget budget = new ResultBudget(200_000);
    private final BlockingQueue<String> order = new LinkedBlockingQueue<>();
    private final CountDownLatch reading = new CountDownLatch(1);
    private final CountDownLatch delivered = new CountDownLatch(1);
    private final ToolRoad road =
            new ToolRoad(
                    List.of(
                            ToolProvider.of(
                                    TestTools.echo(),
                                    TestTools.tool(
                                            "test.large",
                                            "{\"type\":\"object\"}",
                                            call -> {
                                                largeRuns.release();
                                                return ToolOutcome.Ok.text("x".repeat(150_000));
                                            }))),
                    ToolPolicy.ALLOW_ALL,
                    called -> {},
                    RoadLimits.DEFAULT,
                    InstantSource.system());

    @AfterEach
    void close() {
        reading.countDown();
        road.close();
    }

    @Test
    void aLargeResultWaitsForTheOneBeforeAndASmallOneDoesNot() throws Exception {
        deliverSlowly();
        start("test.large", "{}", "second");
        largeRuns.acquire();
        start("test.echo", "{\"message\": \"hi\"}", "small");

        assertThat(next()).isEqualTo("small: Result");
        reading.countDown();
        assertThat(next()).isEqualTo("first");
        assertThat(next()).isEqualTo("second: Result");
    }

    @Test
    void aCallThatWaitsForRoomCanBeCancelled() throws Exception {
        deliverSlowly();
        RunningCall<?> second = start("test.large", "{}", "second");
        largeRuns.acquire();

        second.cancel();
        assertThat(next()).isEqualTo("second: Cancelled");
        reading.countDown();

        assertThat(next()).isEqualTo("first");
        start("test.large", "{}", "third");
        assertThat(next()).as("no room was lost").isEqualTo("third: Result");
    }

    private void deliverSlowly() throws InterruptedException {
        road.start(
                ask("test.large", "{}"),
                budget,
                answer -> {
                    delivered.countDown();
                    await(reading);
                    order.add("first");
                });
        delivered.await();
        largeRuns.acquire();
    }

    private RunningCall<?> start(String tool, String arguments, String name) {
        return road.start(
                ask(tool, arguments),
                budget,
                answer -> order.add(name + ": " + answer.getClass().getSimpleName()));
    }

    private static ToolCall ask(String tool, String arguments) {
        return ToolCall.of(
                new Principal(Principal.Kind.PERSON, "test", "1"),
                new ToolName(tool),
                TestTools.json(arguments));
    }

    private @Nullable String next() throws InterruptedException {
        return order.poll(20, TimeUnit.SECONDS);
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
