package dev.hqe.memory.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

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

    private static final LanceSettings.Upkeep UPKEEP =
            new LanceSettings.Upkeep(10, 10, 500, Duration.ofMillis(200));

    @Override
    VectorStore open(Path folder, String modelId, int dimensions) {
        return LanceVectorStore.open(
                folder.resolve("vectors.lance"),
                modelId,
                dimensions,
                new LanceSettings(LIBRARIES, 64, Duration.ofMillis(1), UPKEEP));
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
    void isChosenWhereItHasALibraryAndNothingElseIsThere() {
        try (VectorStore store = VectorStores.open(directory, LIBRARIES, MODEL, DIMENSIONS)) {
            assertThat(store.format()).isEqualTo("Lance");
        }
        try (VectorStore store = VectorStores.open(directory, LIBRARIES, MODEL, DIMENSIONS)) {
            store.put(sample.chunks(1, 3));
            assertThat(store.count()).isEqualTo(3);
        }
    }
}
