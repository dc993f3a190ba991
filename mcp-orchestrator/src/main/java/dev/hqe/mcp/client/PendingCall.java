package dev.hqe.mcp.client;

import dev.hqe.mcp.client.RequestOptions.ProgressReport;
import java.util.ArrayDeque;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/// One request that waits for its answer: filled in by whatever thread reads from the server,
/// waited for by the caller's. Thread-safe.
final class PendingCall {

    private static final int MAX_REPORTS = 1_024;

    private final long id;
    private final String method;
    private final byte[] message;
    private final Map<String, String> headers;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final ArrayDeque<ProgressReport> reports = new ArrayDeque<>();
    private final AtomicBoolean abandoned = new AtomicBoolean();
    private @Nullable Reply reply;
    private @Nullable Thread carrier;
    private long lastSignNanos;

    /// @param message the whole request
    /// @param headers what HTTP says besides; none elsewhere
    PendingCall(long id, String method, byte[] message, Map<String, String> headers) {
        this.id = id;
        this.method = method;
        this.message = message;
        this.headers = headers;
    }

    long id() {
        return id;
    }

    String method() {
        return method;
    }

    byte[] message() {
        return message;
    }

    Map<String, String> headers() {
        return headers;
    }

    boolean isDone() {
        return replyNow().isPresent();
    }

    /// The reply, if there is one already.
    Optional<Reply> replyNow() {
        lock.lock();
        try {
            return Optional.ofNullable(reply);
        } finally {
            lock.unlock();
        }
    }

    boolean isAbandoned() {
        return abandoned.get();
    }

    /// The first reply counts.
    void complete(Reply outcome) {
        lock.lock();
        try {
            if (reply == null) {
                reply = outcome;
                changed.signalAll();
            }
        } finally {
            lock.unlock();
        }
    }

    /// A report; the oldest is dropped when nobody takes them.
    void report(ProgressReport report) {
        lock.lock();
        try {
            if (reports.size() == MAX_REPORTS) {
                reports.removeFirst();
            }
            reports.add(report);
            lastSignNanos = System.nanoTime();
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /// The thread that carries this request over HTTP; interrupted when the caller gives up.
    void carriedBy(Thread thread) {
        lock.lock();
        try {
            carrier = thread;
        } finally {
            lock.unlock();
        }
        if (abandoned.get()) {
            thread.interrupt();
        }
    }

    /// Nobody waits any more.
    void abandon() {
        abandoned.set(true);
        Thread thread;
        lock.lock();
        try {
            thread = carrier;
        } finally {
            lock.unlock();
        }
        if (thread != null) {
            thread.interrupt();
        }
    }

    /// Waits for the reply and hands out reports meanwhile.
    ///
    /// @param busyNanos how long, in nanoseconds, the server has had nothing to say for because it
    ///   or its authorization waited for the user; grows
    /// @return empty when time ran out
    Optional<Reply> await(
            RequestOptions options, LongSupplier busyNanos, Consumer<ProgressReport> listener)
            throws InterruptedException {
        long start = System.nanoTime();
        long idle = nanos(options.idle());
        long atMost = nanos(options.atMost());
        long busyBefore = busyNanos.getAsLong();
        lock.lockInterruptibly();
        try {
            lastSignNanos = start;
            long counted = start;
            while (true) {
                if (lastSignNanos != counted) { // what was waited for before it is no silence since
                    counted = lastSignNanos;
                    busyBefore = busyNanos.getAsLong();
                }
                while (!reports.isEmpty()) {
                    ProgressReport report = reports.removeFirst();
                    lock.unlock();
                    try {
                        listener.accept(report);
                    } finally {
                        lock.lock();
                    }
                }
                if (reply != null) {
                    return Optional.of(reply);
                }
                long now = System.nanoTime();
                long busy = busyNanos.getAsLong() - busyBefore;
                long silent = now - lastSignNanos - busy;
                long left = Math.min(idle - silent, atMost - (now - start));
                if (left <= 0) {
                    return Optional.empty();
                }
                changed.awaitNanos(left);
            }
        } finally {
            lock.unlock();
        }
    }

    private static long nanos(java.time.Duration duration) {
        return duration.compareTo(java.time.Duration.ofDays(365)) > 0
                ? TimeUnit.DAYS.toNanos(365)
                : duration.toNanos();
    }
}
