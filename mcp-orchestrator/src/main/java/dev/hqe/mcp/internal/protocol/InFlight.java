package dev.hqe.mcp.internal.protocol;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/// The requests of one connection that have no answer yet, bounded in number and size. Taking one
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

    InFlight(int maxCalls, long maxBytes) {
        this.maxCalls = maxCalls;
        this.maxBytes = maxBytes;
    }

    boolean contains(RequestId id) {
        return calls.containsKey(id);
    }

    boolean contains(Pending pending) {
        return calls.get(pending.id()) == pending;
    }

    /// What became of asking to be let in.
    enum Admission {
        IN,
        /// Another request with that id is in.
        ID_IN_USE,
        /// The connection is over.
        CLOSED
    }

    /// Takes a call in, waiting for room.
    Admission admit(Pending pending) {
        lock.lock();
        try {
            while (!closed
                    && count > 0
                    && (count >= maxCalls || bytes + pending.size() > maxBytes)) {
                released.awaitUninterruptibly();
            }
            if (closed) {
                return Admission.CLOSED;
            }
            if (calls.putIfAbsent(pending.id(), pending) != null) {
                return Admission.ID_IN_USE;
            }
            count++;
            bytes += pending.size();
            return Admission.IN;
        } finally {
            lock.unlock();
        }
    }

    /// Whether there is one call and no other.
    boolean isOne() {
        lock.lock();
        try {
            return count == 1;
        } finally {
            lock.unlock();
        }
    }

    /// Takes a call out. Its room stays taken until [#release]: an answer that waits for a client
    /// who does not read must keep new calls from coming in.
    ///
    /// @return whether it was still in, so that the caller is the one to answer and release it
    boolean take(Pending pending) {
        return calls.remove(pending.id(), pending);
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
            bytes -= pending.size();
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
