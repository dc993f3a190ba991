package dev.hqe.memory.scan;

import java.util.Arrays;
import java.util.List;

/// What a search knows while it goes through the codes: the nearest so far, and which vectors may
/// be among the nearest yet.
///
/// A vector that its estimate puts among the nearest is compared exactly at once, which soon makes
/// the bound high; one that the error of its estimate may put there waits until all have been seen,
/// and is compared only if it still may. So as many are compared as it takes to be nearly sure, in
/// whatever order the codes come: few where the nearest stand out, many where they do not. For one
/// search and one thread.
final class Shortlist {

    private static final int MOST_EXACTLY = 10_000;

    private static final int EXACTLY_PER_HIT = 4;
    private static final int FIRST_CAPACITY = 512;

    private final CodeTable table;
    private final MappedVectors vectors;
    private final Kernel kernel;
    private final float[] unit;
    private final QueryCode code;
    private final NearestHits nearest;

    /// How many may be compared yet, and how many of these only when all have been seen.
    private int left;

    private final int reserved;
    private float bound = Float.NEGATIVE_INFINITY;
    private int[] waiting = new int[FIRST_CAPACITY];
    private float[] atMost = new float[FIRST_CAPACITY];
    private int count;

    /// How many are compared exactly, at most, as a rule: vectors of which none stands out are not
    /// worth more.
    static int mostExactly(int hits) {
        return Math.max(MOST_EXACTLY, hits * EXACTLY_PER_HIT);
    }

    /// @param unit the query, of length 1
    /// @param mostExactly how many are compared exactly, at most; then the most promising are taken
    Shortlist(
            CodeTable table,
            MappedVectors vectors,
            Kernel kernel,
            float[] unit,
            QueryCode code,
            int hits,
            int mostExactly) {
        this.table = table;
        this.vectors = vectors;
        this.kernel = kernel;
        this.unit = unit;
        this.code = code;
        this.nearest = new NearestHits(hits);
        this.left = mostExactly;
        this.reserved = mostExactly / 2;
    }

    QueryCode code() {
        return code;
    }

    /// What an estimate, by [QueryCode] and so less its shift, must reach at most for the vector to
    /// be considered. It only rises.
    float bound() {
        return bound;
    }

    /// Looks at a vector whose rough estimate reaches the bound.
    void consider(int slot) {
        Codes codes = table.block(slot).codes;
        int inBlock = slot & CodeBlock.MASK;
        float estimate = code.estimate(codes, inBlock);
        float most = estimate + code.error(codes, inBlock);
        if (most < bound) {
            return;
        }
        if (estimate >= bound && left > reserved) {
            compare(slot);
        } else {
            keep(slot, most);
        }
    }

    private void compare(int slot) {
        float dot = kernel.dot(unit, vectors.segment(slot), vectors.offset(slot));
        nearest.add(table.chunk(slot), dot);
        bound = (float) nearest.bound() - code.shift();
        left--;
    }

    private void keep(int slot, float most) {
        if (count == waiting.length) {
            drop();
            if (count > waiting.length / 2) {
                waiting = Arrays.copyOf(waiting, waiting.length * 2);
                atMost = Arrays.copyOf(atMost, atMost.length * 2);
            }
        }
        waiting[count] = slot;
        atMost[count] = most;
        count++;
    }

    /// Keeps those that still may be among the nearest.
    private void drop() {
        int kept = 0;
        for (int i = 0; i < count; i++) {
            if (atMost[i] >= bound) {
                waiting[kept] = waiting[i];
                atMost[kept] = atMost[i];
                kept++;
            }
        }
        count = kept;
    }

    /// Compares those that wait.
    List<Hit> nearestFirst() {
        drop();
        if (count > left) {
            promisingFirst();
        }
        for (int i = 0; i < count && left > 0; i++) { // else in the order in which they lie
            if (atMost[i] >= bound) {
                compare(waiting[i]);
            }
        }
        return nearest.nearestFirst();
    }

    private void promisingFirst() {
        long[] keys = new long[count];
        for (int i = 0; i < count; i++) {
            int bits = Float.floatToIntBits(atMost[i]);
            int ascending = bits ^ ((bits >> 31) & Integer.MAX_VALUE);
            keys[i] = ((long) ~ascending << Integer.SIZE) | waiting[i];
        }
        Arrays.sort(keys);
        for (int i = 0; i < count; i++) {
            int descending = ~(int) (keys[i] >> Integer.SIZE);
            waiting[i] = (int) keys[i];
            atMost[i] = Float.intBitsToFloat(descending ^ ((descending >> 31) & Integer.MAX_VALUE));
        }
    }
}
