package dev.hqe.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.hqe.kernel.entity.EntityId;
import dev.hqe.memory.MemoryQuery.Mode;
import dev.hqe.memory.store.StoredVector;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
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
        assertThat(again.memory.search(CAR).notes()).containsExactly("vectors for 0 of 2 chunks");
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
}
