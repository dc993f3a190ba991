package dev.hqe.memory.index;

import dev.hqe.memory.embed.Embedder;
import dev.hqe.memory.embed.EmbeddingModel;
import dev.hqe.memory.search.VectorIndex;
import java.util.Optional;
import java.util.Set;

/// The models that there are, and where their vectors are kept. Thread-safe.
public interface Models {

    /// The model that a person has chosen, the same object until another one is chosen. Costs
    /// nothing until it is used.
    Embedder wanted();

    /// Chooses another model, which [#wanted] is from then on, also after a restart.
    ///
    /// @throws dev.hqe.memory.embed.EmbeddingException if it cannot be had; then nothing has
    ///   changed
    void choose(EmbeddingModel model);

    /// A model by the id of its vectors, so that those of an earlier choice can answer while others
    /// are made; empty if it cannot be had any more.
    Optional<Embedder> known(String modelId);

    /// Opens the vectors of a model, none if there never were any.
    VectorIndex open(String modelId, int dimensions);

    /// What the vectors rest in, for people: `Lance` or `SQLite`.
    String store();

    /// What all vectors take of the disk, in bytes.
    long bytes();

    /// Deletes the vectors of all models but these; none of the others is open.
    void keepOnly(Set<String> modelIds);
}
