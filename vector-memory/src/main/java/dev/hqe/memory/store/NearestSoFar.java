package dev.hqe.memory.store;

import dev.hqe.memory.scan.Hit;
import dev.hqe.memory.scan.NearestHits;
import java.util.List;

/// The nearest of the vectors that it was shown. Not thread-safe.
final class NearestSoFar {

    private final float[] query;
    private final NearestHits nearest;

    /// @param query of length 1
    NearestSoFar(float[] query, int wanted) {
        this.query = query;
        this.nearest = new NearestHits(wanted);
    }

    void add(long chunk, float[] vector) {
        float dot = 0;
        for (int i = 0; i < query.length; i++) {
            dot += query[i] * vector[i];
        }
        nearest.add(chunk, dot);
    }

    List<Hit> hits() {
        return nearest.nearestFirst();
    }
}
