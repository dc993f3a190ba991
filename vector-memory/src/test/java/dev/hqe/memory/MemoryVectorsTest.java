package dev.hqe.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hqe.memory.scan.Hit;
import dev.hqe.memory.scan.ScanFilter;
import dev.hqe.memory.store.SqliteVectorStore;
import dev.hqe.memory.store.StoredVector;
import dev.hqe.memory.store.VectorStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MemoryVectorsTest {

    private static final int DIMENSIONS = 32;

    @TempDir Path directory;

    private final SampleVectors sample = new SampleVectors(DIMENSIONS, 9);

    private VectorStore store() {
        return SqliteVectorStore.open(directory.resolve("vectors.db"), "model", DIMENSIONS);
    }

    private MemoryVectors open() {
        return MemoryVectors.open(store(), directory.resolve("tier"), Long.MAX_VALUE);
    }

    @Test
    void findsWhatItHoldsAndNothingElse() {
        List<StoredVector> chunks = sample.chunks(1, 3);

        try (MemoryVectors vectors = open()) {
            vectors.put(chunks);
            vectors.delete(List.of(2L));

            List<Hit> hits = vectors.search(chunks.get(1).vector(), 10, ScanFilter.all());
            assertThat(hits).extracting(Hit::chunk).containsExactlyInAnyOrder(1L, 3L);
            assertThat(vectors.vector(3)).isPresent();
            assertThat(vectors.vector(2)).isEmpty();
            assertThat(vectors.format()).isEqualTo("SQLite");
        }
    }

    @Test
    void findsTheSameAtTheNextStartWithoutReadingTheStore() {
        List<StoredVector> chunks = sample.chunks(1, 500);
        List<Hit> before;
        try (MemoryVectors vectors = open()) {
            vectors.put(chunks);
            before = vectors.search(chunks.getFirst().vector(), 10, ScanFilter.all());
        }
        assertThat(directory.resolve("tier.codes")).exists();

        try (MemoryVectors vectors = open()) {
            assertThat(vectors.ready().join()).isEqualTo(500);
            assertThat(vectors.search(chunks.getFirst().vector(), 10, ScanFilter.all()))
                    .isEqualTo(before);
            assertThat(directory.resolve("tier.codes")).doesNotExist();
        }
    }

    @Test
    void findsTheSameAfterManyChangesAsInAStoreThatHasSeenNone() throws IOException {
        List<StoredVector> chunks = sample.chunks(1, 2000);
        try (MemoryVectors vectors = open()) {
            vectors.put(sample.chunks(900, 800)); // some are replaced, some deleted
            vectors.put(sample.chunks(5000, 600));
            vectors.put(chunks.subList(1000, 2000));
            vectors.delete(LongStream.range(5000, 5600).boxed().toList());
        }
        Files.delete(directory.resolve("tier.codes")); // as after a crash
        float[] query = sample.next();
        List<Hit> followed;
        try (MemoryVectors vectors = open()) {
            vectors.put(chunks.subList(0, 1000));
            followed = vectors.search(query, 300, ScanFilter.all());
        }

        Path other = Files.createDirectory(directory.resolve("fresh"));
        VectorStore store =
                SqliteVectorStore.open(other.resolve("vectors.db"), "model", DIMENSIONS);
        try (MemoryVectors fresh =
                MemoryVectors.open(store, other.resolve("tier"), Long.MAX_VALUE)) {
            fresh.put(chunks);

            assertThat(fresh.size()).isEqualTo(2000);
            assertThat(fresh.search(query, 300, ScanFilter.all()))
                    .extracting(Hit::chunk)
                    .isEqualTo(followed.stream().map(Hit::chunk).toList());
        }
    }

    @Test
    void isMadeAnewFromTheStoreWhenItIsNotOfItsState() {
        try (MemoryVectors vectors = open()) {
            vectors.put(sample.chunks(1, 2500));
        }
        try (VectorStore alone = store()) {
            alone.delete(List.of(1L));
            alone.put(sample.chunks(5000, 1));
        }

        try (MemoryVectors vectors = open()) {
            assertThat(vectors.size()).isEqualTo(2500);
            assertThat(vectors.vector(1)).isEmpty();
            assertThat(vectors.vector(5000)).isPresent();
        }
    }

    @Test
    void isMadeAnewFromTheStoreWhenItsFilesAreGone() throws IOException {
        try (MemoryVectors vectors = open()) {
            vectors.put(sample.chunks(1, 100));
        }
        Files.delete(directory.resolve("tier.vectors"));

        try (MemoryVectors vectors = open()) {
            assertThat(vectors.size()).isEqualTo(100);
        }
    }

    @Test
    void saysWhyItCannotSearch() throws IOException {
        Files.createDirectory(directory.resolve("tier.vectors"));

        try (MemoryVectors vectors = open()) {
            assertThatThrownBy(() -> vectors.search(sample.next(), 1, ScanFilter.all()))
                    .isInstanceOf(MemoryException.class)
                    .hasMessageContaining("model")
                    .hasMessageContaining("tier.vectors");
        }
    }

    @Test
    void isMadeAnewWhenAWriterWasInterrupted() {
        try (MemoryVectors vectors = open()) {
            vectors.put(sample.chunks(1, 10));
            Thread.currentThread().interrupt();

            assertThatThrownBy(() -> vectors.put(sample.chunks(11, 10)))
                    .hasMessageContaining("interrupted");
            assertThat(Thread.interrupted()).isTrue();
            vectors.put(sample.chunks(21, 10));
            assertThat(vectors.vector(25)).isPresent();
        }

        try (MemoryVectors vectors = open()) {
            assertThat(vectors.vector(5)).isPresent();
            assertThat(vectors.vector(25)).isPresent();
        }
    }

    @Test
    void saysThatItIsClosed() {
        MemoryVectors vectors = open();
        vectors.close();
        vectors.close();

        assertThatThrownBy(() -> vectors.put(sample.chunks(1, 1))).hasMessageContaining("closed");
    }

    @Test
    void searchesTheStoreWhenThereAreMoreThanMemoryMayHold() {
        List<StoredVector> chunks = sample.chunks(1, 500);
        ScanFilter some = ScanFilter.all().topics(List.of("t1", "t2")).kinds(List.of("k0"));
        float[] query = sample.next();
        List<Hit> inMemory;
        List<Hit> filtered;
        try (MemoryVectors vectors = MemoryVectors.open(store(), tier(), 400)) {
            vectors.put(chunks.subList(0, 400));
            assertThat(vectors.isInMemory()).isTrue();

            vectors.put(chunks.subList(400, 500));

            assertThat(vectors.isInMemory()).isFalse();
            inMemory = vectors.search(query, 500, ScanFilter.all());
            filtered = vectors.search(query, 20, some);
            assertThat(vectors.size()).isEqualTo(500);
            assertThat(vectors.vector(450)).isPresent();
        }
        assertThat(directory.resolve("tier.vectors")).doesNotExist();

        try (MemoryVectors all = open()) {
            assertThat(all.isInMemory()).isTrue();
            assertThat(all.search(query, 500, ScanFilter.all()))
                    .extracting(Hit::chunk)
                    .isEqualTo(inMemory.stream().map(Hit::chunk).toList());
            assertThat(all.search(query, 20, some))
                    .extracting(Hit::chunk)
                    .isEqualTo(filtered.stream().map(Hit::chunk).toList());
        }
        try (MemoryVectors again = MemoryVectors.open(store(), tier(), 400)) {
            assertThat(again.isInMemory()).isFalse();
            again.delete(List.of(inMemory.getFirst().chunk()));
            assertThat(again.search(query, 1, ScanFilter.all()).getFirst().chunk())
                    .isEqualTo(inMemory.get(1).chunk());
        }
    }

    private Path tier() {
        return directory.resolve("tier");
    }
}
