package dev.hqe.memory.store;

import java.util.Collection;
import java.util.List;

/// The vector of one chunk, with what a search may ask of it.
///
/// @param chunk its id, unique in the workbench and never given again
/// @param topic id of the Topic that the chunk's entity belongs to
/// @param kind of that entity
/// @param vector of length 1; treat it as read-only
// An array, because a copy of each of a million vectors would cost more than a search among them.
@SuppressWarnings("ArrayRecordComponent")
public record StoredVector(long chunk, String topic, String kind, float[] vector) {

    /// How far its length may be off, by rounding.
    private static final double LENGTH_ERROR = 0.01;

    /// Looks whether a store takes a batch.
    ///
    /// @throws IllegalArgumentException if it does not; names the chunk
    static void requireFit(List<StoredVector> batch, int dimensions) {
        requireBatch(batch);
        for (StoredVector stored : batch) {
            stored.requireFit(dimensions);
        }
    }

    /// Looks whether a batch is of a size that a store takes.
    ///
    /// @throws IllegalArgumentException if it is larger than [VectorStore#MAX_BATCH]
    static void requireBatch(Collection<?> batch) {
        if (batch.size() > VectorStore.MAX_BATCH) {
            throw new IllegalArgumentException(
                    "a batch holds at most " + VectorStore.MAX_BATCH + ", not " + batch.size());
        }
    }

    /// Looks whether it is a vector of so many dimensions.
    ///
    /// @throws IllegalArgumentException if it has another number of dimensions or another length
    ///   than 1
    public void requireFit(int dimensions) {
        if (vector.length != dimensions) {
            throw new IllegalArgumentException(
                    "chunk %d: its vector has %d dimensions, this store keeps vectors of %d"
                            .formatted(chunk, vector.length, dimensions));
        }
        double square = 0;
        for (float value : vector) {
            square += (double) value * value;
        }
        if (!(Math.abs(Math.sqrt(square) - 1) <= LENGTH_ERROR)) { // not a number neither
            throw new IllegalArgumentException(
                    "chunk %d: its vector has the length %s; divide it by that"
                            .formatted(chunk, Math.sqrt(square)));
        }
    }
}
