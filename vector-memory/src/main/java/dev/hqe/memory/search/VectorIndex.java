package dev.hqe.memory.search;

import dev.hqe.memory.store.StoredVector;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.LongConsumer;

/// The vectors of one model, durable and searchable. Thread-safe; methods block.
public interface VectorIndex extends AutoCloseable {

    /// A chunk that lies near.
    ///
    /// @param cosine similarity, -1 to 1
    record Near(long chunk, double cosine) {}

    /// Adds vectors, or replaces those of the same chunks. They are durable and searched once this
    /// has returned.
    void put(List<StoredVector> vectors);

    /// Forgets the vectors of these chunks.
    void delete(Collection<Long> chunks);

    /// The nearest chunks, the nearest first.
    ///
    /// @param query of length 1
    List<Near> nearest(float[] query, int limit, VectorFilter filter);

    /// The vectors of some chunks, by chunk, as far as there are any.
    Map<Long, float[]> vectors(Collection<Long> chunks);

    long count();

    /// Gives the id of every chunk that has a vector.
    void forEach(LongConsumer reader);

    @Override
    void close();
}
