package dev.hqe.topics.finance.prices;

import java.util.Arrays;

/// Mean, deviation and quantile of a sample. NaN where a sample is too small for it.
final class Statistics {
    private Statistics() {}

    /// The arithmetic mean.
    static double mean(double[] values) {
        return mean(values, 0, values.length);
    }

    /// The arithmetic mean of those from `from` to before `to`.
    static double mean(double[] values, int from, int to) {
        double sum = 0;
        for (int i = from; i < to; i++) {
            sum += values[i];
        }
        return sum / (to - from);
    }

    /// The sample standard deviation: the sum of squares is divided by n - 1.
    static double deviation(double[] values) {
        return Math.sqrt(squares(values, 0, values.length) / (values.length - 1));
    }

    /// The population standard deviation, divided by n, of those from `from` to before `to`.
    static double populationDeviation(double[] values, int from, int to) {
        return Math.sqrt(squares(values, from, to) / (to - from));
    }

    /// The sum of squared distances from the mean, in two passes, so that nothing cancels out.
    private static double squares(double[] values, int from, int to) {
        double mean = mean(values, from, to);
        double sum = 0;
        for (int i = from; i < to; i++) {
            sum += (values[i] - mean) * (values[i] - mean);
        }
        return sum;
    }

    /// The quantile with linear interpolation between the two nearest values: definition 7 of
    /// Hyndman and Fan, "Sample Quantiles in Statistical Packages", The American Statistician 50
    /// (1996), the default of R and NumPy.
    ///
    /// @param share of the sample below it, 0 to 1
    static double quantile(double[] values, double share) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        double place = (sorted.length - 1) * share;
        int below = (int) place;
        int above = Math.min(below + 1, sorted.length - 1);
        return sorted[below] + (place - below) * (sorted[above] - sorted[below]);
    }
}
