package dev.hqe.memory.search;

import dev.hqe.memory.MemoryHit.Scores;
import dev.hqe.memory.MemorySettings.Ranking;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Makes one ranking of what words and vectors have found, by reciprocal rank fusion; see
/// [Ranking].
///
/// Words and meaning often find different chunks of the same entity, and then both speak for it. So
/// an entity has a rank on each side, that of its best chunk there among the best chunks of others,
/// and the chunk that is the best of an entity on both sides together is placed by these. Its other
/// chunks are placed by their own ranks, which come later.
final class Fusion {

    /// A chunk that one side has found.
    ///
    /// @param score in the terms of that side, more is better
    record Found(long chunk, double score) {}

    /// A chunk with its place in the whole.
    record Ranked(long chunk, Scores scores) {}

    /// One side's word on a chunk or an entity.
    private record Place(int rank, double score) {}

    /// What one side has found, looked up.
    private static final class Side {
        private final Map<Long, Place> chunks = new HashMap<>();
        private final Map<Long, Place> entities = new HashMap<>();
        private final double weight;
        private final int k;

        private Side(List<Found> found, Map<Long, Long> entityOf, double weight, int k) {
            this.weight = weight;
            this.k = k;
            for (Found one : found) {
                Long entity = entityOf.get(one.chunk());
                if (entity != null) { // else the chunk is gone
                    chunks.put(one.chunk(), new Place(chunks.size() + 1, one.score()));
                    entities.putIfAbsent(entity, new Place(entities.size() + 1, one.score()));
                }
            }
        }

        private double share(@Nullable Place place) {
            return place == null ? 0 : weight / (k + place.rank());
        }
    }

    private final Side words;
    private final Side vectors;

    private Fusion(Side words, Side vectors) {
        this.words = words;
        this.vectors = vectors;
    }

    /// The best first; equal ones in the order of their ids.
    ///
    /// @param words the best first
    /// @param vectors the best first
    /// @param entityOf the entity of each chunk; one without is left out
    static List<Ranked> of(
            List<Found> words, List<Found> vectors, Map<Long, Long> entityOf, Ranking ranking) {
        return new Fusion(
                        new Side(words, entityOf, ranking.words(), ranking.k()),
                        new Side(vectors, entityOf, ranking.vectors(), ranking.k()))
                .ranked(entityOf);
    }

    private List<Ranked> ranked(Map<Long, Long> entityOf) {
        Set<Long> chunks = new HashSet<>(words.chunks.keySet());
        chunks.addAll(vectors.chunks.keySet());
        List<Long> byThemselves =
                chunks.stream()
                        .sorted(
                                Comparator.comparingDouble(this::alone)
                                        .reversed()
                                        .thenComparingLong(Long::longValue))
                        .toList();
        Set<Long> seen = new HashSet<>();
        List<Ranked> all = new ArrayList<>();
        for (Long chunk : byThemselves) {
            long entity = entityOf.getOrDefault(chunk, 0L);
            double fused =
                    seen.add(entity)
                            ? words.share(words.entities.get(entity))
                                    + vectors.share(vectors.entities.get(entity))
                            : alone(chunk);
            all.add(new Ranked(chunk, scores(chunk, entity, fused)));
        }
        all.sort(
                Comparator.comparingDouble((Ranked one) -> one.scores().fused())
                        .reversed()
                        .thenComparingLong(Ranked::chunk));
        return all;
    }

    private double alone(Long chunk) {
        return words.share(words.chunks.get(chunk)) + vectors.share(vectors.chunks.get(chunk));
    }

    private Scores scores(Long chunk, long entity, double fused) {
        Place word = words.chunks.get(chunk);
        Place vector = vectors.chunks.get(chunk);
        return new Scores(
                rank(word),
                word == null ? OptionalDouble.empty() : OptionalDouble.of(word.score()),
                rank(vector),
                vector == null ? OptionalDouble.empty() : OptionalDouble.of(vector.score()),
                rank(words.entities.get(entity)),
                rank(vectors.entities.get(entity)),
                fused);
    }

    private static OptionalInt rank(@Nullable Place place) {
        return place == null ? OptionalInt.empty() : OptionalInt.of(place.rank());
    }
}
