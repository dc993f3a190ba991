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
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;

/// The vectors of one model: durable in a store, searched in memory.
///
/// It is open at once, and loads in the background what is searched ([#ready]). Every other method
/// waits for that. A change is in the store before it is in the tier, so a search finds nothing
/// that a crash could take back.
///
/// What is searched takes memory, so there is a bound. Where there are more vectors than that, the
/// store itself is searched, until the next start that finds fewer: slower, but with any number.
///
/// Thread-safe; methods block.
public final class MemoryVectors implements AutoCloseable {

    private static final Logger LOG = System.getLogger(MemoryVectors.class.getName());
    private static final int LOAD_BATCH = 1000;

    private final VectorStore store;
    private final Path file;
    private final long mostScanned;

    /// The tier; empty where the store is searched.
    private final CompletableFuture<Optional<ScanTier>> loaded = new CompletableFuture<>();

    private final Thread loader;

    /// So that store and tier see changes in the same order.
    private final Lock changing = new ReentrantLock();

    /// Whether the store has taken what the tier has not; then the tier is not kept.
    private boolean outOfStep;

    /// Held for reading by whoever uses the tier, for writing by whoever leaves it.
    private final ReadWriteLock use = new ReentrantReadWriteLock();

    /// Whether the tier has become too large, and was left.
    private boolean left;

    private volatile boolean closed;

    private MemoryVectors(VectorStore store, Path tier, long mostScanned) {
        this.store = store;
        this.file = tier;
        this.mostScanned = mostScanned;
        this.loader = Thread.ofVirtual().name("hqe-vectors-loader").unstarted(this::loadSafely);
    }

    /// How many vectors may be searched in memory.
    ///
    /// @param bytes that they may take
    public static long fitting(long bytes, int dimensions) {
        return bytes / ScanTier.bytesPerVector(dimensions);
    }

    /// Opens it over a store, which it closes when it is closed.
    ///
    /// @param tier what the files of the tier begin with; what is in them is only a copy
    /// @param mostScanned how many vectors are searched in memory at most; see [#fitting]
    public static MemoryVectors open(VectorStore store, Path tier, long mostScanned) {
        MemoryVectors vectors = new MemoryVectors(store, tier, mostScanned);
        vectors.loader.start();
        return vectors;
    }

    private void loadSafely() {
        try {
            if (!loaded.complete(load())) {
                throw new IllegalStateException("loaded twice");
            }
        } catch (RuntimeException | Error e) { // the edge: whoever waits is told
            loaded.completeExceptionally(e);
        }
    }

    private Optional<ScanTier> load() {
        Optional<ScanTier> kept = ScanTier.reopen(file, store.dimensions(), store.generation());
        if (kept.isPresent() && kept.get().size() <= mostScanned) {
            return kept;
        }
        kept.ifPresent(ScanTier::close);
        if (store.count() > mostScanned) {
            ScanTier.delete(file);
            LOG.log(
                    Level.INFO,
                    "the vectors of {0} are searched where they rest: more than {1} would take too"
                            + " much memory",
                    store.modelId(),
                    mostScanned);
            return Optional.empty();
        }
        return Optional.of(made());
    }

    private ScanTier made() {
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
        return loaded.thenApply(there -> size());
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
        awaitLoaded();
        changing.lock();
        try {
            requireOpen();
            change(() -> store.put(batch), tier -> put(batch, tier));
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
        awaitLoaded();
        changing.lock();
        try {
            requireOpen();
            change(() -> store.delete(chunks), tier -> tier.delete(chunks));
        } finally {
            changing.unlock();
        }
    }

    /// Some of them may replace others, but a bound is a bound.
    private void put(List<StoredVector> batch, ScanTier tier) {
        if (tier.size() + batch.size() <= mostScanned) {
            tier.put(batch);
            return;
        }
        use.writeLock().lock();
        try {
            left = true;
            tier.close();
            ScanTier.delete(file);
        } finally {
            use.writeLock().unlock();
        }
        LOG.log(
                Level.INFO,
                "there are more than {0} vectors of {1} now, which would take too much memory; they"
                        + " are searched where they rest",
                mostScanned,
                store.modelId());
    }

    /// A store that fails may have taken the change all the same: its answer can be late.
    private void change(Runnable durably, Consumer<ScanTier> visibly) {
        boolean both = false;
        try {
            durably.run();
            tier().ifPresent(visibly);
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
        return ask(
                tier -> tier.search(query, hits, filter),
                () -> store.nearest(ScanTier.unit(query, dimensions()), hits, filter));
    }

    /// The vector of a chunk, to search for what is like it; empty if there is none.
    public Optional<float[]> vector(long chunk) {
        return Optional.ofNullable(vectors(List.of(chunk)).get(chunk));
    }

    /// The vectors of some chunks, by chunk, as far as there are any.
    ///
    /// @param chunks at most [VectorStore#MAX_BATCH]
    public Map<Long, float[]> vectors(Collection<Long> chunks) {
        return ask(
                tier -> {
                    Map<Long, float[]> found = new HashMap<>();
                    for (Long chunk : chunks) {
                        tier.vector(chunk).ifPresent(vector -> found.put(chunk, vector));
                    }
                    return found;
                },
                () -> store.find(chunks));
    }

    public int size() {
        return ask(ScanTier::size, () -> (int) Math.min(Integer.MAX_VALUE, store.count()));
    }

    /// Whether searches are answered in memory; if not, there are too many vectors for that.
    public boolean isInMemory() {
        return ask(tier -> true, () -> false);
    }

    private <T> T ask(Function<ScanTier, T> inMemory, Supplier<T> inStore) {
        awaitLoaded();
        use.readLock().lock();
        try {
            Optional<ScanTier> tier = tier();
            return tier.isPresent() ? inMemory.apply(tier.get()) : inStore.get();
        } finally {
            use.readLock().unlock();
        }
    }

    /// Makes the store smaller and faster to read, if that is worth the work.
    public void compact() {
        requireOpen();
        store.compact();
    }

    /// Whoever changes something is the only one who makes it empty.
    private Optional<ScanTier> tier() {
        return left ? Optional.empty() : loaded.join();
    }

    private void awaitLoaded() {
        try {
            loaded.join();
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
                tier().ifPresent(this::close);
            }
        } catch (MemoryException e) {
            LOG.log(Level.WARNING, e.getMessage());
        } finally {
            changing.unlock();
            store.close();
        }
    }

    private void close(ScanTier tier) {
        if (outOfStep) {
            tier.close();
        } else {
            tier.close(store.generation());
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
