package dev.hqe.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.hqe.kernel.bus.Overflow;
import dev.hqe.kernel.entity.EntityId;
import dev.hqe.memory.MemoryQuery.Mode;
import dev.hqe.memory.embed.EmbeddingException;
import dev.hqe.memory.embed.EmbeddingModel;
import dev.hqe.memory.embed.LocalModel;
import dev.hqe.memory.store.StoredVector;
import dev.hqe.memory.store.VectorStoreException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class ModelVectorsTest {

    private static final MemoryQuery CAR = MemoryQuery.of("car").mode(Mode.VECTORS).limit(1);

    private static final EmbeddingModel USUAL = EmbeddingModel.USUAL;
    private static final EmbeddingModel OTHER =
            new EmbeddingModel.Local(LocalModel.BGE_SMALL_EN_V15);

    @TempDir private Path folder = Path.of("");
    private final ModelsInRam models = new ModelsInRam("first");
    private @Nullable OpenMemory opened;

    @AfterEach
    void close() {
        models.known.values().forEach(model -> model.gate.countDown());
        if (opened != null) {
            opened.close();
        }
    }

    private OpenMemory open() {
        OpenMemory open = OpenMemory.started(folder, models);
        opened = open;
        return open;
    }

    private Map<Long, StoredVector> first() {
        return models.stored.getOrDefault("first", Map.of());
    }

    @Test
    void wordsAnswerWhileTheModelIsBusyAndTheAnswerSaysSo() {
        models.wanted.gate = new CountDownLatch(1);
        OpenMemory open = open();
        open.put("a", "The gearbox whines.");

        MemoryAnswer answer = open.memory.search(MemoryQuery.of("gearbox"));

        assertThat(answer.hits()).hasSize(1);
        assertThat(answer.notes()).containsExactly("vectors for 0 of 1 chunks");
        models.wanted.gate.countDown();
        open.awaitVectors();
        assertThat(open.memory.search(MemoryQuery.of("gearbox")).notes()).isEmpty();
    }

    @Test
    void theFewVectorsThatThereAreDoNotComeBeforeTheWords() {
        OpenMemory open = open();
        open.put("far", "A banana.");
        open.awaitVectors();
        models.wanted.gate = new CountDownLatch(1);
        open.put("meant", "The gearbox whines.");
        IntStream.range(0, 8).forEach(i -> open.put("other" + i, "Cherry number " + i));

        List<String> found = open.found("gearbox");

        assertThat(found).startsWith("meant");
        models.wanted.gate.countDown();
    }

    @Test
    void goesOnAfterARestartWhereItStopped() {
        OpenMemory open = open();
        IntStream.range(0, 20).forEach(i -> open.put("a" + i, "automobile number " + i));
        open.awaitVectors();
        models.wanted.gate = new CountDownLatch(1);
        open.put("late", "a doctor");
        assertThat(open.found("doctor")).contains("late");
        models.wanted.gate.countDown();
        open.close();
        int before = models.wanted.embedded.get();

        OpenMemory again = open();
        again.awaitVectors();

        assertThat(models.wanted.embedded.get() - before).isLessThanOrEqualTo(1);
        assertThat(first()).hasSize(21);
        assertThat(again.found(MemoryQuery.of("physician").mode(Mode.VECTORS)).getFirst())
                .isEqualTo("late");
    }

    @Test
    void vectorsOfDeletedAndChangedEntitiesGo() {
        OpenMemory open = open();
        open.put("a", "automobile");
        open.put("b", "banana");
        open.awaitVectors();

        open.entities.delete(new EntityId("a"));
        open.put("b", "cherry");

        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> {
                    assertThat(open.memory.state().withoutVector()).isZero();
                    assertThat(first()).hasSize(1);
                });
    }

    @Test
    void vectorsThatWereLostAreMadeAgain() {
        OpenMemory open = open();
        open.put("a", "automobile");
        open.put("b", "banana");
        open.awaitVectors();
        open.close();
        first().remove(first().keySet().iterator().next());

        OpenMemory again = open();
        assertThat(again.found("anything")).isNotNull();
        again.awaitVectors();

        await().atMost(Duration.ofSeconds(20)).until(() -> first().size() == 2);
    }

    @Test
    void oldVectorsAnswerUntilThoseOfAnotherModelAreMade() {
        OpenMemory open = open();
        open.put("a", "An automobile.");
        open.put("b", "A banana.");
        open.awaitVectors();
        open.close();
        WordVectors second = models.choose("second");
        second.gate = new CountDownLatch(1);

        OpenMemory again = open();

        assertThat(again.found(CAR)).containsExactly("a");
        assertThat(again.memory.state().model()).isEqualTo("first");
        assertThat(again.memory.search(CAR).notes())
                .containsExactly(
                        "the vectors of first answer while those of second are made: 0 of 2 chunks");
        second.gate.countDown();
        await().atMost(Duration.ofSeconds(20))
                .until(() -> again.memory.state().model().equals("second"));
        assertThat(again.found(CAR)).containsExactly("a");
        assertThat(models.stored).containsOnlyKeys("second");
    }

    @Test
    void aModelThatIsGoneLeavesTheWords() {
        OpenMemory open = open();
        open.put("a", "The gearbox whines.");
        open.awaitVectors();
        open.close();
        models.known.remove("first");
        models.choose("second").gate = new CountDownLatch(1);

        OpenMemory again = open();

        assertThat(again.found("gearbox")).containsExactly("a");
        models.wanted.gate.countDown();
        again.awaitVectors();
        assertThat(again.memory.state().model()).isEqualTo("second");
    }

    @Test
    void saysWhyThereAreNoVectorsAndGoesOnWhenTheModelIsBack() {
        models.wanted.broken = true;
        OpenMemory open = open();
        open.put("a", "An automobile.");

        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() ->
                        assertThat(open.memory.search(MemoryQuery.of("automobile")).notes())
                                .anyMatch(note -> note.contains("does not answer")));
        assertThat(open.found("automobile")).containsExactly("a");

        models.wanted.broken = false;
        open.awaitVectors();
        assertThat(open.found(CAR)).containsExactly("a");
    }

    @Test
    void closesWhileMuchIsLeft() {
        models.wanted.gate = new CountDownLatch(0);
        OpenMemory open = open();
        List<String> ids = IntStream.range(0, 300).mapToObj(i -> "a" + i).toList();
        ids.forEach(id -> open.put(id, "automobile " + id));

        open.close();
        OpenMemory again = open();
        again.awaitVectors();

        await().atMost(Duration.ofSeconds(20)).until(() -> first().size() == ids.size());
    }

    @Test
    void aChoiceTakesEffectWhileItRuns() {
        OpenMemory open = open();
        open.put("a", "An automobile.");
        open.put("b", "A banana.");
        open.awaitVectors();
        WordVectors second = models.known.computeIfAbsent(USUAL.id(), WordVectors::new);
        second.gate = new CountDownLatch(1);

        open.memory.choose(USUAL);

        assertThat(open.memory.state().model()).isEqualTo("first");
        assertThat(open.memory.state().chosen()).isEqualTo(USUAL.id());
        await().atMost(Duration.ofSeconds(20))
                .until(() -> open.memory.state().withoutVector() == 2);
        assertThat(open.found(CAR)).containsExactly("a");
        second.gate.countDown();
        await().atMost(Duration.ofSeconds(20))
                .until(() -> open.memory.state().model().equals(USUAL.id()));
        assertThat(open.found(CAR)).containsExactly("a");
        assertThat(models.stored).containsOnlyKeys(USUAL.id());
    }

    @Test
    void whoComesBackToTheFormerModelNeedNotWait() {
        OpenMemory open = open();
        open.memory.choose(USUAL);
        open.put("a", "An automobile.");
        open.awaitVectors();
        WordVectors other = models.known.computeIfAbsent(OTHER.id(), WordVectors::new);
        other.gate = new CountDownLatch(1);
        open.memory.choose(OTHER);
        await().atMost(Duration.ofSeconds(20))
                .until(() -> open.memory.state().withoutVector() == 1);

        open.memory.choose(USUAL);
        other.gate.countDown();

        open.awaitVectors();
        assertThat(open.memory.state().model()).isEqualTo(USUAL.id());
        assertThat(open.found(CAR)).containsExactly("a");
    }

    @Test
    void aModelThatCannotBeHadIsNotChosen() {
        OpenMemory open = open();
        open.put("a", "An automobile.");
        open.awaitVectors();
        models.known.computeIfAbsent(OTHER.id(), WordVectors::new).broken = true;

        assertThatThrownBy(() -> open.memory.choose(OTHER))
                .isInstanceOf(EmbeddingException.class)
                .hasMessageContaining("does not answer");

        assertThat(open.memory.state().chosen()).isEqualTo("first");
        assertThat(open.found(CAR)).containsExactly("a");
    }

    @Test
    void tellsHowFarItIs() {
        OpenMemory open = new OpenMemory(folder, models, OpenMemory.SETTINGS);
        opened = open;
        List<MemoryState> told = new CopyOnWriteArrayList<>();
        open.bus.subscribe(
                "test",
                MemoryProgressed.class,
                100,
                Overflow.BLOCK,
                fact -> told.add(fact.fact().state()));
        IntStream.range(0, 30).forEach(i -> open.put("a" + i, "automobile number " + i));

        open.start();

        await().atMost(Duration.ofSeconds(20))
                .until(() ->
                        !told.isEmpty()
                                && told.getLast().chunks() == 30
                                && told.getLast().withoutVector() == 0);
    }

    @Test
    void aFullDiskLeavesTheAnswersAndTheWorkGoesOnWhenThereIsRoom() throws Exception {
        OpenMemory open = open();
        open.put("a", "An automobile.");
        open.awaitVectors();
        models.unwritable = full();
        open.put("b", "The gearbox whines.");

        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() ->
                        assertThat(open.memory.search(MemoryQuery.of("gearbox")).notes())
                                .singleElement()
                                .asString()
                                .contains(
                                        "vectors for 1 of 2 chunks",
                                        "the disk is full",
                                        "make room"));
        assertThat(open.found("gearbox")).contains("b");
        assertThat(open.found(CAR)).containsExactly("a");
        open.close();

        OpenMemory again = open();
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() ->
                        assertThat(again.memory.search(MemoryQuery.of("gearbox")).notes())
                                .anyMatch(
                                        note -> note.startsWith("found by words only: the disk")));
        assertThat(again.found("gearbox")).containsExactly("b");

        models.unwritable = null;
        again.awaitVectors();
        assertThat(again.memory.search(MemoryQuery.of("gearbox")).notes()).isEmpty();
    }

    /// As SQLite really says it.
    private static RuntimeException full() throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite::memory:");
                Statement statement = connection.createStatement()) {
            statement.execute("PRAGMA max_page_count = 3");
            statement.execute("CREATE TABLE t (b BLOB)");
            try {
                statement.execute("INSERT INTO t VALUES (zeroblob(100000))");
            } catch (SQLException e) {
                return new VectorStoreException("vectors.db: a write failed", e);
            }
        }
        throw new AssertionError("it was not full");
    }
}
