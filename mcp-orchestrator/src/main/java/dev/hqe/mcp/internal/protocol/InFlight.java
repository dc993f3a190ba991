package dev.hqe.mcp.internal.protocol;

import dev.hqe.mcp.RunningCall;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// The tool calls of one connection that have no answer yet, bounded in number and size. Taking one
/// out is what decides who answers it: the call, a cancellation, or the end. Thread-safe.
final class InFlight {

    private final int maxCalls;
    private final long maxBytes;
    private final ConcurrentHashMap<RequestId, Pending> calls = new ConcurrentHashMap<>();
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition released = lock.newCondition();
    private int count;
    private long bytes;
    private volatile boolean closed;

    /// One of them.
    static final class Pending {

        private final RequestId id;
        private final int size;
        private final ReplyTo reply;
        private final Dialect dialect;
        private final Optional<ProgressReports> progress;
        private volatile @Nullable RunningCall<?> running;

        Pending(
                RequestId id,
                int size,
                ReplyTo reply,
                Dialect dialect,
                Optional<ProgressReports> progress) {
            this.id = id;
            this.size = size;
            this.reply = reply;
            this.dialect = dialect;
            this.progress = progress;
        }

        RequestId id() {
            return id;
        }

        ReplyTo reply() {
            return reply;
        }

        Dialect dialect() {
            return dialect;
        }

        Optional<ProgressReports> progress() {
            return progress;
        }

        void runsAs(RunningCall<?> call) {
            running = call;
        }

        /// Stops progress and the tool; what was answered already stays answered.
        void stop() {
            progress.ifPresent(ProgressReports::end);
            RunningCall<?> call = running;
            if (call != null) {
                call.cancel();
            }
        }
    }

    InFlight(int maxCalls, long maxBytes) {
        this.maxCalls = maxCalls;
        this.maxBytes = maxBytes;
    }

    boolean contains(RequestId id) {
        return calls.containsKey(id);
    }

    /// Takes a call in, waiting for room.
    ///
    /// @return false when the connection is over
    boolean admit(Pending pending) {
        lock.lock();
        try {
            while (!closed && count > 0 && (count >= maxCalls || bytes + pending.size > maxBytes)) {
                released.awaitUninterruptibly();
            }
            if (closed) {
                return false;
            }
            count++;
            bytes += pending.size;
            calls.put(pending.id, pending);
            return true;
        } finally {
            lock.unlock();
        }
    }

    /// Takes a call out. Its room stays taken until [#release]: an answer that waits for a client
    /// who does not read must keep new calls from coming in.
    ///
    /// @return whether it was still in, so that the caller is the one to answer and release it
    boolean take(Pending pending) {
        return calls.remove(pending.id, pending);
    }

    /// Takes a call out by its id; likewise.
    Optional<Pending> take(RequestId id) {
        return Optional.ofNullable(calls.remove(id));
    }

    /// Gives the room of a call that was taken out to the next one.
    void release(Pending pending) {
        lock.lock();
        try {
            count--;
            bytes -= pending.size;
            released.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /// Waits until none is left.
    void awaitEmpty(Duration atMost) throws InterruptedException {
        long left = atMost.toNanos();
        lock.lock();
        try {
            while (count > 0 && left > 0 && !closed) {
                left = released.awaitNanos(left);
            }
        } finally {
            lock.unlock();
        }
    }

    /// Whether nobody is let in any more.
    boolean isClosed() {
        return closed;
    }

    /// Lets nobody in any more.
    ///
    /// @return those that were left, taken out
    List<Pending> close() {
        lock.lock();
        try {
            closed = true;
            released.signalAll();
        } finally {
            lock.unlock();
        }
        return calls.values().stream().filter(this::take).toList();
    }
}
