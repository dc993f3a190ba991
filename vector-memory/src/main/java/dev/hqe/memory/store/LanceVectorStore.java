package dev.hqe.memory.store;

import dev.hqe.memory.scan.Hit;
import dev.hqe.memory.scan.ScanFilter;
import dev.hqe.memory.store.LanceJournal.Pending;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Vectors in a Lance dataset, a folder that any tool for Lance reads.
///
/// A commit of Lance takes some 50 ms, makes a version, and is not forced to the disk. So a change
/// is acknowledged when it is in a journal, a SQLite file beside the dataset; in the background
/// what has come together goes into the dataset at once, its files are forced, and the journal
/// forgets it. Should power be lost between, the versions after the last one that was forced are
/// thrown away and made again from the journal. Doing a group twice changes nothing: the journal
/// holds the last word about a chunk, not a difference.
///
/// Lance's native library is loaded when the dataset is needed for the first time, never for a
/// change alone, and mostly on the background thread.
///
/// Thread-safe.
public final class LanceVectorStore implements VectorStore {

    static final String FORMAT = "Lance";

    private static final Logger LOG = System.getLogger(LanceVectorStore.class.getName());

    /// With more than this in the journal, whoever writes puts it into the dataset first.
    private static final int MOST_WAITING = 20_000;

    /// How long a close waits for what is under way in native code.
    private static final Duration CLOSE = Duration.ofSeconds(20);

    private final String modelId;
    private final int dimensions;
    private final LanceSettings settings;
    private final LanceJournal journal;
    private final Path folder;
    private final DatasetFiles files;

    /// Held to read the dataset, and to change it.
    private final ReadWriteLock lock = new ReentrantReadWriteLock();

    private final LanceWriter writer;

    /// Under the lock.
    private final LanceWear wear;

    private @Nullable LanceDataset dataset;

    private LanceVectorStore(
            Path folder,
            String modelId,
            int dimensions,
            LanceSettings settings,
            LanceJournal journal) {
        this.folder = folder;
        this.modelId = modelId;
        this.dimensions = dimensions;
        this.settings = settings;
        this.journal = journal;
        this.files = new DatasetFiles(folder);
        this.wear = new LanceWear(settings.upkeep());
        this.writer = new LanceWriter(folder.toString(), settings, new Upkeeping());
    }

    /// Opens the dataset, creating it where it is missing; the folder that it is to be in must
    /// exist. The journal is a file of the same name that ends in `.journal.db`.
    ///
    /// @throws VectorStoreException if the journal is damaged, somebody else's, or of another model
    public static LanceVectorStore open(
            Path folder, String modelId, int dimensions, LanceSettings settings) {
        LanceJournal journal = LanceJournal.open(journalFile(folder), modelId, dimensions);
        LanceVectorStore store =
                new LanceVectorStore(folder, modelId, dimensions, settings, journal);
        store.writer.start();
        if (journal.waiting() > 0) {
            store.writer.wake();
        }
        return store;
    }

    static Path journalFile(Path folder) {
        return folder.resolveSibling(folder.getFileName() + ".journal.db");
    }

    @Override
    public String modelId() {
        return modelId;
    }

    @Override
    public int dimensions() {
        return dimensions;
    }

    @Override
    public String format() {
        return FORMAT;
    }

    @Override
    public void put(List<StoredVector> vectors) {
        StoredVector.requireFit(vectors, dimensions);
        if (!vectors.isEmpty()) {
            makeRoom();
            journal.put(vectors);
            writer.wake();
        }
    }

    @Override
    public void delete(Collection<Long> chunks) {
        StoredVector.requireBatch(chunks);
        if (!chunks.isEmpty()) {
            makeRoom();
            journal.delete(chunks);
            writer.wake();
        }
    }

    private void makeRoom() {
        if (journal.waiting() > MOST_WAITING) {
            flush();
        }
    }

    /// Puts into the dataset what is in the journal.
    private void flush() {
        if (journal.waiting() == 0) {
            return;
        }
        lock.writeLock().lock();
        try {
            List<Pending> group = journal.oldest(settings.groupRows());
            while (!group.isEmpty()) {
                apply(group);
                group =
                        group.size() < settings.groupRows()
                                ? List.of()
                                : journal.oldest(settings.groupRows());
            }
        } catch (IOException | RuntimeException e) {
            throw failed("cannot be written", e);
        } finally {
            lock.writeLock().unlock();
        }
    }

    private void apply(List<Pending> group) throws IOException {
        requireOpen();
        List<Pending> puts = new ArrayList<>();
        List<Long> deletes = new ArrayList<>();
        for (Pending pending : group) {
            if (pending.vector() == null) {
                deletes.add(pending.chunk());
            } else {
                puts.add(pending);
            }
        }
        Optional<LanceDataset> there = dataset();
        if (there.isPresent()) {
            there.get().delete(deletes);
            there.get().merge(puts);
        } else if (!puts.isEmpty()) {
            dataset = LanceDataset.create(folder, dimensions, puts);
        }
        settled(group.getLast().seq());
        wear.written(group.size());
    }

    private void requireOpen() {
        if (writer.isClosed()) {
            throw new VectorStoreException(folder + ": is closed");
        }
    }

    /// What is in the dataset is safe once its files are on the disk.
    private void settled(long seq) throws IOException {
        if (dataset == null) {
            journal.settled(seq, 0); // deletions, where nothing ever was
        } else {
            files.force();
            journal.settled(seq, dataset.version());
        }
    }

    /// The dataset, opened when it is needed first; empty if nothing was ever put in. The caller
    /// holds the lock for writing.
    private Optional<LanceDataset> dataset() throws IOException {
        if (dataset != null) {
            return Optional.of(dataset);
        }
        requireOpen();
        LanceLibrary.load(settings.libraries());
        long version = journal.version();
        if (version == 0) {
            if (files.exist()) {
                files.delete(); // begun, and never finished
            }
            return Optional.empty();
        }
        if (!files.exist()) {
            throw new IOException("it is gone");
        }
        files.forgetVersionsAfter(version);
        LanceDataset opened = LanceDataset.open(folder, dimensions);
        dataset = opened;
        if (opened.version() != version) {
            throw new IOException("version " + version + " is gone");
        }
        wear.found(opened.versions());
        return Optional.of(opened);
    }

    @Override
    public void scan(Consumer<StoredVector> reader) {
        flush();
        ask(there -> {
            there.scan(reader);
            return true;
        });
    }

    private Optional<LanceDataset> opened() {
        lock.writeLock().lock();
        try {
            return dataset == null && journal.version() == 0 ? Optional.empty() : dataset();
        } catch (IOException | RuntimeException e) {
            throw failed("cannot be read", e);
        } finally {
            lock.writeLock().unlock();
        }
    }

    @Override
    public long count() {
        flush();
        return ask(LanceDataset::count).orElse(0L);
    }

    @Override
    public List<Hit> nearest(float[] query, int hits, ScanFilter filter) {
        flush();
        return ask(there -> there.nearest(query, hits, filter)).orElse(List.of());
    }

    @Override
    public Map<Long, float[]> find(Collection<Long> chunks) {
        StoredVector.requireBatch(chunks);
        flush();
        return chunks.isEmpty() ? Map.of() : ask(there -> there.find(chunks)).orElse(Map.of());
    }

    @FunctionalInterface
    private interface Question<T> {
        T ask(LanceDataset dataset) throws Exception; // Lance declares no less
    }

    private <T> Optional<T> ask(Question<T> question) {
        Optional<LanceDataset> there = opened();
        lock.readLock().lock();
        try {
            requireOpen();
            return there.isPresent() ? Optional.of(question.ask(there.get())) : Optional.empty();
        } catch (Exception e) {
            throw failed("cannot be read", e);
        } finally {
            lock.readLock().unlock();
        }
    }

    @Override
    public long generation() {
        return journal.generation();
    }

    @Override
    public void compact() {
        flush();
        if (opened().isPresent()) {
            while (putInOrder() && !writer.isClosed()) {
                LOG.log(Level.DEBUG, "{0}: there is more to put in order", folder);
            }
        }
    }

    private boolean isDue() {
        lock.readLock().lock();
        try {
            LanceDataset there = dataset;
            return there != null && wear.isDue(there.smallFragments(), there.count());
        } finally {
            lock.readLock().unlock();
        }
    }

    /// A bounded piece of work, during which changes go no further than the journal.
    ///
    /// @return whether there is more to do
    private boolean putInOrder() {
        lock.writeLock().lock();
        try {
            LanceDataset there = dataset;
            if (there == null) {
                return false;
            }
            boolean more = there.compact(writer::isClosed);
            // before the versions go from which it could be made again
            settled(0);
            there.forgetOldVersions();
            wear.mended(more);
            return more;
        } catch (IOException | RuntimeException e) {
            throw failed("cannot be compacted", e);
        } finally {
            lock.writeLock().unlock();
        }
    }

    private VectorStoreException failed(String what, Exception e) {
        if (e instanceof VectorStoreException said) {
            return said;
        }
        return new VectorStoreException(
                "%s: %s: %s. If that stays so: stop the workbench, move %s and %s away and start it again: the vectors are computed anew from the entities."
                        .formatted(
                                folder,
                                what,
                                e.getMessage(),
                                folder.getFileName(),
                                journal.file().getFileName()),
                e);
    }

    /// What the writer does.
    private final class Upkeeping implements LanceWriter.Work {

        @Override
        public boolean isWorthTidying() {
            lock.readLock().lock();
            try {
                return dataset != null && wear.isWorthIt();
            } finally {
                lock.readLock().unlock();
            }
        }

        @Override
        public void flush() {
            LanceVectorStore.this.flush();
        }

        @Override
        public boolean tidy(boolean idle) {
            return (idle || isDue()) && putInOrder();
        }

        @Override
        public void end() {
            lock.writeLock().lock();
            try (journal) {
                if (dataset != null) {
                    dataset.close();
                    dataset = null;
                }
            } finally {
                lock.writeLock().unlock();
            }
        }
    }

    /// What is acknowledged and not yet in the dataset stays in the journal until the next start.
    @Override
    public void close() {
        writer.close(CLOSE);
    }
}
