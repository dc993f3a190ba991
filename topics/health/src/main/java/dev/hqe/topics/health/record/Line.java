package dev.hqe.topics.health.record;

/// The straight line nearest to points by least squares, `value = mean + slope * (x - meanX)`.
///
/// Source: Legendre, "Nouvelles methodes pour la determination des orbites des cometes" (1805),
/// appendix; written with deviations from the means, which keeps days since 1970 from swallowing
/// digits. Population of points is in parallel arrays.
record Line(double meanX, double mean, double slope, double explained) {

    /// @param x not all the same
    static Line through(double[] x, double[] y) {
        double meanX = mean(x);
        double mean = mean(y);
        double xx = 0;
        double xy = 0;
        double yy = 0;
        for (int i = 0; i < x.length; i++) {
            xx += (x[i] - meanX) * (x[i] - meanX);
            xy += (x[i] - meanX) * (y[i] - mean);
            yy += (y[i] - mean) * (y[i] - mean);
        }
        return new Line(meanX, mean, xy / xx, yy == 0 ? 1 : xy * xy / (xx * yy));
    }

    private static double mean(double[] values) {
        double sum = 0;
        for (double value : values) {
            sum += value;
        }
        return sum / values.length;
    }
}
