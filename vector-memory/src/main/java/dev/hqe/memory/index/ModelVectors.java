package dev.hqe.memory.index;

import dev.hqe.kernel.store.Database;
import dev.hqe.kernel.store.StorageException;
import dev.hqe.memory.MemoryException;
import dev.hqe.memory.MemorySettings;
import dev.hqe.memory.embed.Embedder;
import dev.hqe.memory.search.VectorFilter;
import dev.hqe.memory.search.VectorIndex;
import dev.hqe.memory.search.VectorIndex.Near;
import dev.hqe.memory.store.StoredVector;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.IntConsumer;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/// The vectors of the chunks: one thread that makes those that are missing, in small batches
/// between which searches go first, and takes away those whose chunks are gone.
///
/// Nothing of a model or of a store is loaded before there is a chunk or a search. When another
/// model is chosen, its vectors are made in the background while the old ones go on to answer; then
/// the old ones are deleted. Chunks that come meanwhile are found by their words only until then.
///
/// Thread-safe.
public final class ModelVectors implements AutoCloseable {

    private static final Logger LOG = System.getLogger(ModelVectors.class.getName());
    private static final Duration CLOSE = Duration.ofSeconds(10);
    private static final long FIRST_RETRY_MILLIS = 1_000;
    private static final long LAST_RETRY_MILLIS = 60_000;

    /// Vectors that are stored together: a store may take as long for one as for hundreds.
    private static final int PUT = 256;

    /// How long a batch waits for searches.
    private static final int TURNS = 20;

    private static final long TURN_MILLIS = 10;

    private static final int FORGET = 1_000;

    private record Side(Embedder embedder, VectorIndex index) {}

    private final VectorBacklog backlog;
    private final Models models;
    private final int batch;
    private final Duration delay;
    private final IntConsumer onNewModel;
    private final Semaphore wake = new Semaphore(0);
    private final CountDownLatch prepared = new CountDownLatch(1);
    private final CountDownLatch closed = new CountDownLatch(1);
    private final AtomicInteger searching = new AtomicInteger();

    /// Held for reading by whoever searches vectors, for writing by whoever closes them.
    private final ReadWriteLock use = new ReentrantReadWriteLock();

    private final Thread thread;
    private volatile @Nullable Side answering;
    private @Nullable Side target;
    private volatile String problem = "";
    private volatile boolean wanted;
    private volatile boolean closing;

    /// @param settings how many texts are embedded in one go, and when that begins
    /// @param onNewModel told, on the thread of this object, how many tokens a model looks at that
    ///   was not used before
    public ModelVectors(
            Database database, Models models, MemorySettings settings, IntConsumer onNewModel) {
        this.backlog = new VectorBacklog(database);
        this.models = models;
        this.batch = settings.embedBatch();
        this.delay = settings.vectorDelay();
        this.onNewModel = onNewModel;
        this.thread = Thread.ofPlatform().name("memory-vectors").daemon().unstarted(this::run);
    }

    /// Begins with what earlier runs have left behind.
    public void start() {
        wake.release();
        thread.start();
    }

    /// Chunks may have come or gone.
    public void wake() {
        wake.release();
    }

    /// The chunks nearest to a query in meaning.
    ///
    /// @param patience how long to wait for model and vectors to be loaded
    /// @return empty if there are no vectors to be had now; [#problem] says why
    public Optional<List<Near>> nearest(
            String query, int limit, VectorFilter filter, Duration patience) {
        awaitPrepared(patience);
        searching.incrementAndGet();
        use.readLock().lock();
        try {
            Side side = answering;
            return side == null
                    ? Optional.empty()
                    : Optional.of(
                            side.index().nearest(side.embedder().embedQuery(query), limit, filter));
        } catch (MemoryException e) {
            problem = String.valueOf(e.getMessage());
            return Optional.empty();
        } finally {
            use.readLock().unlock();
            searching.decrementAndGet();
        }
    }

    private void awaitPrepared(Duration patience) {
        if (answering == null && !closing) {
            wanted = true;
            wake.release();
            try {
                if (!prepared.await(patience.toNanos(), TimeUnit.NANOSECONDS)
                        && problem.isEmpty()) {
                    LOG.log(Level.INFO, "a search did not wait for the vectors to be loaded");
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /// Why there are no vectors to search by, or no new ones; empty while all is well.
    public String problem() {
        return problem;
    }

    /// The model whose vectors answer; empty while none was needed.
    public String model() {
        Side side = answering;
        return side == null ? "" : side.embedder().modelId();
    }

    /// Chunks that have no vector of the model that was chosen.
    public long missing() {
        return backlog.size();
    }

    private void run() {
        long retry = FIRST_RETRY_MILLIS;
        try {
            awaitBeginning();
            while (!closing) {
                wake.drainPermits();
                boolean failed = false;
                try {
                    if (wanted || !backlog.isEmpty()) {
                        prepare();
                        drain();
                    }
                    problem = "";
                    retry = FIRST_RETRY_MILLIS;
                } catch (RuntimeException | LinkageError e) { // the edge: models and native code
                    failed = true;
                    fail(e);
                }
                if (failed) {
                    closed.await(retry, TimeUnit.MILLISECONDS);
                    retry = Math.min(retry * 2, LAST_RETRY_MILLIS);
                } else if (!closing) {
                    wake.acquire();
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            closeSides();
        }
    }

    private void awaitBeginning() throws InterruptedException {
        long begins = System.nanoTime() + delay.toNanos();
        long left = delay.toNanos();
        while (left > 0 && !wanted && !closing) {
            if (wake.tryAcquire(left, TimeUnit.NANOSECONDS)) {
                wake.drainPermits();
            }
            left = begins - System.nanoTime();
        }
    }

    private void fail(Throwable e) {
        String said = String.valueOf(e.getMessage());
        boolean expected = e instanceof MemoryException || e instanceof StorageException;
        if (!closing && !said.equals(problem)) { // once, not at every retry
            LOG.log(Level.WARNING, "no vectors: " + said, expected ? null : e);
        }
        problem = said;
    }

    private void prepare() {
        if (answering != null) {
            return;
        }
        Side chosen = target == null ? open(models.wanted()) : target;
        target = chosen;
        String id = chosen.embedder().modelId();
        String before = backlog.model().orElse(id);
        if (chosen.index().count() != backlog.expected() || !before.equals(id)) {
            backlog.reconcile(ids(chosen.index()));
        }
        if (!before.equals(id)) {
            onNewModel.accept(chosen.embedder().tokens().limit());
        }
        Side first = chosen;
        if (!before.equals(id) && backlog.size() > 0) {
            first = former(before).orElse(chosen);
        }
        if (first.equals(chosen)) {
            settleOn(id, before);
        }
        answering = first;
        prepared.countDown();
    }

    /// What answers until the vectors of another model are made, if it can still be had.
    private Optional<Side> former(String id) {
        try {
            return models.known(id).map(this::open);
        } catch (MemoryException e) { // its words are found all the same
            LOG.log(Level.WARNING, "the vectors of model " + id + " cannot answer any more", e);
            return Optional.empty();
        }
    }

    private Side open(Embedder embedder) {
        return new Side(embedder, models.open(embedder.modelId(), embedder.dimensions()));
    }

    private static long[] ids(VectorIndex index) {
        LongStream.Builder ids = LongStream.builder();
        index.forEach(ids::add);
        long[] sorted = ids.build().toArray();
        Arrays.sort(sorted);
        return sorted;
    }

    private void settleOn(String id, String before) {
        backlog.model(id);
        if (!before.equals(id)) {
            models.discard(before);
        }
    }

    private void drain() {
        Side making = target;
        Side showing = answering;
        if (making == null || showing == null) {
            return;
        }
        forget(making, showing);
        while (!closing && embed(making)) {
            forget(making, showing);
        }
        if (!closing && !showing.equals(making)) {
            answering = making;
            close(showing.index());
            settleOn(making.embedder().modelId(), showing.embedder().modelId());
            showing.embedder().close();
        }
    }

    /// Waits for the searches that are under way in it.
    private void close(VectorIndex index) {
        use.writeLock().lock();
        try {
            index.close();
        } finally {
            use.writeLock().unlock();
        }
    }

    private void forget(Side making, Side showing) {
        for (List<Long> gone = backlog.gone(FORGET);
                !gone.isEmpty() && !closing;
                gone = backlog.gone(FORGET)) {
            making.index().delete(gone);
            if (!showing.equals(making)) {
                showing.index().delete(gone);
            }
            backlog.forgotten(gone);
        }
    }

    /// Makes the vectors of some chunks, and says whether there were any.
    private boolean embed(Side making) {
        List<VectorBacklog.Passage> passages = backlog.next(PUT);
        List<StoredVector> vectors = new ArrayList<>();
        for (int from = 0; from < passages.size() && !closing; from += batch) {
            letSearchesGoFirst();
            List<VectorBacklog.Passage> some =
                    passages.subList(from, Math.min(from + batch, passages.size()));
            List<float[]> made =
                    making.embedder()
                            .embed(some.stream().map(VectorBacklog.Passage::text).toList());
            for (int i = 0; i < some.size(); i++) {
                VectorBacklog.Passage of = some.get(i);
                vectors.add(new StoredVector(of.chunk(), of.topic(), of.kind(), made.get(i)));
            }
        }
        if (!vectors.isEmpty()) {
            making.index().put(vectors);
            backlog.embedded(vectors.stream().map(StoredVector::chunk).toList());
        }
        return !vectors.isEmpty();
    }

    /// For a while only, or many searches would keep new chunks from being found.
    private void letSearchesGoFirst() {
        try {
            for (int i = 0; i < TURNS && searching.get() > 0 && !closing; i++) {
                if (closed.await(TURN_MILLIS, TimeUnit.MILLISECONDS)) {
                    return;
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void closeSides() {
        Side making = target;
        Side showing = answering;
        answering = null;
        if (making != null) {
            close(making.index());
            making.embedder().close();
        }
        if (showing != null && !showing.equals(making)) {
            close(showing.index());
            showing.embedder().close();
        }
    }

    /// Stops behind the batch at hand; the rest is done after the next start.
    @Override
    public void close() {
        closing = true;
        wake.release();
        prepared.countDown();
        closed.countDown();
        try {
            if (!thread.join(CLOSE)) {
                LOG.log(Level.WARNING, "the embedding at hand did not end in {0}", CLOSE);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (IllegalThreadStateException neverStarted) {
            LOG.log(Level.DEBUG, "memory was closed before it was started");
        }
    }
}
