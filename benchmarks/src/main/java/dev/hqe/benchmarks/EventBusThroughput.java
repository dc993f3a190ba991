package dev.hqe.benchmarks;

import dev.hqe.benchmarks.Publishing.Tick;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/// Facts per second from one publisher through four subscribers, as fast as they go. An invocation
/// ends when every subscriber has handled every fact.
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(2)
public class EventBusThroughput {

    private static final int FACTS = 100_000;
    private static final int SUBSCRIBERS = 4;

    @Param({"EventBus", "SubmissionPublisher"})
    public String implementation = "";

    private final LongAdder handled = new LongAdder();
    private Publishing publishing = Publishing.of("EventBus", 0, tick -> {});

    @Setup
    public void open() {
        publishing.close();
        publishing = Publishing.of(implementation, SUBSCRIBERS, tick -> handled.increment());
    }

    @TearDown
    public void close() {
        publishing.close();
    }

    @Benchmark
    @OperationsPerInvocation(FACTS)
    public long publish() {
        long target = handled.sum() + (long) FACTS * SUBSCRIBERS;
        for (int i = 0; i < FACTS; i++) {
            publishing.publish(new Tick(i, 0));
        }
        Publishing.awaitHandled(handled, target);
        return target;
    }
}
