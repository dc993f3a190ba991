package dev.hqe.memory.scan;

/// A query as codes are compared with it: by its signs, and better by values of 4 bits.
///
/// The share of equal signs estimates the angle between two vectors (Charikar, "Similarity
/// estimation techniques from rounding algorithms", STOC 2002). Better is the inner product of the
/// signs of the one with the values of the other, which rounds one side only; with the values in 4
/// bits it is counting bits, too (Gao and Long, "RaBitQ: Quantizing high-dimensional vectors with a
/// theoretical error bound for approximate nearest neighbor search", SIGMOD 2024, section 3.3).
///
/// Immutable.
final class QueryCode {

    private static final int LEVELS = 15;
    private static final int PLANES = 4;

    private final int words;
    private final long[] signs;
    private final long[][] planes;

    /// What the value 0 is among the levels: a set bit of a code counts that much less.
    private final int zero;

    /// @param rotated the query less the centre, rotated
    QueryCode(float[] rotated) {
        words = words(rotated.length);
        signs = new long[words];
        encode(rotated, signs, 0);
        planes = new long[PLANES][words];
        float largest = Float.MIN_NORMAL;
        for (float value : rotated) {
            largest = Math.max(largest, Math.abs(value));
        }
        zero = LEVELS / 2;
        for (int i = 0; i < rotated.length; i++) {
            int level = Math.round(rotated[i] / largest * zero) + zero;
            for (int plane = 0; plane < PLANES; plane++) {
                planes[plane][i >> 6] |= (long) ((level >> plane) & 1) << i;
            }
        }
    }

    static int words(int dimensions) {
        return (dimensions + Long.SIZE - 1) / Long.SIZE;
    }

    /// Writes the signs of a vector, as bits.
    static void encode(float[] rotated, long[] codes, int at) {
        int word = at;
        for (int from = 0; from < rotated.length; from += Long.SIZE) {
            long bits = 0;
            int to = Math.min(rotated.length, from + Long.SIZE);
            for (int i = from; i < to; i++) {
                bits |= (long) (~Float.floatToRawIntBits(rotated[i]) >>> 31) << i;
            }
            codes[word++] = bits;
        }
    }

    long[] signs() {
        return signs;
    }

    int words() {
        return words;
    }

    /// In how many signs a code differs; 0 to 64 for each word.
    int distance(long[] codes, int at) {
        int distance = 0;
        for (int word = 0; word < words; word++) {
            distance += Long.bitCount(codes[at + word] ^ signs[word]);
        }
        return distance;
    }

    /// An estimate that falls with the inner product, 0 to [#mostCost].
    int cost(long[] codes, int at) {
        int set = 0;
        int sum = 0;
        for (int word = 0; word < words; word++) {
            long code = codes[at + word];
            set += Long.bitCount(code);
            sum +=
                    Long.bitCount(code & planes[0][word])
                            + (Long.bitCount(code & planes[1][word]) << 1)
                            + (Long.bitCount(code & planes[2][word]) << 2)
                            + (Long.bitCount(code & planes[3][word]) << 3);
        }
        return words * Long.SIZE * zero - (sum - set * zero);
    }

    int mostCost() {
        return 2 * words * Long.SIZE * zero;
    }
}
