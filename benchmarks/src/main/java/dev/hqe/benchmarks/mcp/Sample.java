package dev.hqe.benchmarks.mcp;

import java.util.Arrays;
import java.util.List;
import java.util.function.ToDoubleFunction;

/// What a drive showed.
///
/// @param calls that were answered, all correctly
/// @param perSecond calls a second
/// @param p50Micros from sending a call to its answer, the median
/// @param p99Micros the same, exceeded by one in a hundred
record Sample(long calls, double perSecond, double p50Micros, double p99Micros) {

    static Sample of(long[] nanos, long elapsedNanos) {
        if (nanos.length == 0) {
            return new Sample(0, 0, Double.NaN, Double.NaN);
        }
        Arrays.sort(nanos);
        return new Sample(
                nanos.length,
                nanos.length * 1e9 / elapsedNanos,
                nanos[nanos.length / 2] / 1e3,
                nanos[(int) (nanos.length * 0.99)] / 1e3);
    }

    /// Each figure's median over several runs of the same.
    static Sample median(List<Sample> runs) {
        return new Sample(
                (long) median(runs, Sample::calls),
                median(runs, Sample::perSecond),
                median(runs, Sample::p50Micros),
                median(runs, Sample::p99Micros));
    }

    static <T> double median(List<T> runs, ToDoubleFunction<T> figure) {
        double[] sorted = runs.stream().mapToDouble(figure).sorted().toArray();
        int middle = sorted.length / 2;
        if (sorted.length == 0) {
            return Double.NaN;
        }
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }
}
