package dev.hqe.memory;

import dev.hqe.memory.store.StoredVector;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/// Vectors in clusters, as texts about some subjects would have; the same for the same seed.
public final class SampleVectors {

    private static final int CLUSTERS = 30;

    private final int dimensions;
    private final Random random;
    private final List<float[]> centres = new ArrayList<>();

    public SampleVectors(int dimensions, long seed) {
        this.dimensions = dimensions;
        this.random = new Random(seed);
        for (int i = 0; i < CLUSTERS; i++) {
            centres.add(gaussian());
        }
    }

    /// A vector of length 1 in one of the clusters.
    public float[] next() {
        float[] vector = centres.get(random.nextInt(CLUSTERS)).clone();
        for (int i = 0; i < dimensions; i++) {
            vector[i] += (float) (0.5 * random.nextGaussian());
        }
        return unit(vector);
    }

    /// Chunks with consecutive ids, of Topic `t0` to `t9` and kind `k0` to `k2`.
    public List<StoredVector> chunks(long first, int count) {
        List<StoredVector> chunks = new ArrayList<>(count);
        for (long chunk = first; chunk < first + count; chunk++) {
            chunks.add(new StoredVector(chunk, "t" + chunk % 10, "k" + chunk % 3, next()));
        }
        return chunks;
    }

    private float[] gaussian() {
        float[] vector = new float[dimensions];
        for (int i = 0; i < dimensions; i++) {
            vector[i] = (float) random.nextGaussian();
        }
        return vector;
    }

    /// The same direction, of length 1.
    public static float[] unit(float... vector) {
        float[] unit = vector.clone();
        double length = Math.sqrt(dot(vector, vector));
        for (int i = 0; i < vector.length; i++) {
            unit[i] = (float) (vector[i] / length);
        }
        return unit;
    }

    public static double dot(float[] one, float[] other) {
        double sum = 0;
        for (int i = 0; i < one.length; i++) {
            sum += (double) one[i] * other[i];
        }
        return sum;
    }
}
