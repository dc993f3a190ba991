package dev.hqe.benchmarks;

import dev.hqe.benchmarks.Publishing.Tick;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;
import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;
import org.openjdk.jmh.annotations.AuxCounters;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/// How long a fact is on its way when 10,000 a second are published to four subscribers.
///
/// One invocation is three seconds of publishing by a timetable; a fact that is published late
/// counts from when it was due, so that a pause is not hidden (no coordinated omission). The
/// figures are the secondary results `p50Micros`, `p99Micros`, `p999Micros` and `maxMicros`.
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.SECONDS)
@Warmup(iterations = 2)
@Measurement(iterations = 5)
@Fork(2)
public class EventBusLatency {

    private static final int PER_SECOND = 10_000;
    private static final int FACTS = 3 * PER_SECOND;
    private static final int SUBSCRIBERS = 4;
    private static final long LONGEST_NANOS = TimeUnit.SECONDS.toNanos(60);

    @Param({"EventBus", "SubmissionPublisher"})
    public String implementation = "";

    private final Histogram nanos = new ConcurrentHistogram(LONGEST_NANOS, 3);
    private final LongAdder handled = new LongAdder();
    private Publishing publishing = Publishing.of("EventBus", 0, tick -> {});

    /// What JMH prints beside the time.
    @State(Scope.Thread)
    @AuxCounters(AuxCounters.Type.EVENTS)
    public static class Percentiles {
        public double p50Micros;
        public double p99Micros;
        public double p999Micros;
        public double maxMicros;

        private void set(Histogram nanos) {
            p50Micros = nanos.getValueAtPercentile(50) / 1e3;
            p99Micros = nanos.getValueAtPercentile(99) / 1e3;
            p999Micros = nanos.getValueAtPercentile(99.9) / 1e3;
            maxMicros = nanos.getMaxValue() / 1e3;
        }
    }

    @Setup
    public void open() {
        publishing.close();
        publishing = Publishing.of(implementation, SUBSCRIBERS, this::heard);
    }

    @TearDown
    public void close() {
        publishing.close();
    }

    private void heard(Tick tick) {
        nanos.recordValue(Math.min(LONGEST_NANOS, System.nanoTime() - tick.nanos()));
        handled.increment();
    }

    @Benchmark
    public long publishByTimetable(Percentiles percentiles) {
        nanos.reset();
        long target = handled.sum() + (long) FACTS * SUBSCRIBERS;
        long began = System.nanoTime();
        for (int i = 0; i < FACTS; i++) {
            long due = began + i * TimeUnit.SECONDS.toNanos(1) / PER_SECOND;
            await(due);
            publishing.publish(new Tick(i, due));
        }
        Publishing.awaitHandled(handled, target);
        percentiles.set(nanos);
        return target;
    }

    private static void await(long due) {
        for (long left = due - System.nanoTime(); left > 0; left = due - System.nanoTime()) {
            if (left > 80_000) {
                LockSupport.parkNanos(left - 60_000);
            } else {
                Thread.onSpinWait();
            }
        }
    }
}
