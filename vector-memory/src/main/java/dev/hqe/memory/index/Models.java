package dev.hqe.memory.index;

import dev.hqe.memory.embed.Embedder;
import dev.hqe.memory.search.VectorIndex;
import java.util.Optional;

/// The models that there are, and where their vectors are kept. Thread-safe.
public interface Models {

    /// The model that a person has chosen. Costs nothing until it is used.
    Embedder wanted();

    /// A model by the id of its vectors, so that those of an earlier choice can answer while others
    /// are made; empty if it cannot be had any more.
    Optional<Embedder> known(String modelId);

    /// Opens the vectors of a model, none if there never were any.
    VectorIndex open(String modelId, int dimensions);

    /// Deletes the vectors of a model that is used no more and not open.
    void discard(String modelId);
}
