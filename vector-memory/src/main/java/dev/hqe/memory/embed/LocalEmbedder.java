package dev.hqe.memory.embed;

import dev.hqe.memory.chunk.TokenCounter;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.PriorityBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/// A model in this process. Needs no network.
///
/// Costs nothing until it is used: the vocabulary is read at the first count, the model and its
/// native library are loaded at the first embedding. Texts run one by one on platform threads of
/// its own ([OnnxNetwork] says why not together), queries before passages.
public final class LocalEmbedder implements Embedder {

    /// Most threads.
    public static final int MAX_THREADS = 64;

    private static final Logger LOG = System.getLogger(LocalEmbedder.class.getName());
    private static final long IDLE_SECONDS = 30;
    private static final long END_SECONDS = 60;

    private final LocalModel model;
    private final Path folder;
    private final TokenCounter tokens = new Tokens();
    private final AtomicLong works = new AtomicLong();
    private final ThreadPoolExecutor threads;
    private volatile @Nullable WordPiece wordPiece;
    private @Nullable OnnxNetwork network;

    /// @param folder where the native library is unpacked, once
    /// @param threads how many texts run at once, 1 to [#MAX_THREADS]
    public LocalEmbedder(LocalModel model, Path folder, int threads) {
        if (threads < 1 || threads > MAX_THREADS) {
            throw new IllegalArgumentException(
                    "embedding threads must be 1 to " + MAX_THREADS + ", not " + threads);
        }
        this.model = model;
        this.folder = folder;
        ThreadFactory named = Thread.ofPlatform().daemon().name("embed-", 1).factory();
        this.threads =
                new ThreadPoolExecutor(
                        threads,
                        threads,
                        IDLE_SECONDS,
                        TimeUnit.SECONDS,
                        new PriorityBlockingQueue<>(),
                        named);
        this.threads.allowCoreThreadTimeOut(true);
    }

    @Override
    public String modelId() {
        return model.id();
    }

    @Override
    public int dimensions() {
        return LocalModel.DIMENSIONS;
    }

    @Override
    public TokenCounter tokens() {
        return tokens;
    }

    @Override
    public List<float[]> embed(List<String> passages) {
        List<Work> waiting = new ArrayList<>(passages.size());
        try {
            for (String passage : passages) {
                waiting.add(start(passage, false));
            }
            if (!waiting.isEmpty()) { // so that this thread is woken once and not for each
                await(waiting.getLast());
            }
            List<float[]> vectors = new ArrayList<>(passages.size());
            for (Work work : waiting) {
                vectors.add(await(work));
            }
            return vectors;
        } finally {
            waiting.forEach(work -> work.cancel(false)); // no effect on what is done
        }
    }

    @Override
    public float[] embedQuery(String query) {
        Work work = start(model.queryPrefix() + query, true);
        try {
            return await(work);
        } finally {
            work.cancel(false);
        }
    }

    private Work start(String text, boolean query) {
        Work work = new Work(() -> vector(text), query, works.getAndIncrement());
        try {
            threads.execute(work);
            return work;
        } catch (RejectedExecutionException e) {
            throw closed(e);
        }
    }

    private float[] await(Work work) {
        try {
            return work.get();
        } catch (CancellationException e) {
            throw closed(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new EmbeddingException("Embedding was interrupted.", e);
        } catch (ExecutionException e) {
            Throwable cause = e.getCause();
            if (cause instanceof EmbeddingException known) {
                throw known;
            }
            throw new EmbeddingException("The model " + model.id() + " fails: " + cause, e);
        }
    }

    private EmbeddingException closed(Throwable cause) {
        return new EmbeddingException("The model " + model.id() + " is closed.", cause);
    }

    private float[] vector(String text) {
        return network().vector(wordPiece().ids(text, model.tokenLimit()));
    }

    private synchronized OnnxNetwork network() {
        OnnxNetwork loaded = network;
        if (loaded == null) {
            loaded = OnnxNetwork.load(model, folder);
            network = loaded;
        }
        return loaded;
    }

    private WordPiece wordPiece() {
        WordPiece read = wordPiece;
        if (read == null) {
            synchronized (tokens) {
                read = wordPiece;
                if (read == null) {
                    read = new WordPiece(Vocabulary.read(model));
                    wordPiece = read;
                }
            }
        }
        return read;
    }

    /// Ends what runs and refuses what waits. May be called more than once.
    @Override
    public void close() {
        threads.shutdownNow().forEach(LocalEmbedder::refuse);
        boolean interrupted = Thread.interrupted();
        try {
            // to close the model under a thread that runs it would end this process
            if (threads.awaitTermination(END_SECONDS, TimeUnit.SECONDS)) {
                closeNetwork();
            } else {
                LOG.log(Level.WARNING, "the model {0} does not end; it stays loaded", model.id());
            }
        } catch (InterruptedException e) {
            interrupted = true;
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private static void refuse(Runnable waiting) {
        if (waiting instanceof Work work) {
            work.cancel(false);
        }
    }

    private synchronized void closeNetwork() {
        OnnxNetwork loaded = network;
        network = null;
        if (loaded != null) {
            loaded.close();
        }
    }

    private final class Tokens implements TokenCounter {

        @Override
        public int count(String text) {
            return wordPiece().count(text);
        }

        @Override
        public int limit() {
            return model.tokenLimit();
        }
    }

    /// One text on its way.
    private static final class Work extends FutureTask<float[]> implements Comparable<Work> {

        private final boolean query;
        private final long number;

        Work(Callable<float[]> embedding, boolean query, long number) {
            super(embedding);
            this.query = query;
            this.number = number;
        }

        @Override
        public int compareTo(Work other) {
            return query == other.query
                    ? Long.compare(number, other.number)
                    : Boolean.compare(other.query, query);
        }
    }
}
