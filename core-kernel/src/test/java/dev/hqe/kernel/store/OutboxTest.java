package dev.hqe.kernel.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.hqe.kernel.bus.EventBus;
import dev.hqe.kernel.bus.Fact;
import dev.hqe.kernel.bus.Overflow;
import dev.hqe.kernel.json.Json;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

@Timeout(120)
class OutboxTest {

    private record Happened(int number) implements Fact {}

    private static final Map<String, Function<JsonNode, List<? extends Fact>>> DECODERS =
            Map.of("test", OutboxTest::decode);

    @TempDir Path temp;

    private final ConcurrentLinkedQueue<Integer> heard = new ConcurrentLinkedQueue<>();
    private Database database;
    private EventBus bus;

    @BeforeEach
    void open() {
        bus = new EventBus(InstantSource.system());
        bus.subscribe(
                "test", Happened.class, 4096, Overflow.BLOCK, e -> heard.add(e.fact().number()));
        database =
                Database.open(
                        temp.resolve("test.db"),
                        WorkbenchSchema.migrations(),
                        DatabaseSettings.DEFAULT);
    }

    @AfterEach
    void close() {
        bus.close();
        database.close();
    }

    private Outbox outbox() {
        return new Outbox(database, bus, InstantSource.system(), DECODERS);
    }

    private static List<? extends Fact> decode(JsonNode payload) {
        if (payload.isArray()) {
            throw new StackOverflowError("on purpose");
        }
        if (payload.isString()) {
            throw new IllegalStateException("cannot decode " + payload);
        }
        return List.of(new Happened(payload.asInt()));
    }

    private void add(Outbox outbox, int number) {
        database.write(transaction -> {
            outbox.add(transaction, "test", Json.MAPPER.readTree("" + number));
            return number;
        });
    }

    private int addRaw(String type, String payload) {
        return database.write(transaction ->
                transaction
                        .sql()
                        .update(
                                "INSERT INTO outbox(type, payload, created_at)"
                                        + " VALUES (?, jsonb(?), 0)",
                                type,
                                payload));
    }

    @Test
    void publishesInTheOrderOfTheCommitsAndForgetsWhatItPublished() {
        try (Outbox outbox = outbox()) {
            outbox.start();
            for (int i = 0; i < 500; i++) {
                add(outbox, i);
            }

            await().until(() -> outbox.backlog() == 0);
        }

        bus.close();
        assertThat(heard).containsExactlyElementsOf(IntStream.range(0, 500).boxed().toList());
    }

    @Test
    void publishesFirstWhatAnEarlierRunLeftBehind() {
        Outbox earlier = outbox();
        for (int i = 0; i < 200; i++) {
            add(earlier, i);
        }
        assertThat(earlier.backlog()).isEqualTo(200);

        try (Outbox outbox = outbox()) {
            outbox.start();
            add(outbox, 200);

            await().until(() -> outbox.backlog() == 0);
        }

        bus.close();
        assertThat(heard).containsExactlyElementsOf(IntStream.rangeClosed(0, 200).boxed().toList());
    }

    @Test
    void closePublishesWhatIsWaiting() {
        for (int round = 0; round < 50; round++) {
            Outbox outbox = outbox();
            outbox.start();
            add(outbox, round);

            outbox.close();

            assertThat(outbox.backlog()).isZero();
        }

        bus.close();
        assertThat(heard).hasSize(50);
    }

    @Test
    void aChangeThatIsRolledBackTellsNobody() {
        try (Outbox outbox = outbox()) {
            outbox.start();

            assertThatThrownBy(() ->
                            database.write(transaction -> {
                                outbox.add(transaction, "test", Json.MAPPER.readTree("1"));
                                throw new SQLException("on purpose");
                            }))
                    .isInstanceOf(StorageException.class);
            add(outbox, 2);

            await().until(() -> outbox.backlog() == 0);
        }

        bus.close();
        assertThat(heard).containsExactly(2);
    }

    @Test
    void rowsThatCannotBePublishedHoldUpNothingBehindThem() {
        addRaw("test", "\"not a number\"");
        addRaw("test", "[]");
        addRaw("test", "3");

        try (Outbox outbox = outbox()) {
            outbox.start();

            await().until(() -> outbox.backlog() == 0);
        }

        bus.close();
        assertThat(heard).containsExactly(3);
    }

    @Test
    void rowsOfAnUnknownTypeAreKeptForAVersionThatKnowsIt() {
        for (int i = 0; i < 200; i++) {
            addRaw("from the future", "" + i);
            addRaw("test", "" + (1000 + i));
        }

        try (Outbox outbox = outbox()) {
            outbox.start();
            await().until(() -> outbox.backlog() == 0);
            add(outbox, 7);
            await().until(() -> outbox.backlog() == 0);
            assertThat(outbox.keptAside()).isEqualTo(200);
        }
        await().until(() -> heard.size() == 201);
        heard.clear();
        try (Outbox newer =
                new Outbox(
                        database,
                        bus,
                        InstantSource.system(),
                        Map.of("from the future", OutboxTest::decode))) {
            newer.start();
            await().until(() -> newer.backlog() == 0);
            assertThat(newer.keptAside()).isZero();
        }

        bus.close();
        assertThat(heard).containsExactlyElementsOf(IntStream.range(0, 200).boxed().toList());
    }

    @Test
    void aRowThatNobodyCouldDecodeIsNotTaken() {
        try (Outbox outbox = outbox()) {
            assertThatThrownBy(() ->
                            database.write(transaction -> {
                                outbox.add(transaction, "x", Json.object());
                                return 1;
                            }))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("no decoder for outbox rows of type x");
        }
    }

    @Test
    void triesAgainByItselfAfterTheDatabaseDidNotAnswer() throws InterruptedException {
        database.write(transaction ->
                transaction
                        .sql()
                        .update(
                                "CREATE TRIGGER stuck BEFORE DELETE ON outbox"
                                        + " BEGIN SELECT RAISE(ABORT, 'on purpose'); END"));
        CountDownLatch published = new CountDownLatch(2);
        AtomicInteger number = new AtomicInteger();
        bus.subscribe(
                "count",
                Happened.class,
                16,
                Overflow.BLOCK,
                e -> {
                    number.set(e.fact().number());
                    published.countDown();
                });
        try (Outbox outbox = outbox()) {
            add(outbox, 7);
            outbox.start();
            published.await(); // the second time it is seen is a second attempt

            database.write(transaction -> transaction.sql().update("DROP TRIGGER stuck"));

            await().until(() -> outbox.backlog() == 0);
        }
        assertThat(number).hasValue(7);
    }

    @Test
    void closingWithoutEverStartingKeepsTheRows() {
        Outbox outbox = outbox();
        add(outbox, 1);

        outbox.close();
        outbox.close();

        assertThat(outbox.backlog()).isEqualTo(1);
        assertThat(new ArrayList<>(heard)).isEmpty();
    }
}
