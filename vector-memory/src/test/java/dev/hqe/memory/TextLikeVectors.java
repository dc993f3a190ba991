package dev.hqe.memory;

import dev.hqe.memory.store.StoredVector;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/// Vectors that lie as those do that a model of sentences makes: all have some direction in common,
/// each more or less of it; what they differ in is much in few directions and little in many; and
/// the nearest of a vector are not much nearer than the next. The same for the same seed.
public final class TextLikeVectors {

    private static final int SUBJECTS = 200;
    private static final double DECAY = 0.5;
    private static final double COMMON = 0.8;
    private static final double COMMON_SPREAD = 0.5;
    private static final double NOISE = 1.5;

    private final Random random;
    private final float[] common;
    private final float[][] subjects;
    private final double[] weights;

    public TextLikeVectors(int dimensions, long seed) {
        random = new Random(seed);
        weights = new double[dimensions];
        double squares = 0;
        for (int i = 0; i < dimensions; i++) {
            weights[i] = Math.pow(i + 1, -DECAY);
            squares += weights[i] * weights[i];
        }
        subjects = new float[SUBJECTS][dimensions];
        for (float[] subject : subjects) {
            for (int i = 0; i < dimensions; i++) {
                subject[i] = (float) (weights[i] * random.nextGaussian());
            }
        }
        common = new float[dimensions];
        for (int i = 0; i < dimensions; i++) {
            common[i] = (float) (random.nextGaussian() * Math.sqrt(squares / dimensions));
        }
    }

    /// A vector of length 1.
    public float[] next() {
        float[] subject = subjects[random.nextInt(SUBJECTS)];
        double much = COMMON * Math.exp(COMMON_SPREAD * random.nextGaussian());
        float[] vector = new float[common.length];
        for (int i = 0; i < vector.length; i++) {
            double own = subject[i] + NOISE * weights[i] * random.nextGaussian();
            vector[i] = (float) (much * common[i] + own);
        }
        return SampleVectors.unit(vector);
    }

    /// Chunks with consecutive ids, of Topic `t0` to `t9` and kind `k`.
    public List<StoredVector> chunks(long first, int count) {
        List<StoredVector> chunks = new ArrayList<>(count);
        for (long chunk = first; chunk < first + count; chunk++) {
            chunks.add(new StoredVector(chunk, "t" + chunk % 10, "k", next()));
        }
        return chunks;
    }
}
