package dev.hqe.memory.store;

import java.util.Collection;
import java.util.List;
import java.util.function.Consumer;

/// Keeps the vectors of one model. Thread-safe; methods block.
public interface VectorStore extends AutoCloseable {

    /// Names the model that its vectors are of.
    String modelId();

    int dimensions();

    /// Adds vectors, or replaces those of the same chunks. They survive a crash of the process and
    /// a loss of power once this has returned.
    ///
    /// @param vectors at most [#MAX_BATCH]
    void put(List<StoredVector> vectors);

    /// Forgets the vectors of these chunks, as durably as [#put].
    ///
    /// @param chunks at most [#MAX_BATCH]; those that are not there do not count
    void delete(Collection<Long> chunks);

    /// Gives every vector to a reader, each once, in any order; what changes meanwhile is seen old
    /// or new.
    void scan(Consumer<StoredVector> reader);

    long count();

    /// Makes it smaller and faster to read, if that is worth the work; does not keep others from
    /// reading and writing.
    void compact();

    @Override
    void close();

    /// Most vectors in one batch.
    int MAX_BATCH = 10_000;
}
