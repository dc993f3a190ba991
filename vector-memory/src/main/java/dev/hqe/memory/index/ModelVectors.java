package dev.hqe.memory.index;

import dev.hqe.kernel.store.Database;
import dev.hqe.kernel.store.StorageException;
import dev.hqe.memory.MemoryException;
import dev.hqe.memory.MemorySettings;
import dev.hqe.memory.embed.EmbeddingModel;
import dev.hqe.memory.index.ModelSides.Side;
import dev.hqe.memory.search.HybridSearch.Neighbours;
import dev.hqe.memory.search.VectorFilter;
import dev.hqe.memory.search.VectorIndex;
import dev.hqe.memory.store.StoredVector;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.function.IntConsumer;

/// The vectors of the chunks: one thread that has those made that are missing, in small batches
/// between which searches go first, and one that stores them meanwhile and takes away those whose
/// chunks are gone.
///
/// Nothing of a model or of a store is loaded before there is a chunk or a search. When another
/// model is chosen, its vectors are made in the background while the old ones go on to answer; then
/// the old ones are deleted. Chunks that come meanwhile are found by their words only until then.
/// What cannot be done now (an endpoint that does not answer, a disk that is full) is tried again
/// after a second, then after two and so on up to a minute, for as long as it takes.
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

    private static final long LOOK_MILLIS = 20;

    private final VectorBacklog backlog;
    private final Models models;
    private final Duration delay;
    private final ModelSides sides;
    private final TextsAhead texts;
    private final VectorStoring storing;
    private final EmbeddingPace pace = new EmbeddingPace(System::nanoTime);
    private final Runnable onProgress;
    private final Semaphore wake = new Semaphore(0);
    private final CountDownLatch prepared = new CountDownLatch(1);
    private final CountDownLatch closed = new CountDownLatch(1);
    private final AtomicInteger searching = new AtomicInteger();

    private final Thread thread;
    private volatile String problem = "";
    private volatile boolean wanted;
    private volatile boolean closing;

    /// @param settings how many texts are embedded in one go, and when that begins
    /// @param onNewModel told, on the thread of this object, how many tokens a model looks at that
    ///   was not used before
    /// @param onProgress told, by one thread at a time, after each batch that it has come further,
    ///   or that it cannot
    public ModelVectors(
            Database database,
            Models models,
            MemorySettings settings,
            IntConsumer onNewModel,
            Runnable onProgress) {
        this.backlog = new VectorBacklog(database);
        this.models = models;
        this.sides = new ModelSides(backlog, models, onNewModel);
        this.texts = new TextsAhead(settings.embedBatch(), this::isNextWanted, pace::made);
        this.storing = new VectorStoring(backlog, sides, () -> closing, onProgress);
        this.delay = settings.vectorDelay();
        this.onProgress = onProgress;
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
    public Optional<Neighbours> nearest(
            String query, int limit, VectorFilter filter, Duration patience) {
        awaitPrepared(patience);
        searching.incrementAndGet();
        try {
            return sides.ask(side ->
                    new Neighbours(
                            side.index().nearest(side.embedder().embedQuery(query), limit, filter),
                            share(side)));
        } catch (MemoryException e) {
            problem = FullDisk.told(e).orElseGet(() -> String.valueOf(e.getMessage()));
            return Optional.empty();
        } finally {
            searching.decrementAndGet();
        }
    }

    /// Asks the vectors that answer.
    ///
    /// @param patience as for [#nearest]
    /// @return empty if there are none to be had now; [#problem] says why
    public <T> Optional<T> ask(Function<VectorIndex, T> question, Duration patience) {
        awaitPrepared(patience);
        try {
            return sides.ask(side -> question.apply(side.index()));
        } catch (MemoryException e) {
            problem = FullDisk.told(e).orElseGet(() -> String.valueOf(e.getMessage()));
            return Optional.empty();
        }
    }

    /// How many of the chunks have a vector, as a share. A model that is being left has all.
    private double share(Side side) {
        long with = side.index().count();
        long all = sides.isMaking(side) ? with + missing() : with;
        return all == 0 ? 0 : (double) with / all;
    }

    /// Chooses another model, whose vectors are made from now on.
    ///
    /// @throws MemoryException if it cannot be had; then nothing has changed
    public void choose(EmbeddingModel model) {
        models.choose(model);
        sides.abandon();
        wanted = true;
        wake.release();
    }

    private void awaitPrepared(Duration patience) {
        if (!sides.isReady() && !closing) {
            wanted = true;
            wake.release();
            try {
                long deadline = System.nanoTime() + patience.toNanos();
                // what cannot be prepared now is not waited for
                while (problem.isEmpty() && deadline - System.nanoTime() > 0) {
                    if (prepared.await(LOOK_MILLIS, TimeUnit.MILLISECONDS)) {
                        return;
                    }
                }
                if (problem.isEmpty()) {
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
        return sides.answers().orElse("");
    }

    /// The model that was chosen.
    public String chosen() {
        return models.wanted().modelId();
    }

    /// Vectors that are made in a second; 0 while none are.
    public double perSecond() {
        return pace.perSecond();
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
                    if (wanted || !backlog.isEmpty() || sides.isUnsettled()) {
                        drain();
                    }
                    problem = "";
                    retry = FIRST_RETRY_MILLIS;
                } catch (RuntimeException | LinkageError e) { // the edge: models and native code
                    if (sides.isStale()) {
                        continue; // what has failed is wanted no more
                    }
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
            try {
                storing.close();
            } finally {
                sides.close();
            }
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
        Optional<String> full = FullDisk.told(e);
        String said = full.orElseGet(() -> String.valueOf(e.getMessage()));
        boolean expected =
                e instanceof MemoryException || e instanceof StorageException || full.isPresent();
        if (!closing && !said.equals(problem)) { // once, not at every retry
            LOG.log(Level.WARNING, "no vectors: " + said, expected ? null : e);
        }
        problem = said;
        pace.end();
        onProgress.run();
    }

    private void drain() {
        Side making = sides.prepare();
        prepared.countDown();
        storing.forget();
        pace.begin();
        try {
            makeAll(making);
        } finally {
            storing.await();
        }
        pace.end();
        if (!closing) {
            sides.settle();
            onProgress.run();
        }
    }

    /// While vectors are stored, those of the chunks behind them are made. What is found to be
    /// missing although it lies before them is made in another round.
    private void makeAll(Side first) {
        Side making = first;
        long after = 0;
        while (!closing) {
            List<VectorBacklog.Passage> passages = backlog.next(after, PUT);
            if (passages.isEmpty()) {
                if (after == 0) {
                    return;
                }
                storing.await();
                after = 0;
                continue;
            }
            List<StoredVector> vectors = texts.vectors(making.embedder(), passages);
            if (!vectors.isEmpty()) {
                storing.begin(making, vectors);
            }
            after = passages.getLast().chunk();
            if (sides.isStale()) {
                storing.await();
                making = sides.prepare();
                after = 0;
            }
        }
    }

    private boolean isNextWanted() {
        if (closing || sides.isStale()) {
            return false;
        }
        letSearchesGoFirst();
        return true;
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
