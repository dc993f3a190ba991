package dev.hqe.memory.index;

import dev.hqe.memory.MemoryException;
import dev.hqe.memory.embed.Embedder;
import dev.hqe.memory.search.VectorIndex;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Function;
import java.util.function.IntConsumer;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/// Whose vectors are made and whose answer: the same model's, but while another one was chosen and
/// its vectors are not all there yet.
///
/// What is written down about it is the model that answers ([VectorBacklog#model]); which one was
/// chosen knows [Models]. Where the two differ at a start, the work was interrupted and goes on.
///
/// Changed by one thread; any may ask what answers.
final class ModelSides {

    private static final Logger LOG = System.getLogger(ModelSides.class.getName());

    /// A model and its vectors.
    record Side(Embedder embedder, VectorIndex index) {

        String id() {
            return embedder.modelId();
        }
    }

    private final VectorBacklog backlog;
    private final Models models;
    private final IntConsumer onNewModel;

    /// Held for reading by whoever searches vectors, for writing by whoever closes them.
    private final ReadWriteLock use = new ReentrantReadWriteLock();

    private volatile @Nullable Side answering;
    private volatile @Nullable Side making;

    /// Whether what is noted as missing may be what another model lacks.
    private boolean switched;

    /// @param onNewModel told how many tokens a model looks at that was not used before
    ModelSides(VectorBacklog backlog, Models models, IntConsumer onNewModel) {
        this.backlog = backlog;
        this.models = models;
        this.onNewModel = onNewModel;
    }

    /// Asks the side that answers, which stays open meanwhile; empty if there is none yet.
    <T> Optional<T> ask(Function<Side, T> question) {
        use.readLock().lock();
        try {
            Side side = answering;
            return side == null ? Optional.empty() : Optional.of(question.apply(side));
        } finally {
            use.readLock().unlock();
        }
    }

    boolean isReady() {
        return answering != null;
    }

    /// The model whose vectors answer.
    Optional<String> answers() {
        return Optional.ofNullable(answering).map(Side::id);
    }

    /// Whether this is the side whose vectors are made.
    boolean isMaking(Side side) {
        return side.equals(making);
    }

    /// Whether what was chosen is not what is being made.
    boolean isStale() {
        Side now = making;
        return now != null && !now.embedder().equals(models.wanted());
    }

    /// Ends an embedding that is under way for a model that is wanted no more: an endpoint may be
    /// waited for for minutes. One that answers searches is left alone. For any thread.
    void abandon() {
        Side now = making;
        if (now != null && !now.embedder().equals(models.wanted()) && !now.equals(answering)) {
            now.embedder().close();
        }
    }

    /// Whether another model was chosen than the one whose vectors are all there.
    boolean isUnsettled() {
        return !backlog.model().orElse(models.wanted().modelId()).equals(models.wanted().modelId());
    }

    /// Opens what was chosen, and what answers until that is made.
    ///
    /// @return the side whose vectors are to be made
    Side prepare() {
        Embedder wanted = models.wanted();
        Side known = making;
        if (known != null && known.embedder().equals(wanted) && answering != null) {
            return known;
        }
        if (known != null && answering != null && known.id().equals(wanted.modelId())) {
            return renew(known, wanted);
        }
        Side showing = answering;
        switched |= known != null;
        leave(known, showing);
        Side fresh =
                showing != null && showing.id().equals(wanted.modelId())
                        ? back(showing, wanted)
                        : new Side(wanted, models.open(wanted.modelId(), wanted.dimensions()));
        try {
            begin(fresh);
        } catch (RuntimeException | Error e) { // it is opened again when this is tried again
            making = null;
            if (!fresh.equals(answering)) {
                close(fresh.index());
            }
            throw e;
        }
        making = fresh;
        return fresh;
    }

    private void begin(Side fresh) {
        String id = fresh.id();
        String before = backlog.model().orElse(id);
        if (fresh.index().count() != backlog.expected() || !before.equals(id) || switched) {
            backlog.reconcile(ids(fresh.index()));
        }
        switched = false;
        if (!before.equals(id)) {
            onNewModel.accept(fresh.embedder().tokens().limit());
        }
        if (answering == null) {
            Side first = fresh;
            if (!before.equals(id) && backlog.size() > 0) {
                first = former(before).orElse(fresh);
            }
            answering = first;
        }
        Set<String> kept = new LinkedHashSet<>(Set.of(id));
        answers().ifPresent(kept::add);
        if (fresh.equals(answering)) {
            backlog.model(id);
        } else {
            kept.add(before);
        }
        models.keepOnly(kept);
    }

    /// The same model, reached in another way: the vectors stay.
    private Side renew(Side known, Embedder wanted) {
        Side renewed = new Side(wanted, known.index());
        use.writeLock().lock();
        try {
            if (known.equals(answering)) {
                answering = renewed;
            }
            making = renewed;
        } finally {
            use.writeLock().unlock();
        }
        known.embedder().close();
        return renewed;
    }

    /// A person has come back to the model that still answers.
    private Side back(Side showing, Embedder wanted) {
        making = showing;
        return renew(showing, wanted);
    }

    private void leave(@Nullable Side left, @Nullable Side showing) {
        if (left != null && !left.equals(showing)) {
            making = null;
            close(left.index());
            left.embedder().close();
        }
    }

    /// What answers until the vectors of another model are made, if it can still be had.
    private Optional<Side> former(String id) {
        try {
            return models.known(id)
                    .map(embedder -> new Side(embedder, models.open(id, embedder.dimensions())));
        } catch (MemoryException e) { // its words are found all the same
            LOG.log(Level.WARNING, "the vectors of model " + id + " cannot answer any more", e);
            return Optional.empty();
        }
    }

    private static long[] ids(VectorIndex index) {
        LongStream.Builder ids = LongStream.builder();
        index.forEach(ids::add);
        long[] sorted = ids.build().toArray();
        Arrays.sort(sorted);
        return sorted;
    }

    /// Takes vectors away, wherever they are.
    void delete(List<Long> chunks) {
        Side made = making;
        Side shown = answering;
        if (made != null) {
            made.index().delete(chunks);
        }
        if (shown != null && !shown.equals(made)) {
            shown.index().delete(chunks);
        }
    }

    /// All vectors are made, so that from now on these answer.
    void settle() {
        Side made = making;
        Side showing = answering;
        if (made == null || showing == null || showing.equals(made)) {
            return;
        }
        answering = made;
        close(showing.index());
        backlog.model(made.id());
        showing.embedder().close();
        models.keepOnly(Set.of(made.id()));
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

    void close() {
        Side made = making;
        Side showing = answering;
        answering = null;
        making = null;
        if (made != null) {
            close(made.index());
            made.embedder().close();
        }
        if (showing != null && !showing.equals(made)) {
            close(showing.index());
            showing.embedder().close();
        }
    }
}
