package dev.hqe.memory.store;

import dev.hqe.memory.scan.Hit;
import dev.hqe.memory.scan.ScanFilter;
import dev.hqe.memory.store.LanceJournal.Pending;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.apache.arrow.c.ArrowArrayStream;
import org.apache.arrow.c.Data;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.BigIntVector;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.VarCharVector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.complex.FixedSizeListVector;
import org.apache.arrow.vector.ipc.ArrowReader;
import org.lance.Dataset;
import org.lance.ReadOptions;
import org.lance.WriteParams;
import org.lance.cleanup.CleanupPolicy;
import org.lance.compaction.Compaction;
import org.lance.compaction.CompactionOptions;
import org.lance.compaction.CompactionTask;
import org.lance.compaction.RewriteResult;
import org.lance.index.DistanceType;
import org.lance.ipc.LanceScanner;
import org.lance.ipc.Query;
import org.lance.ipc.ScanOptions;
import org.lance.merge.MergeInsertParams;

/// The dataset itself, by Lance's library, which must be loaded before ([LanceLibrary#load]).
/// Columns: `chunk` (int64), `topic`, `kind` (text), `vector` (a list of fixed size, 32-bit
/// floats).
///
/// For one writer or several readers at a time; the store sees to that.
final class LanceDataset implements AutoCloseable {

    private static final List<String> COLUMNS = List.of("chunk", "topic", "kind", "vector");
    private static final List<String> FOUND_COLUMNS =
            List.of(
                    "chunk",
                    "topic",
                    "kind",
                    "vector",
                    "_distance"); // it warns of what is left out
    private static final int SCAN_ROWS = 1024;
    private static final long INDEX_CACHE = 64L << 20;
    private static final long METADATA_CACHE = 16L << 20;

    /// What is joined into one file, so that a round of upkeep never rewrites very much.
    private static final int FRAGMENT_ROWS = 1 << 16;

    /// Files that one round of upkeep writes at most.
    private static final int MOST_TASKS = 8;

    private static final float DELETED_SHARE = 0.1f;

    private final Path folder;
    private final int dimensions;
    private final BufferAllocator allocator;
    private Dataset dataset;

    private LanceDataset(Path folder, int dimensions, BufferAllocator allocator, Dataset dataset) {
        this.folder = folder;
        this.dimensions = dimensions;
        this.allocator = allocator;
        this.dataset = dataset;
    }

    /// Makes a dataset with its first rows.
    static LanceDataset create(Path folder, int dimensions, List<Pending> rows) throws IOException {
        BufferAllocator allocator = new RootAllocator();
        try (VectorBatches batches = new VectorBatches(allocator, rows, dimensions);
                ArrowArrayStream stream = ArrowArrayStream.allocateNew(allocator)) {
            Data.exportArrayStream(allocator, batches, stream);
            Dataset.write().stream(stream)
                    .uri(folder.toString())
                    .mode(WriteParams.WriteMode.CREATE)
                    .execute()
                    .close();
            return open(folder, dimensions, allocator);
        }
    }

    static LanceDataset open(Path folder, int dimensions) {
        return open(folder, dimensions, new RootAllocator());
    }

    private static LanceDataset open(Path folder, int dimensions, BufferAllocator allocator) {
        ReadOptions options =
                new ReadOptions.Builder()
                        .setIndexCacheSizeBytes(INDEX_CACHE)
                        .setMetadataCacheSizeBytes(METADATA_CACHE)
                        .build();
        Dataset dataset =
                Dataset.open()
                        .allocator(allocator)
                        .uri(folder.toString())
                        .readOptions(options)
                        .build();
        LanceDataset opened = new LanceDataset(folder, dimensions, allocator, dataset);
        List<String> columns =
                dataset.getSchema().getFields().stream().map(field -> field.getName()).toList();
        if (!columns.equals(COLUMNS)) {
            opened.close();
            throw new IllegalArgumentException("its columns are " + columns);
        }
        return opened;
    }

    /// Adds rows, or replaces those of the same chunks.
    void merge(List<Pending> rows) throws IOException {
        if (rows.isEmpty()) {
            return;
        }
        MergeInsertParams byChunk =
                new MergeInsertParams(List.of("chunk"))
                        .withMatchedUpdateAll()
                        .withNotMatched(MergeInsertParams.WhenNotMatched.InsertAll);
        try (VectorBatches batches = new VectorBatches(allocator, rows, dimensions);
                ArrowArrayStream stream = ArrowArrayStream.allocateNew(allocator)) {
            Data.exportArrayStream(allocator, batches, stream);
            Dataset merged = dataset.mergeInsert(byChunk, stream).dataset();
            dataset.close();
            dataset = merged;
        }
    }

    void delete(List<Long> chunks) {
        if (!chunks.isEmpty()) {
            dataset.delete(LanceFilter.chunkIn(chunks));
        }
    }

    long version() {
        return dataset.version();
    }

    long count() {
        return dataset.countRows();
    }

    void scan(Consumer<StoredVector> reader) throws Exception {
        read(new ScanOptions.Builder().columns(COLUMNS).batchSize(SCAN_ROWS), reader);
    }

    @SuppressWarnings("try") // an interrupt while it is closed is the caller's to see
    private void read(ScanOptions.Builder options, Consumer<StoredVector> reader) throws Exception {
        try (LanceScanner scanner = dataset.newScan(options.build());
                ArrowReader batches = scanner.scanBatches()) {
            while (batches.loadNextBatch()) {
                batch(batches.getVectorSchemaRoot(), reader);
            }
        }
    }

    private void batch(VectorSchemaRoot root, Consumer<StoredVector> reader) {
        BigIntVector chunks = (BigIntVector) root.getVector("chunk");
        VarCharVector topics = (VarCharVector) root.getVector("topic");
        VarCharVector kinds = (VarCharVector) root.getVector("kind");
        FieldVector values = ((FixedSizeListVector) root.getVector("vector")).getDataVector();
        byte[] bytes = new byte[dimensions * Float.BYTES];
        for (int i = 0; i < root.getRowCount(); i++) {
            values.getDataBuffer().getBytes((long) i * bytes.length, bytes);
            float[] vector = new float[dimensions];
            ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer().get(vector);
            reader.accept(new StoredVector(chunks.get(i), text(topics, i), text(kinds, i), vector));
        }
    }

    private static String text(VarCharVector texts, int row) {
        return new String(texts.get(row), StandardCharsets.UTF_8);
    }

    /// The nearest rows, exactly: every row that the filter lets through is compared.
    List<Hit> nearest(float[] query, int hits, ScanFilter filter) throws Exception {
        NearestSoFar nearest = new NearestSoFar(query, hits);
        if (!LanceFilter.isNarrow(filter)) {
            search(new ScanOptions.Builder(), key(query, hits), nearest);
            return nearest.hits();
        }
        for (String condition : LanceFilter.conditions(filter)) {
            search(
                    new ScanOptions.Builder().filter(condition).prefilter(true),
                    key(query, hits),
                    nearest);
        }
        return nearest.hits();
    }

    private static Query.Builder key(float[] query, int hits) {
        return new Query.Builder()
                .setColumn("vector")
                .setKey(query)
                .setK(hits)
                .setDistanceType(DistanceType.Cosine)
                .setUseIndex(false);
    }

    private void search(ScanOptions.Builder where, Query.Builder query, NearestSoFar nearest)
            throws Exception {
        read(
                where.columns(FOUND_COLUMNS).nearest(query.build()),
                stored -> nearest.add(stored.chunk(), stored.vector()));
    }

    Map<Long, float[]> find(Collection<Long> chunks) throws Exception {
        Map<Long, float[]> found = new HashMap<>();
        read(
                new ScanOptions.Builder().columns(COLUMNS).filter(LanceFilter.chunkIn(chunks)),
                stored -> found.put(stored.chunk(), stored.vector()));
        return found;
    }

    /// Joins small files and drops rows that are deleted, a bounded number of files.
    ///
    /// @param stop looked at between them
    /// @return whether there is more to do
    boolean compact(BooleanSupplier stop) {
        CompactionOptions options =
                CompactionOptions.builder()
                        .withTargetRowsPerFragment(FRAGMENT_ROWS)
                        .withMaterializeDeletionsThreshold(DELETED_SHARE)
                        .build();
        List<CompactionTask> tasks =
                Compaction.planCompaction(dataset, options).getCompactionTasks();
        List<RewriteResult> done = new ArrayList<>();
        for (CompactionTask task : tasks) {
            if (done.size() == MOST_TASKS || stop.getAsBoolean()) {
                break;
            }
            done.add(task.execute(dataset));
        }
        if (!done.isEmpty()) {
            Compaction.commitCompaction(dataset, done, options);
            dataset.checkoutLatest();
        }
        return done.size() < tasks.size();
    }

    /// Removes what only older versions need.
    void forgetOldVersions() {
        dataset.cleanupWithPolicy(
                CleanupPolicy.builder()
                        .withBeforeTimestampMillis(System.currentTimeMillis())
                        .withDeleteUnverified(true) // nobody else writes
                        .build());
        dataset.checkoutLatest();
    }

    int versions() {
        return dataset.listVersions().size();
    }

    /// Files beyond those that its rows need.
    long smallFragments() {
        return fragments() - dataset.countRows() / FRAGMENT_ROWS;
    }

    /// How many files its rows are spread over.
    int fragments() {
        return dataset.getFragments().size();
    }

    Path folder() {
        return folder;
    }

    @Override
    public void close() {
        dataset.close();
        allocator.close();
    }
}
