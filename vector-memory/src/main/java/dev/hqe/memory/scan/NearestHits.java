package dev.hqe.memory.scan;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;

/// The nearest of the chunks that it was shown, in whatever order; of equally near ones the older.
/// Not thread-safe.
public final class NearestHits {

    private static final Comparator<Hit> NEAREST_FIRST =
            Comparator.comparingDouble(Hit::similarity).reversed().thenComparingLong(Hit::chunk);

    private final int wanted;

    /// The one to be given up first at the top.
    private final PriorityQueue<Hit> best = new PriorityQueue<>(NEAREST_FIRST.reversed());

    /// What is less similar is no hit any more.
    private double bound = Double.NEGATIVE_INFINITY;

    /// Has none yet.
    ///
    /// @param wanted how many are kept, at least 1
    public NearestHits(int wanted) {
        this.wanted = wanted;
    }

    /// Keeps a chunk if it is among the nearest so far.
    ///
    /// @param similarity a cosine; what rounding has put outside of -1 to 1 is put back
    public void add(long chunk, double similarity) {
        if (similarity < bound) {
            return; // nearly all come to an end here
        }
        best.add(new Hit(chunk, Math.clamp(similarity, -1.0, 1.0)));
        if (best.size() > wanted) {
            best.remove();
        }
        if (best.size() == wanted) {
            bound = best.element().similarity();
        }
    }

    /// The least similarity of a hit; less than any where there are not as many yet as are wanted.
    double bound() {
        return bound;
    }

    /// What was kept of what was added so far.
    public List<Hit> nearestFirst() {
        List<Hit> hits = new ArrayList<>(best);
        hits.sort(NEAREST_FIRST);
        return List.copyOf(hits);
    }
}
