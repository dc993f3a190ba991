package dev.hqe.memory.scan;

import java.util.SplittableRandom;

/// A random rotation, the same in every process: after it no dimension stands out, so that the
/// signs of a vector's values say as much as they can.
///
/// Signs are flipped at random and a Walsh-Hadamard transform mixes as many dimensions as there is
/// a power of two for, in turns the first and the last of them. That takes n log n steps and no
/// matrix: Ailon and Chazelle, "The fast Johnson-Lindenstrauss transform", SIAM J. Comput. 39
/// (2009). Why codes are made after a random rotation: Gao and Long, "RaBitQ", SIGMOD 2024.
///
/// Immutable.
final class Rotation {

    private static final int ROUNDS = 3;
    private static final long SEED = 0x5eed_0f_c0de5L;

    private final float[][] signs;
    private final int dimensions;
    private final int mixed;

    Rotation(int dimensions) {
        this.dimensions = dimensions;
        this.mixed = Integer.highestOneBit(dimensions);
        SplittableRandom random = new SplittableRandom(SEED + dimensions);
        float scale = (float) (1 / Math.sqrt(mixed));
        signs = new float[ROUNDS][dimensions];
        for (int round = 0; round < ROUNDS; round++) {
            int from = from(round);
            for (int i = 0; i < dimensions; i++) {
                boolean mix = i >= from && i < from + mixed;
                signs[round][i] = (random.nextBoolean() ? 1 : -1) * (mix ? scale : 1);
            }
        }
    }

    private int from(int round) {
        return round % 2 == 0 ? 0 : dimensions - mixed;
    }

    /// Turns a vector, in place.
    void apply(float[] vector) {
        for (int round = 0; round < ROUNDS; round++) {
            float[] sign = signs[round];
            for (int i = 0; i < dimensions; i++) {
                vector[i] *= sign[i];
            }
            transform(vector, from(round), mixed);
        }
    }

    private static void transform(float[] vector, int from, int length) {
        for (int half = 1; half < length; half <<= 1) {
            for (int block = from; block < from + length; block += half << 1) {
                for (int i = block; i < block + half; i++) {
                    float one = vector[i];
                    float other = vector[i + half];
                    vector[i] = one + other;
                    vector[i + half] = one - other;
                }
            }
        }
    }
}
