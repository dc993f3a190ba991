package dev.hqe.benchmarks.wasm;

import java.util.Arrays;
import java.util.List;
import java.util.function.ToDoubleFunction;

/// How long the calls of one round took.
///
/// @param calls how many there were
/// @param p50Micros the median
/// @param p99Micros exceeded by one in a hundred
/// @param cpuMicros processor time of the whole process for each call, its compilers and its
///   garbage collector included
/// @param firstMicros the first call
record Timing(
        long calls, double p50Micros, double p99Micros, double cpuMicros, double firstMicros) {

    static Timing of(long[] nanos, double cpuMicros) {
        long[] sorted = nanos.clone();
        Arrays.sort(sorted);
        return new Timing(
                sorted.length,
                sorted[sorted.length / 2] / 1e3,
                sorted[(int) (sorted.length * 0.99)] / 1e3,
                cpuMicros / sorted.length,
                nanos[0] / 1e3);
    }

    /// Each figure's median over the rounds; the calls of all.
    static Timing median(List<Timing> rounds) {
        return new Timing(
                rounds.stream().mapToLong(Timing::calls).sum(),
                median(rounds, Timing::p50Micros),
                median(rounds, Timing::p99Micros),
                median(rounds, Timing::cpuMicros),
                median(rounds, Timing::firstMicros));
    }

    static <T> double median(List<T> all, ToDoubleFunction<T> figure) {
        double[] sorted = all.stream().mapToDouble(figure).sorted().toArray();
        if (sorted.length == 0) {
            return Double.NaN;
        }
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }
}
