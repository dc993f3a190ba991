package dev.hqe.memory;

import dev.hqe.memory.scan.Hit;
import dev.hqe.memory.scan.ScanFilter;
import dev.hqe.memory.scan.ScanTier;
import dev.hqe.memory.store.StoredVector;
import dev.hqe.memory.store.VectorStore;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;

/// The vectors of one model: durable in a store, searched in memory.
///
/// It is open at once, and loads in the background what is searched ([#ready]). Every other method
/// waits for that. A change is in the store before it is in the tier, so a search finds nothing
/// that a crash could take back.
///
/// Thread-safe; methods block.
public final class MemoryVectors implements AutoCloseable {

    private static final Logger LOG = System.getLogger(MemoryVectors.class.getName());
    private static final int LOAD_BATCH = 1000;

    private final VectorStore store;
    private final CompletableFuture<ScanTier> loaded = new CompletableFuture<>();
    private final Thread loader;

    /// So that store and tier see changes in the same order.
    private final Lock changing = new ReentrantLock();

    /// Whether the store has taken what the tier has not; then the tier is not kept.
    private boolean outOfStep;

    private volatile boolean closed;

    private MemoryVectors(VectorStore store, Path tier) {
        this.store = store;
        this.loader =
                Thread.ofVirtual().name("hqe-vectors-loader").unstarted(() -> loadSafely(tier));
    }

    /// Opens it over a store, which it closes when it is closed.
    ///
    /// @param tier what the files of the tier begin with; what is in them is only a copy
    public static MemoryVectors open(VectorStore store, Path tier) {
        MemoryVectors vectors = new MemoryVectors(store, tier);
        vectors.loader.start();
        return vectors;
    }

    private void loadSafely(Path tier) {
        try {
            if (!loaded.complete(load(tier))) {
                throw new IllegalStateException("loaded twice");
            }
        } catch (RuntimeException | Error e) { // the edge: whoever waits is told
            loaded.completeExceptionally(e);
        }
    }

    private ScanTier load(Path file) {
        Optional<ScanTier> kept = ScanTier.reopen(file, store.dimensions(), store.generation());
        if (kept.isPresent()) {
            return kept.get();
        }
        long began = System.nanoTime();
        ScanTier tier = ScanTier.create(file, store.dimensions());
        try {
            List<StoredVector> batch = new ArrayList<>(LOAD_BATCH);
            store.scan(stored -> {
                batch.add(stored);
                if (batch.size() == LOAD_BATCH) {
                    requireOpen();
                    tier.put(batch);
                    batch.clear();
                }
            });
            tier.put(batch);
        } catch (RuntimeException | Error e) {
            tier.close();
            throw e;
        }
        LOG.log(
                Level.DEBUG,
                "{0} vectors of {1} loaded from {2} in {3} ms",
                tier.size(),
                store.modelId(),
                store.format(),
                (System.nanoTime() - began) / 1_000_000);
        return tier;
    }

    /// Done when a search need not wait; failed, saying why, if the vectors cannot be read. The
    /// number of vectors that are there.
    public CompletableFuture<Integer> ready() {
        return loaded.thenApply(ScanTier::size);
    }

    public String modelId() {
        return store.modelId();
    }

    public int dimensions() {
        return store.dimensions();
    }

    /// What the vectors rest in, for people: `Lance` or `SQLite`.
    public String format() {
        return store.format();
    }

    /// Adds vectors, or replaces those of the same chunks. Durable, and in every search that
    /// begins, once this has returned.
    ///
    /// @param batch at most [VectorStore#MAX_BATCH]
    /// @throws IllegalArgumentException if one does not fit
    /// @throws MemoryException if they cannot be written; put them again
    public void put(List<StoredVector> batch) {
        batch.forEach(stored -> stored.requireFit(dimensions()));
        ScanTier tier = tier();
        changing.lock();
        try {
            requireOpen();
            change(() -> store.put(batch), () -> tier.put(batch));
        } finally {
            changing.unlock();
        }
    }

    /// Forgets the vectors of these chunks. Durable, and in no search that begins, once this has
    /// returned.
    ///
    /// @param chunks at most [VectorStore#MAX_BATCH]; those that are not there do not count
    /// @throws MemoryException if it cannot be written; delete them again
    public void delete(Collection<Long> chunks) {
        ScanTier tier = tier();
        changing.lock();
        try {
            requireOpen();
            change(() -> store.delete(chunks), () -> tier.delete(chunks));
        } finally {
            changing.unlock();
        }
    }

    /// A store that fails may have taken the change all the same: its answer can be late.
    private void change(Runnable durably, Runnable visibly) {
        boolean both = false;
        try {
            durably.run();
            visibly.run();
            both = true;
        } finally {
            outOfStep |= !both;
        }
    }

    /// The vectors nearest to a query, the nearest first.
    ///
    /// @param hits how many, 1 to [ScanTier#MAX_HITS]
    /// @throws IllegalArgumentException if the query does not fit
    public List<Hit> search(float[] query, int hits, ScanFilter filter) {
        return tier().search(query, hits, filter);
    }

    /// The vector of a chunk, to search for what is like it; empty if there is none.
    public Optional<float[]> vector(long chunk) {
        return tier().vector(chunk);
    }

    public int size() {
        return tier().size();
    }

    /// Makes the store smaller and faster to read, if that is worth the work.
    public void compact() {
        requireOpen();
        store.compact();
    }

    private ScanTier tier() {
        try {
            return loaded.join();
        } catch (CompletionException e) {
            throw new MemoryException(
                    "the vectors of %s cannot be searched: %s"
                            .formatted(store.modelId(), messageOf(e)),
                    e);
        }
    }

    private static String messageOf(CompletionException e) {
        Throwable cause = e.getCause() == null ? e : e.getCause();
        return String.valueOf(cause.getMessage());
    }

    private void requireOpen() {
        if (closed) {
            throw new MemoryException("the vectors of " + store.modelId() + " are closed");
        }
    }

    /// Keeps the tier for the next start and closes the store. May be called more than once.
    @Override
    public void close() {
        changing.lock();
        try {
            if (closed) {
                return;
            }
            closed = true;
            awaitLoader();
            if (loaded.isDone() && !loaded.isCompletedExceptionally()) {
                ScanTier tier = loaded.join();
                if (outOfStep) {
                    tier.close();
                } else {
                    tier.close(store.generation());
                }
            }
        } catch (MemoryException e) {
            LOG.log(Level.WARNING, e.getMessage());
        } finally {
            changing.unlock();
            store.close();
        }
    }

    private void awaitLoader() {
        boolean interrupted = false;
        while (loader.isAlive()) {
            try {
                loader.join();
            } catch (InterruptedException e) {
                interrupted = true; // it looks at `closed` often, so this is short
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
