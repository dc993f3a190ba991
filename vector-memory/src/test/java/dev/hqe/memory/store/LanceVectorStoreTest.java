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
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;

@EnabledIf(
        value = "dev.hqe.memory.store.LanceLibrary#available",
        disabledReason = "Lance has no library for this machine")
class LanceVectorStoreTest extends VectorStoreContract {

    /// One for all tests of a build: the library is 180 MB.
    private static final Path LIBRARIES = Path.of("target", "lance").toAbsolutePath();

    private static final int INDEXED = 1000;
    private static final int INDEXED_DIMENSIONS = 128;

    private static final LanceSettings.Upkeep UPKEEP =
            new LanceSettings.Upkeep(10, 10, 500, Duration.ofMillis(200));

    @Override
    VectorStore open(Path folder, String modelId, int dimensions) {
        return LanceVectorStore.open(
                folder.resolve("vectors.lance"),
                modelId,
                dimensions,
                new LanceSettings(LIBRARIES, 64, Duration.ofMillis(1), INDEXED, UPKEEP));
    }

    @Override
    Path databaseFile(Path folder) {
        return folder.resolve("vectors.lance.journal.db");
    }

    @Test
    void throwsAwayAVersionThatMayNotBeWholeAndMakesItAgainFromTheJournal() throws IOException {
        List<StoredVector> chunks = sample.chunks(1, 100);
        try (VectorStore store = open(directory, MODEL, DIMENSIONS)) {
            store.put(chunks);
            assertThat(store.count()).isEqualTo(100);
        }
        Path versions = directory.resolve("vectors.lance").resolve("_versions");
        try (Stream<Path> manifests = Files.list(versions)) {
            Path newest =
                    manifests
                            .filter(p -> p.toString().endsWith(".manifest"))
                            .min(Path::compareTo)
                            .orElseThrow();
            long number =
                    Long.parseUnsignedLong(
                            newest.getFileName().toString().replace(".manifest", ""));
            Files.writeString(
                    versions.resolve(Long.toUnsignedString(number - 1) + ".manifest"), "torn");
        }

        try (VectorStore store = open(directory, MODEL, DIMENSIONS)) {
            assertThat(content(store)).hasSize(100);
            store.delete(List.of(1L));
            assertThat(store.count()).isEqualTo(99);
        }
    }

    @Test
    void saysWhatToDoWhenTheDatasetIsGone() throws IOException {
        try (VectorStore store = open(directory, MODEL, DIMENSIONS)) {
            store.put(sample.chunks(1, 10));
            store.count();
        }
        Files.move(
                directory.resolve("vectors.lance"),
                directory.resolve("elsewhere"),
                StandardCopyOption.ATOMIC_MOVE);

        try (VectorStore store = open(directory, MODEL, DIMENSIONS)) {
            assertThatThrownBy(store::count)
                    .isInstanceOf(VectorStoreException.class)
                    .hasMessageContaining("vectors.lance: ")
                    .hasMessageContaining("gone")
                    .hasMessageContaining("vectors.lance.journal.db");
        }
    }

    @Test
    void putsChangesIntoTheDatasetByItself() {
        try (VectorStore store = open(directory, MODEL, DIMENSIONS);
                LanceJournal journal =
                        LanceJournal.open(databaseFile(directory), MODEL, DIMENSIONS)) {
            store.put(sample.chunks(1, 10));

            await().atMost(Duration.ofSeconds(20)).until(() -> journal.waiting() == 0);
            assertThat(journal.version()).isPositive();
        }
    }

    @Test
    void hasAnIndexOnceThereIsEnoughForOne() {
        try (VectorStore store = open(directory, MODEL, DIMENSIONS)) {
            store.put(sample.chunks(1, INDEXED + 500));
            store.compact();
            store.put(sample.chunks(5000, 100));
            store.compact();

            assertThat(store.count()).isEqualTo(INDEXED + 600);
        }
        try (LanceDataset dataset =
                LanceDataset.open(directory.resolve("vectors.lance"), DIMENSIONS)) {
            assertThat(dataset.indexed()).isTrue();
            assertThat(dataset.fragments()).isLessThan(5); // of 25 groups
        }
    }

    @Test
    void finishesAnIdleDatasetByItself() {
        try (VectorStore store = open(directory, MODEL, DIMENSIONS)) {
            for (int i = 0; i < 5; i++) {
                store.put(sample.chunks(1 + i * 10L, 10));
                assertThat(store.count()).isEqualTo((i + 1) * 10L);
            }

            await().atMost(Duration.ofSeconds(20)).until(() -> manifests() == 1);
            assertThat(store.count()).isEqualTo(50);
        }
    }

    private long manifests() throws IOException {
        try (Stream<Path> files = Files.list(directory.resolve("vectors.lance/_versions"))) {
            return files.filter(file -> file.toString().endsWith(".manifest")).count();
        }
    }

    @Test
    void searchesItsIndexAndFindsWhatWasWrittenSinceAndNothingDeleted() {
        SampleVectors large = new SampleVectors(INDEXED_DIMENSIONS, 3);
        List<StoredVector> chunks = large.chunks(1, INDEXED + 1000);
        try (VectorStore store = open(directory, MODEL, INDEXED_DIMENSIONS)) {
            store.put(chunks);
            store.compact();
            List<StoredVector> late = large.chunks(9000, 50);
            store.put(late);
            store.delete(List.of(chunks.get(7).chunk()));
            int found = 0;

            for (StoredVector one : chunks.subList(100, 200)) {
                List<Hit> near = store.nearest(one.vector(), 10, ScanFilter.all());
                assertThat(near).hasSize(10);
                found += near.getFirst().chunk() == one.chunk() ? 1 : 0;
            }

            assertThat(found).isGreaterThanOrEqualTo(95);
            assertThat(store.nearest(late.get(3).vector(), 1, ScanFilter.all()).getFirst().chunk())
                    .isEqualTo(late.get(3).chunk());
            assertThat(store.nearest(chunks.get(7).vector(), 5, ScanFilter.all()))
                    .extracting(Hit::chunk)
                    .doesNotContain(chunks.get(7).chunk());
        }
        try (LanceDataset dataset =
                LanceDataset.open(directory.resolve("vectors.lance"), INDEXED_DIMENSIONS)) {
            assertThat(dataset.indexed()).isTrue();
        }
    }

    @Test
    void isChosenWhereItHasALibraryAndNothingElseIsThere() {
        try (VectorStore store =
                VectorStores.open(directory, LIBRARIES, MODEL, DIMENSIONS, 1 << 20)) {
            assertThat(store.format()).isEqualTo("Lance");
        }
        try (VectorStore store =
                VectorStores.open(directory, LIBRARIES, MODEL, DIMENSIONS, 1 << 20)) {
            store.put(sample.chunks(1, 3));
            assertThat(store.count()).isEqualTo(3);
        }
    }
}
