package dev.hqe.memory;

import java.time.Duration;

/// How memory works.
///
/// @param ranking how hits are ordered
/// @param indexPatience how long a search waits for entities that have just changed
/// @param vectorPatience how long a search waits for the model and the vectors to be loaded
/// @param vectorDelay how long after the start vectors are begun to be made, unless a search asks
///   for them: what only comes and goes, such as a command, need not load a model
/// @param embedBatch texts that become vectors in one go, 1 to 256; a close waits for twice as many
public record MemorySettings(
        Ranking ranking,
        Duration indexPatience,
        Duration vectorPatience,
        Duration vectorDelay,
        int embedBatch) {

    /// How what the words and what the vectors find becomes one list: reciprocal rank fusion
    /// (Cormack, Clarke and Büttcher, "Reciprocal rank fusion outperforms Condorcet and individual
    /// rank learning methods", SIGIR 2009). A hit scores `weight / (k + rank)` on each side.
    ///
    /// @param k the constant of the formula, 1 to 1000
    /// @param words weight of the words, not negative
    /// @param vectors weight of the vectors, not negative
    /// @param depth how many chunks each side gives, 10 to 2000
    /// @param title what a word in the title counts, one in the text being 1
    /// @param context the same for the headings above a chunk
    ///
    ///   The default was chosen on every other query of the Cranfield collection; what it does to
    ///   the rest stands in `docs/benchmarks.md`.
    public record Ranking(
            int k, double words, double vectors, int depth, double title, double context) {

        public static final Ranking DEFAULT = new Ranking(60, 1, 1.5, 300, 3, 1);

        public Ranking {
            requireBetween("k", k, 1, 1000);
            requireBetween("the weight of words", words, 0, 1000);
            requireBetween("the weight of vectors", vectors, 0, 1000);
            requireBetween("depth", depth, 10, 2000);
            requireBetween("the weight of titles", title, 0, 1000);
            requireBetween("the weight of contexts", context, 0, 1000);
        }

        /// The same with less weight for the vectors.
        ///
        /// @param share of the weight that they have here, 0 to 1
        public Ranking withVectors(double share) {
            return new Ranking(k, words, vectors * share, depth, title, context);
        }
    }

    public static final MemorySettings DEFAULT =
            new MemorySettings(
                    Ranking.DEFAULT,
                    Duration.ofSeconds(2),
                    Duration.ofSeconds(20),
                    Duration.ofSeconds(5),
                    16);

    public MemorySettings {
        requireBetween("embedBatch", embedBatch, 1, 256);
    }

    /// The same with hits ordered in another way.
    public MemorySettings with(Ranking other) {
        return new MemorySettings(other, indexPatience, vectorPatience, vectorDelay, embedBatch);
    }

    private static void requireBetween(String what, double value, double least, double most) {
        if (!(value >= least && value <= most)) {
            throw new IllegalArgumentException(
                    what + " must be " + least + " to " + most + ", not " + value);
        }
    }
}
