package dev.hqe.ui.internal.memory;

import dev.hqe.memory.MemoryHit.Scores;
import java.util.List;

/// What the best of a list has reached on each side, against which the others are measured.
///
/// @param bm25 0 where no word was found
record BestHit(double bm25, double fused) {

    static BestHit of(List<Found> hits) {
        double bm25 = 0;
        double fused = 0;
        for (Found found : hits) {
            Scores scores = found.hit().scores();
            bm25 = Math.max(bm25, scores.bm25().orElse(0));
            fused = Math.max(fused, scores.fused());
        }
        return new BestHit(bm25, fused);
    }
}
