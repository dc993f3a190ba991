package dev.hqe.memory.embed;

/// Vectors of length 1.
final class UnitVector {

    private UnitVector() {}

    /// Brings a vector to length 1, in its place.
    ///
    /// @throws EmbeddingException if it has no direction
    static float[] of(float[] vector) {
        double squares = 0;
        for (float value : vector) {
            squares += (double) value * value;
        }
        double length = Math.sqrt(squares);
        if (!(length > 0) || Double.isInfinite(length)) {
            throw new EmbeddingException("The model gives a vector without a direction.");
        }
        for (int i = 0; i < vector.length; i++) {
            vector[i] = (float) (vector[i] / length);
        }
        return vector;
    }
}
