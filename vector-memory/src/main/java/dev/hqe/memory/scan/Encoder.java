package dev.hqe.memory.scan;

/// Makes codes of vectors, and of queries what codes are compared with.
///
/// What is kept of a vector o, of length 1, are the signs of the values of o - c, rotated, where c
/// is the centre of all; and two numbers. With x a vector of 1 and -1 with these signs, the inner
/// product with a query q is
///
/// ```text
/// <o, q> = <o - c, q - c> + <o, c> + <q, c> - <c, c>
/// <o - c, q - c> ~ stretch * <x, q - c>      stretch = |o - c|² / <x, o - c>
/// ```
///
/// The estimate is right on average over all rotations, and its error has a known deviation:
/// [QueryCode] works with both. All of it is from Gao and Long, "RaBitQ: Quantizing
/// high-dimensional vectors with a theoretical error bound for approximate nearest neighbor
/// search", SIGMOD 2024, section 3. Without the two numbers, which differ from vector to vector,
/// the nearest of real texts are not told from the next.
///
/// Immutable.
final class Encoder {

    private final float[] centre;
    private final float centreSquare;
    private final Rotation rotation;

    /// @param centre not to be changed after this
    Encoder(float[] centre) {
        this.centre = centre;
        this.centreSquare = PlainKernel.dot(centre, centre);
        this.rotation = new Rotation(centre.length);
    }

    /// Not to be changed.
    float[] centre() {
        return centre;
    }

    void encode(float[] vector, Codes codes, int slot) {
        float[] turned = turned(vector);
        signs(turned, codes.signs, slot * codes.words);
        float sum = absoluteSum(turned);
        codes.stretch[slot] = sum > 0 ? PlainKernel.dot(turned, turned) / sum : 0;
        codes.along[slot] = PlainKernel.dot(vector, centre);
    }

    /// @param unit a query of length 1
    QueryCode query(float[] unit) {
        return new QueryCode(
                turned(unit), PlainKernel.dot(unit, centre) - centreSquare, centreSquare);
    }

    private float[] turned(float[] vector) {
        float[] turned = new float[centre.length];
        for (int i = 0; i < turned.length; i++) {
            turned[i] = vector[i] - centre[i];
        }
        rotation.apply(turned);
        return turned;
    }

    static float absoluteSum(float[] values) {
        float sum = 0;
        for (float value : values) {
            sum += Math.abs(value);
        }
        return sum;
    }

    /// Writes the signs of a vector, as bits.
    static void signs(float[] turned, long[] signs, int at) {
        int word = at;
        for (int from = 0; from < turned.length; from += Long.SIZE) {
            long bits = 0;
            int to = Math.min(turned.length, from + Long.SIZE);
            for (int i = from; i < to; i++) {
                bits |= (long) (~Float.floatToRawIntBits(turned[i]) >>> 31) << i;
            }
            signs[word++] = bits;
        }
    }
}
