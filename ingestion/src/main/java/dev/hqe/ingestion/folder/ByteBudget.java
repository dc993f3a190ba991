package dev.hqe.ingestion.folder;

import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/// How much file content a run may hold: readers take from it before they read, and the writer
/// gives back after it has stored. So a slow database slows the reading down. Thread-safe.
final class ByteBudget {

    private static final int LEAST = 256;
    private static final int LARGEST_SHARE = 4;

    private final Semaphore free;
    private final int total;

    ByteBudget(int bytes) {
        this.total = bytes;
        this.free = new Semaphore(bytes, true); // fair, or large files would wait for ever
    }

    /// What something of so many bytes takes: something, and never so much that it could not be
    /// had.
    int share(long bytes) {
        return Math.clamp(bytes, Math.min(LEAST, total), Math.max(1, total / LARGEST_SHARE));
    }

    /// Waits until there is room.
    ///
    /// @param bytes at most the whole budget
    /// @return false if the run has been stopped instead
    boolean take(int bytes, RunState state) throws InterruptedException {
        while (!state.stopped()) {
            if (free.tryAcquire(bytes, RunState.NOTICE_MILLIS, TimeUnit.MILLISECONDS)) {
                return true;
            }
        }
        return false;
    }

    void giveBack(int bytes) {
        free.release(bytes);
    }
}
