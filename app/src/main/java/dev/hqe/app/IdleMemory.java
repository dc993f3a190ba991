package dev.hqe.app;

import java.time.Duration;
import java.util.function.LongSupplier;

/// Gives memory back to the machine when nothing happens, and keeps the heap from growing far
/// beyond what is in use while much does. The serial collector makes the heap smaller only when it
/// collects all of it, which without work it never does again, and with work not before the heap is
/// as large as it may be, a quarter of the machine: whatever has lived a moment too long, or is too
/// large for the young part (the memory of a guest), stays where it is and the heap grows around
/// it.
///
/// What it costs is one collection of a small heap after each burst of work, when nobody waits, and
/// one each time that what is in use has doubled, and grown by [#MUCH_BYTES] at least.
public final class IdleMemory implements AutoCloseable {

    /// From one look at the heap's growth to the next.
    private static final Duration LOOK = Duration.ofSeconds(1);

    /// So many looks without work are quiet.
    private static final int QUIET_LOOKS = 5;

    /// Less than this from one look to the next is quiet.
    private static final long QUIET_BYTES = 1 << 20;

    /// As much must have come since the last collection for another.
    private static final long WORTH_BYTES = 8 << 20;

    /// By so much the heap may grow from one collection to the next, or by what was left after it
    /// if that is more: then collecting takes a bounded part of the work.
    private static final long MUCH_BYTES = 256 << 20;

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
            for (int look = 1; true; look++) {
                Thread.sleep(LOOK);
                if (look % QUIET_LOOKS == 0) {
                    look();
                } else {
                    lookAtGrowth();
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /// Collects if nothing has happened since the last look, and much before it; or if there is
    /// much more now.
    void look() {
        long now = used.getAsLong();
        boolean quiet = Math.abs(now - before) < QUIET_BYTES && now - after >= WORTH_BYTES;
        before = quiet || isMuch(now) ? collected() : now;
    }

    /// Collects if there is much more than after the last time.
    void lookAtGrowth() {
        if (isMuch(used.getAsLong())) {
            before = collected();
        }
    }

    private boolean isMuch(long now) {
        return now - after >= Math.max(MUCH_BYTES, after);
    }

    private long collected() {
        collection.run();
        after = used.getAsLong();
        return after;
    }

    /// Asks the watch to end, and returns at once.
    @Override
    public void close() {
        thread.interrupt();
    }
}
