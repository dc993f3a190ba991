package dev.hqe.memory.scan;

/// A query as codes are compared with it: roughly by its signs, and better by values of 4 bits.
///
/// Both estimate the inner product with the vector of a code, less [#shift], which is the same for
/// all; [Encoder] has the formula. With the query's values in a few bits the inner product with
/// signs is counting bits, too (RaBitQ, section 3.3). Both come with how far they may be off. The
/// error of an estimate has three causes, each of which turns by chance with the rotation and so
/// has about its length divided by the root of the dimensions as deviation (theorem 3.2 there):
/// what the code has of the vector beside its direction, what the rounded query has beside that of
/// the query, and both together.
///
/// Immutable.
final class QueryCode {

    /// How many deviations an estimate may be below the truth: with 3.5 one vector in 4,000 is
    /// further off, with 3 one in 700; and of these only those are missed that are just about among
    /// the nearest. Half a deviation less for each is a sixth less work, and a recall of .9997
    /// instead of 1.0000 with 100,000 real texts; see docs/decisions/0022.
    private static final float ROUGH_DEVIATIONS = 3.5f;

    private static final float BETTER_DEVIATIONS = 3f;

    private static final int LEVELS = 15;
    private static final int ZERO = LEVELS / 2;
    private static final int PLANES = 4;

    /// The part of a vector's square that its signs miss, about: 1 - 2/pi. The rough estimate takes
    /// it for all.
    private static final double MISSED = 1 - 2 / Math.PI;

    private final int dimensions;
    private final int words;
    private final float shift;
    private final float centreSquare;
    private final float square;
    private final long[] signs;

    private final float most;
    private final float less;

    /// Word by word four planes of bits.
    private final long[] planes;

    private final float step;
    private final int levelSum;
    private final float missed;

    /// @param turned the query less the centre, rotated
    /// @param shift what is to be added to an estimate
    /// @param centreSquare the square of the centre's length
    QueryCode(float[] turned, float shift, float centreSquare) {
        this.dimensions = turned.length;
        this.words = Codes.words(dimensions);
        this.shift = shift;
        this.centreSquare = centreSquare;
        this.square = PlainKernel.dot(turned, turned);
        this.signs = new long[words];
        Encoder.signs(turned, signs, 0);

        float sum = Encoder.absoluteSum(turned);
        float size = sum > 0 ? square / sum : 0;
        double rounding = Math.max(0, (double) size * size * dimensions - square);
        float off = (float) Math.sqrt(square * MISSED + rounding);
        this.most = size * dimensions + ROUGH_DEVIATIONS * off;
        this.less = 2 * size;

        this.planes = new long[PLANES * words];
        float largest = Float.MIN_NORMAL;
        for (float value : turned) {
            largest = Math.max(largest, Math.abs(value));
        }
        int levels = 0;
        int levelSquares = 0;
        double along = 0;
        for (int i = 0; i < dimensions; i++) {
            int level = Math.round(turned[i] / largest * ZERO);
            levels += level;
            levelSquares += level * level;
            along += (double) level * turned[i];
            for (int plane = 0; plane < PLANES; plane++) {
                long bit = ((level + ZERO) >> plane) & 1L;
                planes[(i >> 6) * PLANES + plane] |= bit << i;
            }
        }
        this.levelSum = levels;
        this.step = along > 0 ? (float) (square / along) : 0;
        this.missed = (float) Math.max(0, (double) step * step * levelSquares - square);
    }

    /// What an estimate is less than the inner product.
    float shift() {
        return shift;
    }

    long[] signs() {
        return signs;
    }

    /// What the rough estimate of a code with the same signs is at most, for each unit of stretch.
    float most() {
        return most;
    }

    /// How much less that is for each sign that differs.
    float less() {
        return less;
    }

    /// In how many signs a code differs; 0 to 64 for each word.
    int distance(long[] codes, int at) {
        int distance = 0;
        for (int word = 0; word < words; word++) {
            distance += Long.bitCount(codes[at + word] ^ signs[word]);
        }
        return distance;
    }

    /// What the inner product is at most, less the shift, by the signs alone.
    float roughlyAtMost(Codes codes, int slot) {
        int distance = distance(codes.signs, slot * words);
        return codes.along[slot] + codes.stretch[slot] * (most - less * distance);
    }

    /// The better estimate of the inner product, less the shift.
    float estimate(Codes codes, int slot) {
        int set = 0;
        int sum = 0;
        int at = slot * words;
        for (int word = 0, plane = 0; word < words; word++, plane += PLANES) {
            long code = codes.signs[at + word];
            set += Long.bitCount(code);
            sum +=
                    Long.bitCount(code & planes[plane])
                            + (Long.bitCount(code & planes[plane + 1]) << 1)
                            + (Long.bitCount(code & planes[plane + 2]) << 2)
                            + (Long.bitCount(code & planes[plane + 3]) << 3);
        }
        int withSigns = 2 * (sum - set * ZERO) - levelSum; // set bits count, the others less
        return codes.along[slot] + codes.stretch[slot] * step * withSigns;
    }

    /// How far the better estimate may be below the truth.
    float error(Codes codes, int slot) {
        float stretched = codes.stretch[slot] * codes.stretch[slot] * dimensions;
        float vector = 1 - 2 * codes.along[slot] + centreSquare; // the square of its length
        float off = square * Math.max(0, stretched - vector) + stretched * missed;
        return BETTER_DEVIATIONS * (float) Math.sqrt(off / Math.max(1, dimensions - 1));
    }
}
