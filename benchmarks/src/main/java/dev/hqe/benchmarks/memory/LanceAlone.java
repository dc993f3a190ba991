package dev.hqe.benchmarks.memory;

import dev.hqe.memory.store.LanceSettings;
import dev.hqe.memory.store.LanceVectorStore;
import dev.hqe.memory.store.StoredVector;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.BigIntVector;
import org.apache.arrow.vector.ipc.ArrowReader;
import org.jspecify.annotations.Nullable;
import org.lance.Dataset;
import org.lance.index.DistanceType;
import org.lance.index.IndexOptions;
import org.lance.index.IndexParams;
import org.lance.index.IndexType;
import org.lance.index.vector.IvfBuildParams;
import org.lance.index.vector.RQBuildParams;
import org.lance.index.vector.VectorIndexParams;
import org.lance.ipc.LanceScanner;
import org.lance.ipc.Query;
import org.lance.ipc.ScanOptions;

/// Lance's own index (IVF_RQ) over the dataset that the product makes, searched directly: 20 parts,
/// 100 candidates ranked exactly. It is filled through our store, whose journal costs some of the
/// building time.
final class LanceAlone implements Index {

    private static final int BATCH = 5000;
    private static final int PARTITION_ROWS = 4096;
    private static final int PROBES = 20;
    private static final int REFINE = 10;

    private final Path folder;
    private @Nullable BufferAllocator allocator;
    private @Nullable Dataset dataset;

    LanceAlone(Path folder) {
        this.folder = folder.resolve("vectors.lance");
    }

    private LanceVectorStore store() {
        Path libraries = folder.resolveSibling("../libraries").normalize();
        return LanceVectorStore.open(
                folder,
                "benchmark",
                SampleSpace.DIMENSIONS,
                new LanceSettings(libraries, 8192, Duration.ZERO, LanceSettings.Upkeep.DEFAULT));
    }

    @Override
    public void build(SampleSpace space) {
        try (LanceVectorStore store = store()) {
            List<StoredVector> batch = new ArrayList<>();
            for (int i = 0; i < space.size(); i++) {
                batch.add(
                        new StoredVector(i, SampleSpace.topic(i), space.kind(i), space.vector(i)));
                if (batch.size() == BATCH || i == space.size() - 1) {
                    store.put(batch);
                    batch.clear();
                }
            }
            store.compact();
        }
        index();
    }

    private void index() {
        try (BufferAllocator own = new RootAllocator();
                Dataset built = Dataset.open().allocator(own).uri(folder.toString()).build()) {
            int partitions = (int) Math.max(1, built.countRows() / PARTITION_ROWS);
            VectorIndexParams params =
                    VectorIndexParams.withIvfRqParams(
                            DistanceType.Cosine,
                            new IvfBuildParams.Builder().setNumPartitions(partitions).build(),
                            new RQBuildParams.Builder().setNumBits((byte) 1).build());
            built.createIndex(
                    IndexOptions.builder(
                                    List.of("vector"),
                                    IndexType.IVF_RQ,
                                    IndexParams.builder().setVectorIndexParams(params).build())
                            .build());
        }
    }

    @Override
    public void open() {
        try (LanceVectorStore store = store()) {
            if (store.count() == 0) { // and with that the native library is there
                throw new IllegalStateException("nothing was built");
            }
        }
        BufferAllocator fresh = new RootAllocator();
        allocator = fresh;
        dataset = Dataset.open().allocator(fresh).uri(folder.toString()).build();
    }

    @Override
    @SuppressWarnings("try") // nobody interrupts a benchmark
    public int[] search(float[] query, Among among) throws Exception {
        ScanOptions.Builder options =
                new ScanOptions.Builder()
                        .columns(List.of("chunk", "_distance"))
                        .prefilter(among != Among.ALL)
                        .nearest(
                                new Query.Builder()
                                        .setColumn("vector")
                                        .setKey(query)
                                        .setK(SampleSpace.HITS)
                                        .setDistanceType(DistanceType.Cosine)
                                        .setMinimumNprobes(PROBES)
                                        .setMaximumNprobes(PROBES)
                                        .setRefineFactor(REFINE)
                                        .build());
        switch (among) {
            case ALL -> {}
            case TOPIC -> options.filter("topic = '" + SampleSpace.TOPIC + "'");
            case AREA -> options.filter("kind = '" + SampleSpace.AREA + "'");
        }
        int[] hits = new int[SampleSpace.HITS];
        int count = 0;
        try (LanceScanner scanner = Objects.requireNonNull(dataset).newScan(options.build());
                ArrowReader batches = scanner.scanBatches()) {
            while (batches.loadNextBatch()) {
                BigIntVector chunks =
                        (BigIntVector) batches.getVectorSchemaRoot().getVector("chunk");
                for (int i = 0; i < chunks.getValueCount() && count < hits.length; i++) {
                    hits[count++] = (int) chunks.get(i);
                }
            }
        }
        return Arrays.copyOf(hits, count);
    }

    @Override
    public void close() {
        if (dataset != null) {
            dataset.close();
        }
        if (allocator != null) {
            allocator.close();
        }
    }
}
