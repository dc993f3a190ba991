package dev.hqe.memory;

import dev.hqe.kernel.entity.EntityId;
import dev.hqe.kernel.entity.Kind;
import dev.hqe.kernel.entity.Sensitivity;
import dev.hqe.kernel.entity.TopicId;
import java.time.Instant;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/// A piece of text that a search has found, and where it stands.
///
/// @param chunk its id, never given to another
/// @param entity that it is part of
/// @param sensitivity what its Topic has labelled its kind with
/// @param title of the entity; empty for none
/// @param path where the entity came from, as it says itself in `data.path`; empty for none
/// @param createdAt when the entity came to be
/// @param passage what was found, with its neighbours where those were asked for
/// @param cited the found chunk alone
/// @param scores how it came to its rank
public record MemoryHit(
        long chunk,
        EntityId entity,
        TopicId topic,
        Kind kind,
        Sensitivity sensitivity,
        String title,
        String path,
        Instant createdAt,
        Passage passage,
        Citation cited,
        Scores scores) {

    /// Why a hit has its rank. A rank is 1 for the best; a side that has not found it has none.
    ///
    /// @param wordsRank among what its words have found
    /// @param bm25 how well its words fit, more is better
    /// @param vectorRank among what lies near in meaning
    /// @param cosine how near it lies, -1 to 1
    /// @param entityWordsRank of its entity, by the best of its chunks, among entities
    /// @param entityVectorRank likewise
    /// @param fused what hits are ordered by
    public record Scores(
            OptionalInt wordsRank,
            OptionalDouble bm25,
            OptionalInt vectorRank,
            OptionalDouble cosine,
            OptionalInt entityWordsRank,
            OptionalInt entityVectorRank,
            double fused) {}
}
