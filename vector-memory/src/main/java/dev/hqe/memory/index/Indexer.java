package dev.hqe.memory.index;

import dev.hqe.kernel.json.Json;
import dev.hqe.kernel.store.Database;
import dev.hqe.kernel.store.StorageException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import tools.jackson.databind.node.ObjectNode;

/// Keeps the chunks equal to the entities: one thread that cuts what has changed.
///
/// What has changed is in the database (see [ChunkTables]); [#wake] only says that it is worth a
/// look. So it does not matter whether a fact is lost, told twice, or heard late.
///
/// Thread-safe.
public final class Indexer implements AutoCloseable {

    private static final Logger LOG = System.getLogger(Indexer.class.getName());
    private static final long RETRY_MILLIS = 1_000;
    private static final long LOOK_MILLIS = 20;
    private static final Duration CLOSE = Duration.ofSeconds(5);

    /// More than this are not waited for by anybody.
    private static final int FEW = 200;

    private final ChunkTables tables;
    private final Cutter cutter;
    private final Runnable onChunks;
    private final Semaphore wake = new Semaphore(0);
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition progress = lock.newCondition();
    private final Thread thread;

    /// How many were cut; under the lock.
    private long batches;

    private volatile boolean closing;

    /// @param onChunks told, on the thread of this object, that chunks have come or gone
    public Indexer(Database database, Cutter cutter, Runnable onChunks) {
        this.tables = new ChunkTables(database);
        this.cutter = cutter;
        this.onChunks = onChunks;
        // a platform thread: cutting keeps a processor busy
        this.thread = Thread.ofPlatform().name("memory-index").daemon().unstarted(this::run);
    }

    /// Begins with what earlier runs have left behind.
    public void start() {
        thread.start();
    }

    /// Something may have changed.
    public void wake() {
        wake.release();
    }

    /// Waits until the entities that have changed up to now are cut, if they are few.
    ///
    /// @return how many are still waiting; when they are many, about how many
    public long await(Duration patience) {
        long pending = tables.pending(FEW + 1);
        if (pending == 0 || pending > FEW || !thread.isAlive()) {
            return pending > FEW ? tables.aboutPending() : pending;
        }
        wake();
        long deadline = System.nanoTime() + patience.toNanos();
        try {
            while (pending > 0 && deadline - System.nanoTime() > 0 && !closing) {
                awaitProgress();
                pending = tables.pending(FEW + 1);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return pending;
    }

    /// Or a short while: what was told before this began is not heard.
    private void awaitProgress() throws InterruptedException {
        lock.lock();
        try {
            long seen = batches;
            long nanos = TimeUnit.MILLISECONDS.toNanos(LOOK_MILLIS);
            while (batches == seen && nanos > 0 && !closing) {
                nanos = progress.awaitNanos(nanos);
            }
        } finally {
            lock.unlock();
        }
    }

    /// Has entities cut anew whose chunks have more tokens than this.
    public void recut(int tokens) {
        if (tables.recut(tokens) > 0) {
            wake();
        }
    }

    /// Entities that wait.
    public long pending() {
        return tables.pending(Integer.MAX_VALUE);
    }

    /// Entities that could not be cut.
    public long failed() {
        return tables.failed();
    }

    /// Chunks that there are.
    public long chunks() {
        return tables.chunks();
    }

    private void run() {
        boolean done = false;
        try {
            while (!closing) {
                if (!done) {
                    done = work();
                }
                if (!closing) {
                    wake.tryAcquire(done ? Long.MAX_VALUE : RETRY_MILLIS, TimeUnit.MILLISECONDS);
                    wake.drainPermits();
                    done = false;
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /// Cuts what there is, and says whether that was all.
    private boolean work() {
        try {
            for (List<PendingEntity> some = tables.next();
                    !some.isEmpty() && !closing;
                    some = tables.next()) {
                tables.replace(cut(some));
                onChunks.run();
                tell();
            }
            return true;
        } catch (StorageException e) { // what is pending stays so, and the next round tries again
            LOG.log(
                    closing ? Level.DEBUG : Level.WARNING,
                    "memory cannot be brought up to date",
                    e);
            return false;
        }
    }

    private List<PendingEntity.Cut> cut(List<PendingEntity> entities) {
        List<PendingEntity.Cut> cuts = new ArrayList<>();
        for (PendingEntity entity : entities) {
            if (closing) {
                break;
            }
            PendingEntity.Found found = entity.found();
            if (found == null) {
                cuts.add(new PendingEntity.Cut(entity, null, List.of()));
                continue;
            }
            try {
                EntityText text =
                        EntityText.of(Json.MAPPER.readValue(found.data(), ObjectNode.class));
                cuts.add(new PendingEntity.Cut(entity, text, cutter.cut(text)));
            } catch (RuntimeException | StackOverflowError e) { // the edge: any text may come
                LOG.log(Level.WARNING, "entity '" + found.id() + "' cannot be searched", e);
                tables.fail(entity, String.valueOf(e.getMessage()));
            }
        }
        return cuts;
    }

    private void tell() {
        lock.lock();
        try {
            batches++;
            progress.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /// Stops behind the batch at hand; the rest is done after the next start.
    @Override
    public void close() {
        closing = true;
        wake.release();
        tell();
        try {
            if (!thread.join(CLOSE)) {
                thread.interrupt();
            }
        } catch (InterruptedException e) {
            thread.interrupt();
            Thread.currentThread().interrupt();
        } catch (IllegalThreadStateException neverStarted) {
            LOG.log(Level.DEBUG, "memory was closed before it was started");
        }
    }
}
