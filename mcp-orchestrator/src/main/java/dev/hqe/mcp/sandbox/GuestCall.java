package dev.hqe.mcp.sandbox;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// One run on a guest thread, as seen from outside: wait for it, interrupt it, take its result.
///
/// Thread-safe. An interruption can only hit the thread while it runs this call, never a later one.
abstract class GuestCall<T> implements Runnable {
    private final CountDownLatch over = new CountDownLatch(1);
    private final CountDownLatch news = new CountDownLatch(1);
    private @Nullable Thread runner;
    private @Nullable T result;
    private @Nullable Throwable failure;
    private volatile boolean stopped;
    private long cpuStart;

    /// The guest's work, on the guest's thread.
    abstract T guest();

    /// Called on the guest's thread when the guest has ended, before waiters are woken.
    abstract void ended();

    /// Called on the caller's thread when it no longer waits for the guest to end.
    abstract void giveUp();

    @Override
    public final void run() {
        synchronized (this) {
            runner = Thread.currentThread();
            cpuStart = CpuTime.of(runner);
        }
        try {
            if (!stopped) {
                result = guest();
            }
        } catch (Throwable thrown) {
            // Carried to the caller's thread, which throws it.
            failure = thrown;
        } finally {
            synchronized (this) {
                runner = null;
            }
            // What is left of a stop must not reach the next guest on this thread.
            Thread.interrupted();
            ended();
            over.countDown();
            news.countDown();
        }
    }

    final boolean stopped() {
        return stopped;
    }

    final synchronized void interrupt() {
        stopped = true;
        if (runner != null) {
            runner.interrupt();
        }
    }

    /// Interrupts the guest and wakes its caller, who must not wait for it any longer.
    final void revoke() {
        interrupt();
        news.countDown();
    }

    /// CPU time the guest has used so far; 0 before it has started, and after it has ended.
    final synchronized Duration cpu() {
        return runner == null
                ? Duration.ZERO
                : Duration.ofNanos(Math.max(0, CpuTime.of(runner) - cpuStart));
    }

    final boolean await(Duration time) throws InterruptedException {
        return over.await(time.toNanos(), TimeUnit.NANOSECONDS);
    }

    /// Waits for the guest's end, or until it is revoked.
    final boolean awaitNews(Duration time) throws InterruptedException {
        return news.await(time.toNanos(), TimeUnit.NANOSECONDS);
    }

    /// What the guest came to; only after [#await] said that it ended.
    final T result(String program) {
        T value = result;
        if (value != null) {
            return value;
        }
        if (stopped) {
            throw new RunInterrupted(program + ": stopped, the sandbox was closed");
        }
        if (failure instanceof SandboxException e) {
            throw e;
        }
        throw new HostFault(
                program + ": the sandbox failed",
                failure == null ? new IllegalStateException("no result") : failure);
    }
}
