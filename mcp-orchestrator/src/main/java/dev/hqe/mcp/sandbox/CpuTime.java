package dev.hqe.mcp.sandbox;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;

/// The CPU time of platform threads. Where the JVM cannot tell, the time by the clock stands in,
/// which is never less.
final class CpuTime {
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
    private static final boolean KNOWN =
            THREADS.isThreadCpuTimeSupported() && THREADS.isThreadCpuTimeEnabled();

    private CpuTime() {}

    /// In nanoseconds from an unknown start.
    static long of(Thread thread) {
        return KNOWN ? THREADS.getThreadCpuTime(thread.threadId()) : System.nanoTime();
    }
}
