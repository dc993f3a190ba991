package dev.hqe.mcp.sandbox;

import java.time.Duration;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/// One thread that compiles modules, one after the other.
///
/// The engine's compiler cannot be stopped, so while a compilation is over its time no further one
/// is taken on, and the module's author has used up one daemon thread, not one per module. Once it
/// ends, compiling goes on.
///
/// Thread-safe.
final class BackgroundCompiler implements AutoCloseable {
    private static final long IDLE = Long.MIN_VALUE;

    private final Duration deadline;
    private final AtomicLong startedNanos = new AtomicLong(IDLE);
    private final ThreadPoolExecutor thread;

    BackgroundCompiler(SandboxLimits.Compile limits) {
        this.deadline = limits.deadline();
        this.thread =
                new ThreadPoolExecutor(
                        1,
                        1,
                        5,
                        TimeUnit.SECONDS,
                        new LinkedBlockingQueue<>(limits.queue()),
                        Thread.ofPlatform()
                                .name("hqe-wasm-compiler-", 0)
                                .daemon(true)
                                .inheritInheritableThreadLocals(false)
                                .factory());
        thread.allowCoreThreadTimeOut(true);
    }

    /// A compilation that waits or goes.
    private record Job(Runnable compilation, Runnable dropped, AtomicLong startedNanos)
            implements Runnable {
        @Override
        public void run() {
            startedNanos.set(System.nanoTime());
            try {
                compilation.run();
            } finally {
                startedNanos.set(IDLE);
            }
        }
    }

    /// Takes a compilation on; false if the queue is full or one is stuck, and it may be asked
    /// again.
    ///
    /// @param dropped runs instead of the compilation when the compiler is closed before its turn
    boolean request(Runnable compilation, Runnable dropped) {
        if (isStuck()) {
            return false;
        }
        try {
            thread.execute(new Job(compilation, dropped, startedNanos));
            return true;
        } catch (RejectedExecutionException e) {
            return false;
        }
    }

    /// Whether the compilation that is going has used up its time.
    boolean isStuck() {
        long started = startedNanos.get();
        return started != IDLE && System.nanoTime() - started > deadline.toNanos();
    }

    /// Drops what waits; what is going ends by itself.
    @Override
    public void close() {
        for (Runnable waiting : thread.shutdownNow()) {
            if (waiting instanceof Job job) {
                job.dropped.run();
            }
        }
    }
}
