package dev.hqe.memory.store;

import dev.hqe.memory.scan.Hit;
import dev.hqe.memory.scan.ScanFilter;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/// Keeps the vectors of one model. Thread-safe; methods block.
public interface VectorStore extends AutoCloseable {

    /// Most vectors in one batch.
    int MAX_BATCH = 10_000;

    /// Names the model that its vectors are of.
    String modelId();

    int dimensions();

    /// What it is kept in, for people: `Lance` or `SQLite`.
    String format();

    /// Adds vectors, or replaces those of the same chunks; of two for one chunk the later one
    /// counts. They survive a crash of the process and a loss of power once this has returned.
    ///
    /// @param vectors at most [#MAX_BATCH]
    /// @throws IllegalArgumentException if there are more, or one is of another length than
    ///   [#dimensions] or has no direction; then none is added
    /// @throws VectorStoreException if they cannot be written
    void put(List<StoredVector> vectors);

    /// Forgets the vectors of these chunks, as durably as [#put].
    ///
    /// @param chunks at most [#MAX_BATCH]; those that are not there do not count
    /// @throws VectorStoreException if it cannot be written
    void delete(Collection<Long> chunks);

    /// Gives every vector to a reader, each once, in any order; what changes meanwhile is seen old
    /// or new. The reader must not call this store.
    ///
    /// @throws VectorStoreException if they cannot be read
    void scan(Consumer<StoredVector> reader);

    long count();

    /// The nearest vectors by cosine similarity, the nearest first, of equally near ones the older
    /// chunk, for corpora that do not fit into the scan in memory. Exact, and so the slower the
    /// more the filter lets through.
    ///
    /// @param query of length 1, with [#dimensions] values
    /// @param hits how many, 1 to [dev.hqe.memory.scan.ScanTier#MAX_HITS]
    /// @throws VectorStoreException if they cannot be read
    default List<Hit> nearest(float[] query, int hits, ScanFilter filter) {
        NearestSoFar nearest = new NearestSoFar(query, hits);
        scan(stored -> {
            if (filter.letsThrough(stored.chunk(), stored.topic(), stored.kind())) {
                nearest.add(stored.chunk(), stored.vector());
            }
        });
        return nearest.hits();
    }

    /// The vectors of some chunks, by chunk, as far as there are any.
    ///
    /// @param chunks at most [#MAX_BATCH]
    /// @throws VectorStoreException if they cannot be read
    Map<Long, float[]> find(Collection<Long> chunks);

    /// Grows with each change, and survives closing: where it is the same, so is the content.
    long generation();

    /// Makes it smaller and faster to read, now. Not needed for its upkeep: a store does that by
    /// itself, in the background and in bounded steps.
    void compact();

    @Override
    void close();
}
