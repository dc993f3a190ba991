package dev.hqe.mcp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.is;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/// Listings wait for what is about to be seen, and nothing else does.
class FirstListingTest {

    /// Something that is not seen before a test says so.
    private static final class Unseen implements FirstSight {

        private final CountDownLatch seen = new CountDownLatch(1);
        private final AtomicInteger waiting = new AtomicInteger();
        private final AtomicInteger takenBack = new AtomicInteger();
        private final List<Thread> threads = new CopyOnWriteArrayList<>();

        @Override
        public boolean isAwaited() {
            return seen.getCount() > 0;
        }

        @Override
        public void await() throws InterruptedException {
            if (!isAwaited()) {
                return;
            }
            threads.add(Thread.currentThread());
            waiting.incrementAndGet();
            try {
                seen.await();
            } catch (InterruptedException e) {
                takenBack.incrementAndGet();
                throw e;
            }
        }

        void awaitWaiting(int count) {
            Awaitility.await().atMost(20, TimeUnit.SECONDS).until(() -> waiting.get() >= count);
        }
    }

    private final Unseen unseen = new Unseen();
    private final Tool known = tool("test.known");
    private final Tool late = tool("late.tool");
    private final TestResources resources = new TestResources(1);
    private volatile boolean there;
    private final Listeners<Runnable> listeners = new Listeners<>();
    private final ToolProvider tools =
            new ToolProvider() {
                @Override
                public List<Tool> tools() {
                    return there ? List.of(known, late) : List.of(known);
                }

                @Override
                public Registration onChange(Runnable listener) {
                    return listeners.add(listener);
                }
            };
    private final Wire wire = Wire.serving(unseen, tools, resources).reading();

    private static Tool tool(String name) {
        return TestTools.tool(name, "{\"type\":\"object\"}", call -> ToolOutcome.Ok.text("here"));
    }

    @AfterEach
    void close() {
        unseen.seen.countDown();
        wire.close();
    }

    private static List<String> names(JsonNode answer) {
        List<String> names = new ArrayList<>();
        answer.at("/result/tools").forEach(tool -> names.add(tool.path("name").asString("")));
        return names;
    }

    private void see() {
        there = true;
        listeners.tell(Runnable::run);
        unseen.seen.countDown();
    }

    private JsonNode answer(int id) {
        JsonNode message = wire.receive();
        while (message.path("id").asInt(0) != id) {
            assertThat(message.path("method").asString("")).endsWith("list_changed");
            message = wire.receive();
        }
        return message;
    }

    @Test
    void theFirstAnswersOfBothErasDoNotWait() {
        JsonNode discovered = wire.ask(Wire.modern(1, "server/discover", "", "{}"));
        wire.initialized();

        assertThat(discovered.at("/result/supportedVersions/0").asString()).isEqualTo("2026-07-28");
        assertThat(unseen.waiting).hasValue(0);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void theFirstListingHasWhatWasSeenMeanwhileAndOthersAreAnsweredBeforeIt(boolean modern) {
        wire.initialized();
        wire.send(
                modern
                        ? Wire.modern(1, "tools/list", "", "{}")
                        : Wire.legacy(1, "tools/list", "{}"));
        unseen.awaitWaiting(1);

        JsonNode pong = wire.ask(Wire.ping(2));
        JsonNode called = wire.ask(Wire.call(3, "test.known", "{}"));
        see();
        JsonNode listed = answer(1);
        wire.send(
                modern
                        ? Wire.modern(4, "tools/list", "", "{}")
                        : Wire.legacy(4, "tools/list", "{}"));
        JsonNode again = answer(4);

        assertThat(pong.path("id").asInt()).isEqualTo(2);
        assertThat(called.path("id").asInt()).isEqualTo(3);
        assertThat(listed.path("id").asInt()).isEqualTo(1);
        assertThat(names(listed)).contains("late.tool");
        assertThat(listed.path("result")).isEqualTo(again.path("result"));
        assertThat(unseen.threads).hasSize(1).allMatch(Thread::isVirtual);
    }

    @ParameterizedTest
    @CsvSource({
        "resources/list, resources",
        "resources/templates/list, resourceTemplates",
        "prompts/list, prompts"
    })
    void theOtherListingsWaitAsWell(String method, String member) {
        wire.initialized();
        wire.send(Wire.legacy(1, method, "{}"));
        unseen.awaitWaiting(1);

        JsonNode pong = wire.ask(Wire.ping(2));
        unseen.seen.countDown();

        assertThat(pong.path("id").asInt()).isEqualTo(2);
        assertThat(wire.receive().at("/result/" + member)).hasSize(1);
        assertThat(unseen.threads).hasSize(1).allMatch(Thread::isVirtual);
    }

    @Test
    void aCursorThatIsNoneOfOursIsRefusedAtOnce() {
        wire.initialized();

        JsonNode refused = wire.ask(Wire.legacy(1, "tools/list", "{\"cursor\":\"x\"}"));

        assertThat(refused.at("/error/code").asInt()).isEqualTo(-32602);
        assertThat(unseen.waiting).hasValue(0);
    }

    @Test
    void takingTheListingBackEndsTheWait() {
        wire.initialized();
        wire.send(Wire.legacy(1, "tools/list", "{}"));
        unseen.awaitWaiting(1);

        wire.send(Wire.cancel(1));

        Awaitility.await().atMost(20, TimeUnit.SECONDS).untilAtomic(unseen.takenBack, is(1));
        assertThat(wire.ask(Wire.ping(2)).path("id").asInt()).isEqualTo(2);
    }

    @Test
    void theEndOfTheConnectionEndsTheWait() {
        wire.initialized();
        wire.send(Wire.legacy(1, "tools/list", "{}"));
        unseen.awaitWaiting(1);

        wire.closeInput();
        wire.closeOutput();

        Awaitility.await().atMost(20, TimeUnit.SECONDS).untilAtomic(unseen.takenBack, is(1));
    }
}
