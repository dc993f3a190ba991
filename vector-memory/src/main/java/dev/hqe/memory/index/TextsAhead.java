package dev.hqe.memory.index;

import dev.hqe.memory.MemoryException;
import dev.hqe.memory.embed.Embedder;
import dev.hqe.memory.index.VectorBacklog.Passage;
import dev.hqe.memory.store.StoredVector;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.function.BooleanSupplier;
import java.util.function.IntConsumer;

/// Gives texts to a model in small batches, each before the one before it has come back, so that
/// the model has work while vectors are looked up in the cache and written there.
///
/// Stateless but for what it tells; for one thread at a time.
final class TextsAhead {

    private static final Logger LOG = System.getLogger(TextsAhead.class.getName());

    /// Batches that are with the embedder at once.
    private static final int AHEAD = 2;

    private final int batch;
    private final BooleanSupplier goesOn;
    private final IntConsumer onMade;

    /// @param batch texts that are given in one go
    /// @param goesOn asked before each batch whether it is still wanted; may make it wait
    /// @param onMade told how many vectors have come
    TextsAhead(int batch, BooleanSupplier goesOn, IntConsumer onMade) {
        this.batch = batch;
        this.goesOn = goesOn;
        this.onMade = onMade;
    }

    /// What is with the embedder.
    private record Given(List<Passage> passages, FutureTask<List<float[]>> vectors) {}

    /// The vectors of passages in their order; those of the first ones if it is not to go on.
    ///
    /// @throws RuntimeException what the embedder fails with, as soon as all that it was given has
    ///   come back
    List<StoredVector> vectors(Embedder embedder, List<Passage> passages) {
        List<StoredVector> made = new ArrayList<>(passages.size());
        Deque<Given> given = new ArrayDeque<>();
        int from = 0;
        try {
            do {
                while (given.size() < AHEAD && from < passages.size() && goesOn.getAsBoolean()) {
                    int to = Math.min(from + batch, passages.size());
                    given.add(give(embedder, passages.subList(from, to)));
                    from = to;
                }
                if (!given.isEmpty()) {
                    take(given.remove(), made);
                }
            } while (!given.isEmpty());
        } finally {
            given.forEach(TextsAhead::awaitEnd);
        }
        return made;
    }

    private static Given give(Embedder embedder, List<Passage> passages) {
        List<String> texts = passages.stream().map(Passage::text).toList();
        FutureTask<List<float[]>> vectors = new FutureTask<>(() -> embedder.embed(texts));
        Thread.ofVirtual().name("memory-embed").start(vectors);
        return new Given(passages, vectors);
    }

    private void take(Given given, List<StoredVector> made) {
        List<float[]> vectors = await(given);
        for (int i = 0; i < vectors.size(); i++) {
            Passage of = given.passages().get(i);
            made.add(new StoredVector(of.chunk(), of.topic(), of.kind(), vectors.get(i)));
        }
        onMade.accept(vectors.size());
    }

    /// What else was given is not needed where one has failed, but may use the model.
    private static void awaitEnd(Given given) {
        try {
            given.vectors().get();
        } catch (ExecutionException e) {
            LOG.log(Level.DEBUG, "neither could these texts be given vectors", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static List<float[]> await(Given given) {
        try {
            return given.vectors().get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new MemoryException("making vectors was interrupted", e);
        } catch (ExecutionException e) {
            switch (e.getCause()) {
                case RuntimeException failure -> throw failure;
                case Error failure -> throw failure;
                case null, default -> throw new MemoryException("no vectors are made", e);
            }
        }
    }
}
