package dev.hqe.memory.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.hqe.memory.SampleVectors;
import dev.hqe.memory.scan.Hit;
import dev.hqe.memory.scan.ScanFilter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What every store of vectors does.
abstract class VectorStoreContract {

    static final int DIMENSIONS = 16;
    static final String MODEL = "a model";

    /// 200 vectors of 768 values are 0.6 MB; 50 rounds of them 31 MB. What SQLite writes ahead
    /// takes 4 MB before it begins anew.
    private static final long MOST_AFTER_CHURN = 10_000_000;

    @TempDir Path directory;

    final SampleVectors sample = new SampleVectors(DIMENSIONS, 7);

    abstract VectorStore open(Path folder, String modelId, int dimensions);

    /// The file whose loss or damage the store must notice when it is opened.
    abstract Path databaseFile(Path folder);

    private VectorStore open() {
        return open(directory, MODEL, DIMENSIONS);
    }

    static Map<Long, StoredVector> content(VectorStore store) {
        Map<Long, StoredVector> content = new HashMap<>();
        store.scan(stored ->
                assertThat(content.put(stored.chunk(), stored))
                        .as("chunk %d a second time", stored.chunk())
                        .isNull());
        return content;
    }

    private static void assertSame(Map<Long, StoredVector> content, List<StoredVector> expected) {
        assertThat(content).hasSize(expected.size());
        for (StoredVector stored : expected) {
            StoredVector found = Objects.requireNonNull(content.get(stored.chunk()));
            assertThat(found.topic()).isEqualTo(stored.topic());
            assertThat(found.kind()).isEqualTo(stored.kind());
            assertThat(found.vector()).containsExactly(stored.vector());
        }
    }

    @Test
    void givesBackWhatWasPutIn() {
        List<StoredVector> chunks = sample.chunks(1, 1234);

        try (VectorStore store = open()) {
            store.put(chunks);

            assertSame(content(store), chunks);
            assertThat(store.count()).isEqualTo(1234);
            assertThat(store.modelId()).isEqualTo(MODEL);
            assertThat(store.dimensions()).isEqualTo(DIMENSIONS);
        }
    }

    @Test
    void replacesTheVectorOfAChunkThatItHas() {
        StoredVector first = new StoredVector(7, "t", "k", sample.next());
        StoredVector second = new StoredVector(7, "t", "k", sample.next());
        StoredVector third = new StoredVector(7, "other", "kind", sample.next());

        try (VectorStore store = open()) {
            store.put(List.of(first, second));
            assertSame(content(store), List.of(second));
            store.put(List.of(third));

            assertSame(content(store), List.of(third));
            assertThat(store.count()).isEqualTo(1);
        }
    }

    @Test
    void forgetsWhatIsDeleted() {
        List<StoredVector> chunks = sample.chunks(1, 300);
        List<Long> gone = new ArrayList<>();
        for (long chunk = 1; chunk <= 300; chunk += 2) {
            gone.add(chunk);
        }

        try (VectorStore store = open()) {
            store.put(chunks);
            store.delete(gone);
            store.delete(gone);
            store.delete(List.of(999L));

            assertThat(content(store).keySet()).doesNotContainAnyElementsOf(gone).hasSize(150);
            assertThat(store.count()).isEqualTo(150);
        }
    }

    @Test
    void holdsWhatItHeldWhenItIsOpenedAgain() {
        List<StoredVector> chunks = sample.chunks(1, 50);
        long generation;
        try (VectorStore store = open()) {
            store.put(chunks);
            store.delete(List.of(50L));
            generation = store.generation();
        }

        try (VectorStore store = open()) {
            assertThat(store.generation()).isEqualTo(generation);
            assertSame(content(store), chunks.subList(0, 49));
            store.put(sample.chunks(100, 1));
            assertThat(store.generation()).isGreaterThan(generation);
        }
    }

    @Test
    void holdsTheSameAfterCompacting() {
        List<StoredVector> chunks = sample.chunks(1, 400);

        try (VectorStore store = open()) {
            for (int from = 0; from < 400; from += 100) {
                store.put(chunks.subList(from, from + 100));
                store.count();
            }
            store.delete(List.of(1L, 2L, 3L));
            store.compact();

            assertSame(content(store), chunks.subList(3, 400));
        }
        try (VectorStore store = open()) {
            assertSame(content(store), chunks.subList(3, 400));
        }
    }

    @Test
    void isEmptyAtFirst() {
        try (VectorStore store = open()) {
            store.put(List.of());
            store.delete(List.of());
            store.compact();

            assertThat(store.count()).isZero();
            assertThat(content(store)).isEmpty();
        }
    }

    @Test
    void refusesAVectorThatDoesNotFitAndTheWholeBatchWithIt() {
        StoredVector good = sample.chunks(1, 1).getFirst();
        StoredVector shorter = new StoredVector(2, "t", "k", new float[] {1, 0});
        StoredVector empty = new StoredVector(3, "t", "k", new float[DIMENSIONS]);
        float[] numbers = new float[DIMENSIONS];
        numbers[0] = Float.NaN;
        StoredVector notANumber = new StoredVector(4, "t", "k", numbers);

        try (VectorStore store = open()) {
            assertThatThrownBy(() -> store.put(List.of(good, shorter)))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("chunk 2")
                    .hasMessageContaining("2 dimensions")
                    .hasMessageContaining("vectors of 16");
            assertThatThrownBy(() -> store.put(List.of(good, empty)))
                    .hasMessageContaining("chunk 3")
                    .hasMessageContaining("length");
            assertThatThrownBy(() -> store.put(List.of(good, notANumber)))
                    .hasMessageContaining("chunk 4");
            assertThat(store.count()).isZero();
        }
    }

    @Test
    void refusesABatchThatIsTooLarge() {
        List<StoredVector> chunks = sample.chunks(1, VectorStore.MAX_BATCH + 1);

        try (VectorStore store = open()) {
            assertThatThrownBy(() -> store.put(chunks)).hasMessageContaining("10000");
            assertThat(store.count()).isZero();
        }
    }

    @Test
    void refusesTheVectorsOfAnotherModel() {
        open().close();

        assertThatThrownBy(() -> open(directory, MODEL, DIMENSIONS + 1))
                .isInstanceOf(VectorStoreException.class)
                .hasMessageContaining(databaseFile(directory).toString())
                .hasMessageContaining("16 dimensions")
                .hasMessageContaining("17 dimensions")
                .hasMessageContaining("move");
    }

    @Test
    void saysWhichFileIsDamagedAndWhatToDo() throws IOException {
        try (VectorStore store = open()) {
            store.put(sample.chunks(1, 10));
        }
        Files.writeString(
                databaseFile(directory), "this is no database, and long enough".repeat(99));

        assertThatThrownBy(this::open)
                .isInstanceOf(VectorStoreException.class)
                .hasMessageContaining(databaseFile(directory).toString())
                .hasMessageContaining("move");
    }

    @Test
    void readsAndWritesFromManyThreads() throws Exception {
        List<List<StoredVector>> parts = new ArrayList<>();
        for (int part = 0; part < 4; part++) {
            parts.add(sample.chunks(1000L * part, 200));
        }

        try (VectorStore store = open();
                ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<?>> running = new ArrayList<>();
            for (List<StoredVector> part : parts) {
                running.add(
                        threads.submit(() -> {
                            for (StoredVector stored : part) {
                                if (stored.chunk() % 20 == 0) {
                                    store.put(
                                            part.subList(
                                                    (int) (stored.chunk() % 1000),
                                                    (int) (stored.chunk() % 1000) + 20));
                                }
                            }
                            store.delete(List.of(part.getFirst().chunk()));
                        }));
                running.add(threads.submit(() -> content(store)));
            }
            for (Future<?> one : running) {
                one.get();
            }

            Set<Long> expected = new HashSet<>();
            parts.forEach(part -> part.stream().skip(1).forEach(s -> expected.add(s.chunk())));
            assertThat(content(store).keySet()).isEqualTo(expected);
        }
    }

    @Test
    void losesNothingThatWasAcknowledgedWhenTheProcessIsKilled() throws Exception {
        for (int round = 0; round < 3; round++) {
            KilledWriter.Acknowledged acknowledged = KilledWriter.run(getClass(), directory, round);

            try (VectorStore store = open()) {
                Set<Long> found = content(store).keySet();
                assertThat(found)
                        .as("round %d", round)
                        .containsAll(acknowledged.there())
                        .doesNotContainAnyElementsOf(acknowledged.gone());
                assertThat(store.count()).isEqualTo(found.size());
            }
        }
    }

    @Test
    void findsTheNearestExactlyWhateverTheFilter() {
        List<StoredVector> chunks = sample.chunks(1, 600);
        float[] query = sample.next();
        List<ScanFilter> filters =
                List.of(
                        ScanFilter.all(),
                        ScanFilter.all().topics(List.of("t3", "t4")),
                        ScanFilter.all().kinds(List.of("k1")).topics(List.of("t1", "it's none")),
                        ScanFilter.all().chunks(5, 17, 17, 590, 100_000),
                        ScanFilter.all().chunks(),
                        ScanFilter.all().topics(List.of()));

        try (VectorStore store = open()) {
            assertThat(store.nearest(query, 3, ScanFilter.all())).isEmpty();
            store.put(chunks);

            for (ScanFilter filter : filters) {
                assertThat(store.nearest(query, 20, filter))
                        .extracting(Hit::chunk)
                        .containsExactlyElementsOf(nearest(chunks, query, filter, 20));
            }
            Map<Long, float[]> found = store.find(List.of(17L, 100_000L));
            assertThat(found).containsOnlyKeys(17L);
            assertThat(found.get(17L)).containsExactly(chunks.get(16).vector());
        }
    }

    private static List<Long> nearest(
            List<StoredVector> chunks, float[] query, ScanFilter filter, int hits) {
        return chunks.stream()
                .filter(one -> filter.letsThrough(one.chunk(), one.topic(), one.kind()))
                .sorted(Comparator.comparingDouble(one -> -SampleVectors.dot(query, one.vector())))
                .limit(hits)
                .map(StoredVector::chunk)
                .toList();
    }

    @Test
    void takesNoMoreOfTheDiskHoweverOftenItIsWrittenAnew() throws IOException {
        SampleVectors large = new SampleVectors(768, 3);
        try (VectorStore store = open(directory, MODEL, 768)) {
            for (int round = 0; round < 50; round++) {
                store.put(large.chunks(1, 200));
                store.delete(List.of(1L + round, 2L + round));
                assertThat(store.count()).isEqualTo(198);
            }

            await().atMost(Duration.ofSeconds(20))
                    .untilAsserted(() -> assertThat(bytes()).isLessThan(MOST_AFTER_CHURN));
            assertThat(store.count()).isEqualTo(198);
        }
    }

    private long bytes() throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            return files.mapToLong(file -> file.toFile().length()).sum();
        }
    }
}
