package dev.hqe.benchmarks.wasm;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;

/// Somebody who makes calls. One thread at a time.
interface Contestant extends AutoCloseable {

    /// How many calls to make: as many as fit, at least one.
    ///
    /// @param calls at most
    record Turn(int calls, Duration time) {}

    /// What came of a turn.
    ///
    /// @param answer what the last call answered
    record Round(Timing timing, String answer) {}

    /// As the tables have it.
    String name();

    /// Whether this one can make such a call.
    boolean makes(Workload work);

    /// Makes the same call as often as the turn says.
    ///
    /// @throws IOException if it could not be made; the message says why
    Round call(Workload work, Turn turn) throws IOException;

    @Override
    void close();

    /// One call.
    @FunctionalInterface
    interface Once {
        byte[] call() throws IOException;
    }

    /// Makes the calls of a turn in this process.
    static Round here(Turn turn, Once once) throws IOException {
        long[] nanos = new long[turn.calls()];
        byte[] answer = {};
        int calls = 0;
        long cpu = cpuNanos();
        long end = System.nanoTime() + turn.time().toNanos();
        long now;
        do {
            long start = System.nanoTime();
            answer = once.call();
            now = System.nanoTime();
            nanos[calls++] = now - start;
        } while (calls < turn.calls() && now < end);
        double cpuMicros = (cpuNanos() - cpu) / 1e3;
        return new Round(
                Timing.of(Arrays.copyOf(nanos, calls), cpuMicros),
                new String(answer, StandardCharsets.UTF_8));
    }

    private static long cpuNanos() {
        return ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getProcessCpuTime();
    }
}
