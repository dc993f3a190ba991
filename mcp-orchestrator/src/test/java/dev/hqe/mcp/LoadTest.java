package dev.hqe.mcp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/// Many calls at once, and clients that do not keep up.
class LoadTest {

    @Test
    void answersFiveThousandMixedCallsEachOnceToItsOwnId() {
        try (Wire wire =
                Wire.serving(
                                TestTools.echo(),
                                TestTools.nap(),
                                TestTools.structured(),
                                TestTools.failing())
                        .reading()
                        .initialized()) {
            int calls = 5_000;
            Thread.ofVirtual()
                    .start(() -> {
                        for (int id = 0; id < calls; id++) {
                            wire.send(mixed(id));
                        }
                    });

            Set<Integer> seen = new HashSet<>();
            for (int i = 0; i < calls; i++) {
                JsonNode answer = wire.receive();
                int id = answer.get("id").asInt();
                assertThat(seen.add(id)).as("answered twice: %s", id).isTrue();
                assertThat(answer.toString()).contains(expected(id));
            }

            assertThat(wire.lines).isEmpty();
        }
    }

    @Test
    void cancellationsInTheCrowdCostNoOtherCallItsAnswer() {
        try (Wire wire = Wire.serving(TestTools.nap()).reading().initialized()) {
            Thread.ofVirtual()
                    .start(() -> {
                        for (int id = 0; id < 3_000; id++) {
                            wire.send(Wire.call(id, "test.nap", "{\"millis\":2}"));
                            if (id % 3 == 0) {
                                wire.send(Wire.cancel(id - id % 2));
                            }
                        }
                        wire.closeInput();
                    });

            List<Integer> answered =
                    wire.rest().stream().map(answer -> answer.get("id").asInt()).toList();

            assertThat(answered).doesNotHaveDuplicates();
            assertThat(answered)
                    .containsAll(
                            IntStream.range(0, 3_000)
                                    .filter(id -> id % 3 == 1 || id % 6 == 5)
                                    .boxed()
                                    .toList());
            await().untilAsserted(() -> assertThat(wire.record).hasSize(3_000));
        }
    }

    private static String mixed(int id) {
        return switch (id % 6) {
            case 0 -> Wire.call(id, "test.echo", "{\"message\":\"m" + id + "\"}");
            case 1 -> Wire.modernCall(id, "test.echo", "{\"message\":\"m" + id + "\"}");
            case 2 -> Wire.call(id, "test.nap", "{\"millis\":" + id % 20 + "}");
            case 3 -> Wire.modernCall(id, "test.structured", "{\"a\":" + id + ",\"b\":1}");
            case 4 -> Wire.call(id, "test.unknown" + id, "{}");
            default -> Wire.ping(id);
        };
    }

    private static String expected(int id) {
        return switch (id % 6) {
            case 0, 1 -> "\"Echo: m" + id + "\"";
            case 2 -> "napped true";
            case 3 -> "\"structuredContent\":{\"sum\":" + (id + 1) + "}";
            case 4 -> "Unknown tool: test.unknown" + id;
            default -> "\"result\":{}";
        };
    }

    @Test
    void clientThatNeverReadsIsGivenUpInBoundedTimeAndSpace() throws InterruptedException {
        AtomicInteger answered = new AtomicInteger();
        Tool big =
                TestTools.tool(
                        "test.big",
                        "{\"type\":\"object\"}",
                        call -> {
                            answered.incrementAndGet();
                            return ToolOutcome.Ok.text("x".repeat(100_000));
                        });
        ConnectionLimits impatient =
                new ConnectionLimits(
                        10_000,
                        32,
                        100_000,
                        400_000,
                        Duration.ofMillis(500),
                        Duration.ofSeconds(1),
                        10);
        try (Wire wire = new Wire(ToolProvider.of(big), RoadLimits.DEFAULT, impatient)) {
            wire.send(Wire.initialize("2025-11-25"));
            Thread.ofVirtual()
                    .start(() -> {
                        for (int id = 0; id < 2_000; id++) {
                            wire.send(Wire.call(id, "test.big", "{}"));
                        }
                    });

            assertThat(wire.endsWithin(15)).isTrue();

            // What the pipe, the outbox and the calls in flight hold, and no more.
            assertThat(answered.get()).isLessThan(60);
        }
    }

    @Test
    void slowReaderGetsEverything() {
        Tool big =
                TestTools.tool(
                        "test.big",
                        "{\"type\":\"object\"}",
                        call -> ToolOutcome.Ok.text("x".repeat(50_000)));
        ConnectionLimits tight =
                new ConnectionLimits(
                        10_000,
                        16,
                        100_000,
                        100_000,
                        Duration.ofSeconds(10),
                        Duration.ofSeconds(5),
                        10);
        try (Wire wire = new Wire(ToolProvider.of(big), RoadLimits.DEFAULT, tight)) {
            wire.send(Wire.initialize("2025-11-25"));
            Thread.ofVirtual()
                    .start(() -> {
                        for (int id = 0; id < 300; id++) {
                            wire.send(Wire.call(id, "test.big", "{}"));
                        }
                        wire.closeInput();
                    });

            wire.reading();

            assertThat(wire.rest()).hasSize(301);
        }
    }
}
