package dev.hqe.mcp.client;

import dev.hqe.mcp.internal.protocol.QuietTrace;
import java.lang.System.Logger.Level;
import java.util.ArrayDeque;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;

/// Tells the handler what the server told, one after another on one virtual thread, so that the
/// thread that reads from the server never waits for it. Bounded: the oldest notices are dropped.
/// Thread-safe.
final class NoticeQueue {

    private static final System.Logger LOG = System.getLogger(NoticeQueue.class.getName());

    private final Consumer<ServerNotice> handler;
    private final int capacity;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition filled = lock.newCondition();
    private final ArrayDeque<ServerNotice> waiting = new ArrayDeque<>();
    private boolean started;
    private boolean over;
    private long dropped;

    NoticeQueue(Consumer<ServerNotice> handler, int capacity) {
        this.handler = handler;
        this.capacity = capacity;
    }

    /// Queues a notice. After [ServerNotice.Ended] none is taken.
    void add(ServerNotice notice) {
        lock.lock();
        try {
            if (over) {
                return;
            }
            if (waiting.size() == capacity) {
                waiting.removeFirst();
                dropped++;
            }
            waiting.add(notice);
            over = notice instanceof ServerNotice.Ended;
            filled.signal();
            if (!started) {
                started = true;
                Thread.ofVirtual().name("mcp-client-notices").start(this::tell);
            }
        } finally {
            lock.unlock();
        }
    }

    /// How many nobody heard.
    long dropped() {
        lock.lock();
        try {
            return dropped;
        } finally {
            lock.unlock();
        }
    }

    private void tell() {
        while (true) {
            ServerNotice notice = take();
            try {
                handler.accept(notice);
            } catch (RuntimeException e) {
                // The host's code: one failure must not end the telling.
                LOG.log(Level.WARNING, "a handler of notices failed: {0}", QuietTrace.of(e));
            }
            if (notice instanceof ServerNotice.Ended) {
                return;
            }
        }
    }

    private ServerNotice take() {
        lock.lock();
        try {
            while (waiting.isEmpty()) {
                filled.awaitUninterruptibly();
            }
            return waiting.removeFirst();
        } finally {
            lock.unlock();
        }
    }
}
