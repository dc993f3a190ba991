package dev.hqe.kernel.bus;

import java.time.Duration;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// A bounded queue between publishers (many) and one subscriber.
///
/// A ring under one lock. The subscriber takes everything that waits at once and handles it outside
/// the lock, so under load the lock and the wake-up are paid per batch, not per fact.
final class Mailbox<F extends Fact> {

    /// The longest a publisher waits for room under [Overflow#BLOCK]. Subscribers that publish to
    /// each other would otherwise stand still for ever.
    static final Duration MAX_BLOCK = Duration.ofSeconds(5);

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition filled = lock.newCondition();
    private final Condition drained = lock.newCondition();
    private final @Nullable Envelope<F>[] ring;
    private final Overflow overflow;
    private final Duration maxBlock;
    private int head;
    private int size;
    private long dropped;
    private boolean receiverWaits;
    private @Nullable Thread receiver;

    /// A publisher has waited in vain, and nothing was taken since.
    private boolean stuck;

    private boolean closed;

    Mailbox(int capacity, Overflow overflow) {
        this(capacity, overflow, MAX_BLOCK);
    }

    Mailbox(int capacity, Overflow overflow, Duration maxBlock) {
        if (capacity < 1 || capacity > 1 << 20) {
            throw new IllegalArgumentException(
                    "a mailbox holds 1 to 1048576 facts, not " + capacity);
        }
        this.ring = ring(overflow == Overflow.KEEP_LATEST ? 1 : capacity);
        this.overflow = overflow;
        this.maxBlock = maxBlock;
    }

    /// Puts a fact in, or drops one as the overflow policy says.
    void offer(Envelope<F> envelope) {
        lock.lock();
        try {
            if (closed) {
                return;
            }
            if (size == ring.length && !makeRoom()) {
                dropped++;
                return;
            }
            if (closed) { // while it waited for room
                return;
            }
            ring[slot(size)] = envelope;
            size++;
            if (receiverWaits) {
                filled.signal();
            }
        } finally {
            lock.unlock();
        }
    }

    private boolean makeRoom() {
        if (overflow != Overflow.BLOCK) {
            ring[head] = null;
            head = slot(1);
            size--;
            dropped++;
            return true;
        }
        if (stuck || Thread.currentThread().equals(receiver)) {
            return false;
        }
        long nanos = maxBlock.toNanos();
        try {
            while (size == ring.length && !closed) {
                if (nanos <= 0) {
                    stuck = true;
                    return false;
                }
                nanos = drained.awaitNanos(nanos);
            }
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /// Moves what waits into `batch` and says how many that were; waits until there is something.
    ///
    /// @return 0 once the mailbox is closed and empty
    int take(@Nullable Envelope<F>[] batch) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            receiver = Thread.currentThread();
            stuck = false;
            while (size == 0) {
                if (closed) {
                    return 0;
                }
                receiverWaits = true;
                try {
                    filled.await();
                } finally {
                    receiverWaits = false;
                }
            }
            int count = Math.min(size, batch.length);
            for (int i = 0; i < count; i++) {
                int slot = slot(i);
                batch[i] = ring[slot];
                ring[slot] = null;
            }
            head = slot(count);
            size -= count;
            if (size <= ring.length / 2) { // a publisher that is woken finds room for a while
                drained.signalAll();
            }
            return count;
        } finally {
            lock.unlock();
        }
    }

    /// The slot so many places behind the head, at most a ring away.
    private int slot(int offset) {
        int slot = head + offset;
        return slot < ring.length ? slot : slot - ring.length;
    }

    /// Refuses new facts; what waits can still be taken.
    void close() {
        lock.lock();
        try {
            closed = true;
            filled.signalAll();
            drained.signalAll();
        } finally {
            lock.unlock();
        }
    }

    int waiting() {
        lock.lock();
        try {
            return size;
        } finally {
            lock.unlock();
        }
    }

    long dropped() {
        lock.lock();
        try {
            return dropped;
        } finally {
            lock.unlock();
        }
    }

    @SuppressWarnings({"unchecked", "rawtypes"}) // a generic array can only be made raw
    static <F extends Fact> @Nullable Envelope<F>[] ring(int capacity) {
        return new Envelope[capacity];
    }
}
