package dev.hqe.memory;

import static dev.hqe.memory.OpenMemory.CARS;
import static dev.hqe.memory.OpenMemory.HEALTH;
import static dev.hqe.memory.OpenMemory.document;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hqe.kernel.entity.EntityId;
import dev.hqe.memory.MemoryMap.Point;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class LikenessTest {

    private static final MemoryQuery ALL = MemoryQuery.of("");

    @TempDir private Path folder = Path.of("");
    private final ModelsInRam models = new ModelsInRam("words-1");
    private OpenMemory open;

    @BeforeEach
    void open() {
        open = OpenMemory.started(folder, models);
    }

    @AfterEach
    void close() {
        models.known.values().forEach(model -> model.gate.countDown());
        open.close();
    }

    private static List<String> ids(MemoryAnswer answer) {
        return answer.hits().stream().map(hit -> hit.entity().value()).toList();
    }

    @Test
    void whatIsLikeAnEntityComesFirstAndItNeverFindsItself() {
        open.put("car", "The automobile whines.\n\nThe automobile whines again.");
        open.put("near", "A car whines.");
        open.put("far", "Bananas and cherries ripen.");
        open.awaitVectors();

        MemoryAnswer answer = open.memory.similar(new EntityId("car"), ALL);

        assertThat(ids(answer)).startsWith("near").doesNotContain("car");
        assertThat(answer.hits().getFirst().scores().cosine()).isPresent();
        assertThat(ids(open.memory.similar(new EntityId("car"), ALL.limit(1)))).hasSize(1);
    }

    @Test
    void aCitationIsLikeWhatItCites() {
        open.put("both", "The automobile whines.\n\nBananas ripen in summer.");
        open.put("car", "A car whines.");
        open.put("fruit", "Bananas ripen early in summer.");
        open.awaitVectors();
        Citation first = open.hits(MemoryQuery.of("automobile")).getFirst().cited();
        Citation second = open.hits(MemoryQuery.of("\"ripen in summer\"")).getFirst().cited();

        assertThat(ids(open.memory.similar(first, ALL))).startsWith("car");
        assertThat(ids(open.memory.similar(second, ALL))).startsWith("fruit");
    }

    @Test
    void onlyTheOpenTopicsAreLookedAt() {
        open.put("car", "The automobile whines.");
        open.entities.put(document(HEALTH, "his", "his", "His automobile whines."));
        open.awaitVectors();

        assertThat(ids(open.memory.similar(new EntityId("car"), ALL))).containsExactly("his");
        assertThat(ids(open.memory.similar(new EntityId("car"), ALL.topics(List.of(CARS)))))
                .isEmpty();
        assertThatThrownBy(
                        () -> open.memory.similar(new EntityId("his"), ALL.topics(List.of(CARS))))
                .isInstanceOf(MemoryException.class)
                .hasMessage("there is no entity 'his'");
    }

    @Test
    void saysThatThereIsNoVectorYet() {
        models.wanted.gate = new CountDownLatch(1);
        open.put("car", "The automobile whines.");

        MemoryAnswer answer = open.memory.similar(new EntityId("car"), ALL);

        assertThat(answer.hits()).isEmpty();
        assertThat(answer.notes()).singleElement().asString().contains("no vector so far");
    }

    @Test
    void aMapLaysTheAlikeTogetherAndIsMadeAnewWhenSomethingChanges() {
        IntStream.range(0, 10).forEach(i -> open.put("car" + i, "The automobile whines."));
        IntStream.range(0, 10).forEach(i -> open.put("fruit" + i, "Cherries ripen slowly."));
        open.awaitVectors();

        MemoryMap map = open.memory.map(ALL, 100);

        assertThat(map.entities()).isEqualTo(20);
        assertThat(map.model()).isEqualTo("words-1");
        assertThat(map.points()).hasSize(20);
        double cars = mean(map, "car");
        double fruit = mean(map, "fruit");
        assertThat(Math.abs(cars - fruit)).isGreaterThan(1);
        assertThat(map.points())
                .allSatisfy(point -> {
                    assertThat(point.x()).isBetween(-1.0, 1.0);
                    assertThat(point.y()).isBetween(-1.0, 1.0);
                });
        assertThat(open.memory.map(ALL, 100)).isSameAs(map);
        assertThat(open.memory.map(ALL, 7).points()).hasSizeBetween(5, 7);
        assertThat(open.memory.map(ALL.topics(List.of(HEALTH)), 7).points()).isEmpty();

        open.entities.delete(new EntityId("car1"));

        assertThat(open.memory.map(ALL, 100).points())
                .hasSize(19)
                .noneMatch(point -> point.entity().value().equals("car1"));
    }

    private static double mean(MemoryMap map, String prefix) {
        return map.points().stream()
                .filter(point -> point.entity().value().startsWith(prefix))
                .mapToDouble(Point::x)
                .average()
                .orElseThrow();
    }
}
