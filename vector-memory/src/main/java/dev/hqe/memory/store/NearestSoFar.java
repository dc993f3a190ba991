package dev.hqe.memory.store;

import dev.hqe.memory.scan.Hit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;

/// The nearest of the vectors that it was shown. Not thread-safe.
final class NearestSoFar {

    private static final Comparator<Hit> NEAREST_FIRST =
            Comparator.comparingDouble(Hit::similarity).reversed().thenComparingLong(Hit::chunk);

    private final float[] query;
    private final int wanted;
    private final PriorityQueue<Hit> best = new PriorityQueue<>(NEAREST_FIRST.reversed());

    /// @param query of length 1
    NearestSoFar(float[] query, int wanted) {
        this.query = query;
        this.wanted = wanted;
    }

    void add(long chunk, float[] vector) {
        float dot = 0;
        for (int i = 0; i < query.length; i++) {
            dot += query[i] * vector[i];
        }
        best.add(new Hit(chunk, Math.clamp(dot, -1.0, 1.0)));
        if (best.size() > wanted) {
            best.poll();
        }
    }

    List<Hit> hits() {
        List<Hit> hits = new ArrayList<>(best);
        hits.sort(NEAREST_FIRST);
        return hits;
    }
}
