package dev.hqe.mcp.internal.protocol;

import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/// Everything that goes out on one connection, in order, one message a line. Messages queue up to a
/// number of bytes; one thread writes whatever has queued in as few writes as possible, so a burst
/// costs few system calls. A message that finds the way free can be written by the thread that has
/// it ([#putAtOnce]), which saves the writer's waking. Thread-safe.
public final class AnswerQueue implements Outbound, AutoCloseable {

    private static final int BLOCK = 64 * 1024;

    private final OutputStream out;
    private final long maxBytes;
    private final long stallNanos;
    private final Runnable onLost;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition filled = lock.newCondition();
    private final Condition emptied = lock.newCondition();
    private final ArrayDeque<byte[]> queue = new ArrayDeque<>();
    private long bytes;
    private boolean writing;
    private long lastWriteNanos = System.nanoTime();
    private boolean closed;

    /// Nothing is written before [#start].
    ///
    /// @param out written to by one thread at a time; not closed here
    /// @param maxBytes how much may wait; a single larger message is taken when nothing else waits
    /// @param stall how long a full queue may see no write succeed before the peer is lost
    /// @param onLost runs once when writing failed or stalled, on whatever thread found out
    public AnswerQueue(OutputStream out, long maxBytes, Duration stall, Runnable onLost) {
        this.out = out;
        this.maxBytes = maxBytes;
        this.stallNanos = stall.toNanos();
        this.onLost = onLost;
    }

    /// Starts the writer.
    public void start() {
        Thread.ofPlatform().daemon().name("mcp-writer").start(this::write);
    }

    /// Queues a message, waiting for room.
    ///
    /// @param message one JSON text without a line break; not copied
    /// @return false when the connection is over and nobody will read it
    @Override
    public boolean put(byte[] message) {
        lock.lock();
        try {
            while (!closed && bytes > 0 && bytes + message.length > maxBytes) {
                long left = stallNanos - (System.nanoTime() - lastWriteNanos);
                if (left <= 0) {
                    break;
                }
                try {
                    emptied.awaitNanos(left);
                } catch (InterruptedException e) {
                    // A call's thread may be interrupted by its deadline while it waits here; the
                    // answer still counts, and the wait is bounded by the stall limit.
                    return putUninterrupted(message);
                }
            }
            return enqueueOrLose(message);
        } finally {
            lock.unlock();
        }
    }

    private boolean putUninterrupted(byte[] message) {
        try {
            return put(message);
        } finally {
            Thread.currentThread().interrupt();
        }
    }

    private boolean enqueueOrLose(byte[] message) {
        if (closed) {
            return false;
        }
        if (bytes > 0 && bytes + message.length > maxBytes) {
            lose();
            return false;
        }
        enqueue(message);
        return true;
    }

    /// Writes a message on this thread if that may wait for the peer and the way is free; else
    /// queues it, waiting for room. So does one that is large: the writer's waking is little beside
    /// its writing. While this thread waits in its write, others queue behind it.
    @Override
    public boolean putAtOnce(byte[] message) {
        if (message.length >= BLOCK || !ReadingTurns.mayWait()) {
            return put(message);
        }
        byte[] line = Arrays.copyOf(message, message.length + 1);
        line[message.length] = '\n';
        if (!begin(message)) {
            return put(message);
        }
        try {
            out.write(line);
            out.flush();
            written(message.length);
            return true;
        } catch (IOException e) {
            broke();
            return false;
        }
    }

    /// Takes the way for one message, if it is free.
    private boolean begin(byte[] message) {
        lock.lock();
        try {
            if (closed || writing || !queue.isEmpty()) {
                return false;
            }
            writing = true;
            lastWriteNanos = System.nanoTime();
            bytes += message.length;
            return true;
        } finally {
            lock.unlock();
        }
    }

    /// Gives the way free.
    private void written(long count) {
        lock.lock();
        try {
            writing = false;
            bytes -= count;
            lastWriteNanos = System.nanoTime();
            emptied.signalAll();
            if (!queue.isEmpty()) {
                filled.signal();
            }
        } finally {
            lock.unlock();
        }
    }

    private void broke() {
        lock.lock();
        try {
            lose();
        } finally {
            lock.unlock();
        }
    }

    /// Queues a message that may be lost, if it fits into half the room. Never waits.
    @Override
    public boolean offer(byte[] message) {
        lock.lock();
        try {
            if (closed || bytes + message.length > maxBytes / 2) {
                return false;
            }
            enqueue(message);
            return true;
        } finally {
            lock.unlock();
        }
    }

    private void enqueue(byte[] message) {
        if (bytes == 0) {
            lastWriteNanos = System.nanoTime();
        }
        queue.add(message);
        bytes += message.length;
        if (!writing) {
            filled.signal();
        }
    }

    /// Waits until everything has been written.
    public void drain(Duration atMost) throws InterruptedException {
        long left = atMost.toNanos();
        lock.lock();
        try {
            while (!closed && bytes > 0 && left > 0) {
                left = emptied.awaitNanos(left);
            }
        } finally {
            lock.unlock();
        }
    }

    /// Stops at once; what still waits is dropped.
    @Override
    public void close() {
        lock.lock();
        try {
            closed = true;
            queue.clear();
            filled.signalAll();
            emptied.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private void lose() {
        boolean first = !closed;
        close();
        if (first) {
            // Whoever finds out holds the lock here; the session's clean-up takes locks of its own.
            Thread.ofPlatform().daemon().name("mcp-lost").start(onLost);
        }
    }

    private void write() {
        byte[] block = new byte[BLOCK];
        try {
            while (true) {
                List<byte[]> batch = take();
                if (batch.isEmpty()) {
                    return;
                }
                written(writeAll(batch, block));
            }
        } catch (IOException e) {
            broke();
        }
    }

    /// Takes the way for up to about one block of waiting messages; empty when closed.
    private List<byte[]> take() {
        lock.lock();
        try {
            while ((queue.isEmpty() || writing) && !closed) {
                filled.awaitUninterruptibly();
            }
            List<byte[]> batch = new ArrayList<>(Math.min(queue.size(), 64));
            int size = 0;
            while (!closed && size < BLOCK && !queue.isEmpty()) {
                byte[] message = queue.removeFirst();
                size += message.length + 1;
                batch.add(message);
            }
            writing = true;
            return batch;
        } finally {
            lock.unlock();
        }
    }

    private long writeAll(List<byte[]> batch, byte[] block) throws IOException {
        long written = 0;
        int used = 0;
        for (byte[] message : batch) {
            written += message.length;
            if (used + message.length + 1 > block.length) {
                out.write(block, 0, used);
                used = 0;
            }
            if (message.length + 1 > block.length) {
                out.write(message);
            } else {
                System.arraycopy(message, 0, block, used, message.length);
                used += message.length;
            }
            block[used++] = '\n';
        }
        out.write(block, 0, used);
        out.flush();
        return written;
    }
}
