package dev.hqe.memory.search;

import java.util.List;
import java.util.Random;

/// Points in many dimensions laid on a plane by principal component analysis: the two directions of
/// the largest variance, found by power iteration (von Mises), the second one orthogonal to the
/// first. The same points always give the same plane. O(points x dimensions) for each round.
final class Plane {

    private static final int ROUNDS = 40;
    private static final long SEED = 20_261_122;

    private Plane() {}

    /// Coordinates from -1 to 1, two for each point.
    ///
    /// @param vectors all of the same length
    static double[][] of(List<float[]> vectors) {
        double[][] plane = new double[vectors.size()][2];
        if (vectors.isEmpty()) {
            return plane;
        }
        float[][] centred = centred(vectors);
        double[] first = direction(centred, new double[0]);
        double[] second = direction(centred, first);
        double most = 0;
        for (int i = 0; i < centred.length; i++) {
            plane[i][0] = dot(centred[i], first);
            plane[i][1] = dot(centred[i], second);
            most = Math.max(most, Math.max(Math.abs(plane[i][0]), Math.abs(plane[i][1])));
        }
        for (double[] point : plane) {
            point[0] = most == 0 ? 0 : point[0] / most;
            point[1] = most == 0 ? 0 : point[1] / most;
        }
        return plane;
    }

    private static float[][] centred(List<float[]> vectors) {
        int dimensions = vectors.getFirst().length;
        double[] mean = new double[dimensions];
        for (float[] vector : vectors) {
            for (int i = 0; i < dimensions; i++) {
                mean[i] += vector[i] / vectors.size();
            }
        }
        float[][] centred = new float[vectors.size()][dimensions];
        for (int row = 0; row < centred.length; row++) {
            for (int i = 0; i < dimensions; i++) {
                centred[row][i] = (float) (vectors.get(row)[i] - mean[i]);
            }
        }
        return centred;
    }

    /// @param against what it must be orthogonal to; empty for nothing
    private static double[] direction(float[][] rows, double[] against) {
        int dimensions = rows[0].length;
        Random random = new Random(SEED);
        double[] direction = random.doubles(dimensions, -1, 1).toArray();
        for (int round = 0; round < ROUNDS; round++) {
            double[] next = new double[dimensions];
            for (float[] row : rows) {
                double along = dot(row, direction);
                for (int i = 0; i < dimensions; i++) {
                    next[i] += along * row[i];
                }
            }
            remove(next, against);
            if (!normalize(next)) {
                return next; // they differ in no other direction
            }
            direction = next;
        }
        return direction;
    }

    private static void remove(double[] from, double[] against) {
        double along = 0;
        for (int i = 0; i < against.length; i++) {
            along += from[i] * against[i];
        }
        for (int i = 0; i < against.length; i++) {
            from[i] -= along * against[i];
        }
    }

    private static boolean normalize(double[] vector) {
        double squares = 0;
        for (double value : vector) {
            squares += value * value;
        }
        double length = Math.sqrt(squares);
        for (int i = 0; i < vector.length && length > 0; i++) {
            vector[i] /= length;
        }
        return length > 0;
    }

    private static double dot(float[] row, double[] direction) {
        double sum = 0;
        for (int i = 0; i < row.length; i++) {
            sum += row[i] * direction[i];
        }
        return sum;
    }
}
