package dev.hqe.memory.index;

import dev.hqe.memory.MemoryException;
import dev.hqe.memory.index.ModelSides.Side;
import dev.hqe.memory.store.StoredVector;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/// Stores vectors on a thread of its own, so that the model need not wait for the disk: while one
/// batch is stored, the next is made. There is never more than one of them, so they are stored in
/// the order in which they were given.
///
/// A chunk may come to an end while its vector is under way, and what has come to an end is
/// forgotten between batches. So only chunks that still wait for a vector get one, and those that
/// end behind this look are forgotten behind the batch: no vector stays without its chunk.
///
/// For one thread. It must wait ([#await]) before it opens or closes what is stored into.
final class VectorStoring implements AutoCloseable {

    private static final int FORGET = 1_000;
    private static final long IDLE_SECONDS = 10;

    private final VectorBacklog backlog;
    private final ModelSides sides;
    private final BooleanSupplier closing;
    private final Runnable onStored;

    /// A platform thread: stores are native code, which would pin a carrier.
    private final ThreadPoolExecutor thread;

    private @Nullable Future<?> underWay;

    /// @param closing whether what can wait for the next start is to be left
    /// @param onStored told behind each batch, on the thread that has stored it
    VectorStoring(
            VectorBacklog backlog, ModelSides sides, BooleanSupplier closing, Runnable onStored) {
        this.backlog = backlog;
        this.sides = sides;
        this.closing = closing;
        this.onStored = onStored;
        this.thread =
                new ThreadPoolExecutor(
                        1,
                        1,
                        IDLE_SECONDS,
                        TimeUnit.SECONDS,
                        new LinkedBlockingQueue<>(),
                        Thread.ofPlatform().name("memory-vectors-store").daemon().factory());
        this.thread.allowCoreThreadTimeOut(true);
    }

    /// Waits until the batch before is stored, and begins with this one.
    ///
    /// @throws RuntimeException what the one before has failed with; then this one is not stored
    void begin(Side making, List<StoredVector> vectors) {
        await();
        underWay = thread.submit(() -> store(making, List.copyOf(vectors)));
    }

    private void store(Side making, List<StoredVector> vectors) {
        Set<Long> waiting = backlog.waiting(vectors.stream().map(StoredVector::chunk).toList());
        List<StoredVector> wanted =
                vectors.stream().filter(vector -> waiting.contains(vector.chunk())).toList();
        if (!wanted.isEmpty()) {
            making.index().put(wanted);
            backlog.embedded(waiting);
        }
        forget();
        onStored.run();
    }

    /// Takes away the vectors of chunks that are gone. Not while a batch is under way.
    void forget() {
        for (List<Long> gone = backlog.gone(FORGET);
                !gone.isEmpty() && !closing.getAsBoolean();
                gone = backlog.gone(FORGET)) {
            sides.delete(gone);
            backlog.forgotten(gone);
        }
    }

    /// Waits until all is stored.
    ///
    /// @throws RuntimeException what it has failed with
    void await() {
        Future<?> last = underWay;
        underWay = null;
        boolean interrupted = false;
        try {
            while (last != null) {
                try {
                    last.get();
                    last = null;
                } catch (InterruptedException e) { // what it stores into must not be closed before
                    interrupted = true;
                }
            }
        } catch (ExecutionException e) {
            throw rethrown(e);
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private static RuntimeException rethrown(ExecutionException e) {
        return switch (e.getCause()) {
            case RuntimeException failure -> failure;
            case Error failure -> throw failure;
            case null, default -> new MemoryException("vectors cannot be stored", e);
        };
    }

    /// Waits for the batch that is under way.
    @Override
    public void close() {
        thread.shutdown();
        await();
    }
}
