package dev.hqe.mcp.client;

import java.util.concurrent.locks.ReentrantLock;

/// How long the user has been waited for in all, however many questions there were at once.
/// Thread-safe.
final class BusyTime {

    private final ReentrantLock lock = new ReentrantLock();
    private int questions;
    private long sinceNanos;
    private long sumNanos;

    void begin() {
        lock.lock();
        try {
            if (questions++ == 0) {
                sinceNanos = System.nanoTime();
            }
        } finally {
            lock.unlock();
        }
    }

    void end() {
        lock.lock();
        try {
            if (--questions == 0) {
                sumNanos += System.nanoTime() - sinceNanos;
            }
        } finally {
            lock.unlock();
        }
    }

    /// In nanoseconds; grows while the user is waited for.
    long nanos() {
        lock.lock();
        try {
            return questions > 0 ? sumNanos + (System.nanoTime() - sinceNanos) : sumNanos;
        } finally {
            lock.unlock();
        }
    }
}
