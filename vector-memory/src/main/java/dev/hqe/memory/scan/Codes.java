package dev.hqe.memory.scan;

/// The codes of some vectors, one behind the other: the signs of each, and the two numbers that
/// make an estimate of them. 56 bytes for a vector of 384 dimensions. [Encoder] says what is in
/// them.
final class Codes {

    final int words;

    /// One bit for each dimension: set if the value is not negative.
    final long[] signs;

    /// What a vector of 1 and -1 with these signs is multiplied by, to be as long as the vector was
    /// in the direction of the vector.
    final float[] stretch;

    /// The inner product of the vector and the centre.
    final float[] along;

    Codes(int slots, int words) {
        this.words = words;
        signs = new long[slots * words];
        stretch = new float[slots];
        along = new float[slots];
    }

    static int words(int dimensions) {
        return (dimensions + Long.SIZE - 1) / Long.SIZE;
    }

    void copyFrom(Codes other, int from, int to) {
        System.arraycopy(other.signs, from * words, signs, to * words, words);
        stretch[to] = other.stretch[from];
        along[to] = other.along[from];
    }
}
