package dev.hqe.benchmarks.memory;

import dev.hqe.memory.MemoryVectors;
import dev.hqe.memory.scan.Hit;
import dev.hqe.memory.scan.ScanFilter;
import dev.hqe.memory.store.SqliteVectorStore;
import dev.hqe.memory.store.StoredVector;
import dev.hqe.memory.store.VectorStore;
import dev.hqe.memory.store.VectorStores;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The product's: the scan tier before a store.
final class Ours implements Index {

    private static final int BATCH = 5000;
    private static final String MODEL = "benchmark";

    private final Path folder;
    private final boolean lance;
    private @Nullable MemoryVectors vectors;

    Ours(Path folder, boolean lance) {
        this.folder = folder;
        this.lance = lance;
    }

    private MemoryVectors vectors() {
        MemoryVectors there = vectors;
        if (there == null) {
            VectorStore store =
                    lance
                            ? VectorStores.open(
                                    folder,
                                    folder.resolveSibling("libraries"),
                                    MODEL,
                                    SampleSpace.DIMENSIONS)
                            : SqliteVectorStore.open(
                                    folder.resolve("vectors.db"), MODEL, SampleSpace.DIMENSIONS);
            there = MemoryVectors.open(store, folder.resolve("tier"), Long.MAX_VALUE);
            vectors = there;
        }
        return there;
    }

    @Override
    public void build(SampleSpace space) {
        List<StoredVector> batch = new ArrayList<>();
        for (int i = 0; i < space.size(); i++) {
            batch.add(new StoredVector(i, SampleSpace.topic(i), space.kind(i), space.vector(i)));
            if (batch.size() == BATCH || i == space.size() - 1) {
                vectors().put(batch);
                batch.clear();
            }
        }
        vectors().compact();
    }

    @Override
    public void open() {
        vectors().ready().join();
    }

    @Override
    public int[] search(float[] query, Among among) {
        ScanFilter filter =
                switch (among) {
                    case ALL -> ScanFilter.all();
                    case TOPIC -> ScanFilter.all().topics(Set.of(SampleSpace.TOPIC));
                    case AREA -> ScanFilter.all().kinds(Set.of(SampleSpace.AREA));
                };
        return vectors().search(query, SampleSpace.HITS, filter).stream()
                .mapToLong(Hit::chunk)
                .mapToInt(Math::toIntExact)
                .toArray();
    }

    @Override
    public void close() {
        vectors().close();
    }
}
