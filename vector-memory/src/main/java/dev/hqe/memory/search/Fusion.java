package dev.hqe.memory.search;

import dev.hqe.memory.MemoryHit.Scores;
import dev.hqe.memory.MemorySettings.Ranking;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/// Makes one ranking of what words and vectors have found, by reciprocal rank fusion; see
/// [Ranking].
final class Fusion {

    /// A chunk that one side has found.
    ///
    /// @param score in the terms of that side, more is better
    record Found(long chunk, double score) {}

    /// A chunk with its place in the whole.
    record Ranked(long chunk, Scores scores) {}

    private static final class Sum {
        private @Nullable Integer wordsRank;
        private double bm25;
        private @Nullable Integer vectorRank;
        private double cosine;
        private double fused;

        private Scores scores() {
            Integer words = wordsRank;
            Integer vector = vectorRank;
            return new Scores(
                    words == null ? OptionalInt.empty() : OptionalInt.of(words),
                    words == null ? OptionalDouble.empty() : OptionalDouble.of(bm25),
                    vector == null ? OptionalInt.empty() : OptionalInt.of(vector),
                    vector == null ? OptionalDouble.empty() : OptionalDouble.of(cosine),
                    fused);
        }
    }

    private Fusion() {}

    /// The best first; equal ones in the order of their ids.
    ///
    /// @param words the best first
    /// @param vectors the best first
    static List<Ranked> of(List<Found> words, List<Found> vectors, Ranking ranking) {
        Map<Long, Sum> sums = new HashMap<>();
        int rank = 0;
        for (Found found : words) {
            Sum sum = sums.computeIfAbsent(found.chunk(), chunk -> new Sum());
            sum.wordsRank = ++rank;
            sum.bm25 = found.score();
            sum.fused += ranking.words() / (ranking.k() + rank);
        }
        rank = 0;
        for (Found found : vectors) {
            Sum sum = sums.computeIfAbsent(found.chunk(), chunk -> new Sum());
            sum.vectorRank = ++rank;
            sum.cosine = found.score();
            sum.fused += ranking.vectors() / (ranking.k() + rank);
        }
        List<Ranked> all = new ArrayList<>(sums.size());
        sums.forEach((chunk, sum) -> all.add(new Ranked(chunk, sum.scores())));
        all.sort(
                Comparator.comparingDouble((Ranked one) -> one.scores().fused())
                        .reversed()
                        .thenComparingLong(Ranked::chunk));
        return all;
    }
}
