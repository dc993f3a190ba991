package dev.hqe.app;

import java.time.Duration;
import java.util.function.LongSupplier;

/// Gives memory back to the machine when nothing happens. The serial collector makes the heap
/// smaller only when it collects all of it, which without work it never does again.
///
/// What it costs is one collection of a small heap after each burst of work, when nobody waits.
public final class IdleMemory implements AutoCloseable {

    private static final Duration LOOK = Duration.ofSeconds(5);

    /// Less than this from one look to the next is quiet.
    private static final long QUIET_BYTES = 1 << 20;

    /// As much must have come since the last collection for another.
    private static final long WORTH_BYTES = 8 << 20;

    private final LongSupplier used;
    private final Runnable collection;
    private final Thread thread = Thread.ofVirtual().name("idle-memory").unstarted(this::watch);
    private long before = Long.MAX_VALUE / 2;
    private long after = -WORTH_BYTES;

    IdleMemory(LongSupplier used, Runnable collection) {
        this.used = used;
        this.collection = collection;
    }

    /// Watches the heap of this process until it is closed.
    public static IdleMemory watching() {
        Runtime runtime = Runtime.getRuntime();
        IdleMemory memory =
                new IdleMemory(
                        () -> runtime.totalMemory() - runtime.freeMemory(), IdleMemory::collect);
        memory.thread.start();
        return memory;
    }

    // A request of it is the point here: it is the one way to give the memory back.
    private static void collect() {
        System.gc();
    }

    private void watch() {
        try {
            while (true) {
                Thread.sleep(LOOK);
                look();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /// Collects if nothing has happened since the last look, and much before it.
    void look() {
        long now = used.getAsLong();
        if (Math.abs(now - before) < QUIET_BYTES && now - after >= WORTH_BYTES) {
            collection.run();
            after = used.getAsLong();
            now = after;
        }
        before = now;
    }

    /// Asks the watch to end, and returns at once.
    @Override
    public void close() {
        thread.interrupt();
    }
}
