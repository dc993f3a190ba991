package dev.hqe.mcp.http;

import java.util.concurrent.atomic.AtomicLong;

/// So many bytes and no more, shared by whoever takes from it. Thread-safe.
final class ByteBudget {

    private final AtomicLong free;

    ByteBudget(long bytes) {
        this.free = new AtomicLong(bytes);
    }

    /// @return whether there was room
    boolean take(long bytes) {
        return free.getAndUpdate(now -> now >= bytes ? now - bytes : now) >= bytes;
    }

    void giveBack(long bytes) {
        free.addAndGet(bytes);
    }
}
