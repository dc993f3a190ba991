package dev.hqe.memory.scan;

import dev.hqe.memory.MemoryException;
import dev.hqe.memory.store.StoredVector;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;

/// Finds the nearest vectors by cosine similarity, in memory.
///
/// Each vector has a code of one bit per dimension and two numbers ([Encoder]). A search goes
/// through all codes, counting signs that differ, which estimates the similarity with a known
/// error; where that may be enough for a hit, it makes a better estimate ([QueryCode]); where that
/// may be enough, it compares exactly ([Shortlist]). How many are compared is decided by how the
/// nearest stand out among the others, so that nearly all of them are found whatever the texts are.
/// What a filter leaves goes the same way, without a look at the rest.
///
/// Where there are no more than [#ALL_EXACTLY], or the filter leaves no more than [#FEW_EXACTLY],
/// all are compared exactly: then the same vectors give the same hits, whatever has happened to
/// them before. By estimates they do in practice: a vector is missed only by an estimate that is
/// off by far.
///
/// In memory are about 90 bytes for each vector of 384 dimensions; the vectors are in a mapped
/// file.
///
/// Thread-safe: many searches at once; a change keeps them waiting only while it is made visible.
/// What was deleted is in no search that begins after [#delete] has returned, nor is an old vector
/// that [#put] has replaced.
public final class ScanTier implements AutoCloseable {

    private static final Logger LOG = System.getLogger(ScanTier.class.getName());

    /// Most hits of one search.
    public static final int MAX_HITS = 10_000;

    /// Up to how many vectors no estimate is made: where there are no more, and where a filter
    /// leaves no more of many, which lie far apart and cost more each. The first takes a
    /// millisecond or two, the second a quarter of one; to make the vector of a query takes ten.
    private static final int ALL_EXACTLY = 10_000;

    private static final int FEW_EXACTLY = 1_000;

    private static final long BESIDE_SIGNS = 44;

    private final Path file;
    private final int dimensions;
    private final Kernel kernel;
    private final int allExactly;
    private final MappedVectors vectors;
    private final CodeTable table;

    /// Held by whoever changes something, all the while.
    private final Lock changing = new ReentrantLock();

    /// Held to read the table, and to change it.
    private final ReadWriteLock lock = new ReentrantReadWriteLock();

    private Encoder encoder;
    private int centred;
    private boolean closed;

    private ScanTier(
            Path file,
            Kernel kernel,
            int allExactly,
            MappedVectors vectors,
            CodeTable table,
            float[] centre,
            int centred) {
        this.file = file;
        this.dimensions = centre.length;
        this.kernel = kernel;
        this.allExactly = allExactly;
        this.vectors = vectors;
        this.table = table;
        this.encoder = new Encoder(centre);
        this.centred = centred;
    }

    /// An empty tier.
    ///
    /// @param file what its files begin with; those of an earlier tier are replaced. The folder
    ///   must exist
    /// @throws MemoryException if the files cannot be made
    public static ScanTier create(Path file, int dimensions) {
        return create(file, dimensions, Kernel.best(), ALL_EXACTLY);
    }

    static ScanTier create(Path file, int dimensions, Kernel kernel, int allExactly) {
        try {
            Files.deleteIfExists(tableFile(file));
            return new ScanTier(
                    file,
                    kernel,
                    allExactly,
                    MappedVectors.create(vectorsFile(file), dimensions),
                    new CodeTable(dimensions),
                    new float[dimensions],
                    0);
        } catch (IOException e) {
            throw new MemoryException(
                    vectorsFile(file) + ": cannot be made, so vectors cannot be searched: " + e, e);
        }
    }

    /// The tier as it was when it was closed; empty if there is none of this generation of the
    /// store. Until it is closed again there is none either, so that what a crash leaves is not
    /// taken for whole.
    public static Optional<ScanTier> reopen(Path file, int dimensions, long generation) {
        try {
            TierFile.Content content = TierFile.read(tableFile(file), generation, dimensions);
            CodeTable table = content.table();
            MappedVectors vectors = MappedVectors.open(vectorsFile(file), dimensions, table.used());
            Files.deleteIfExists(tableFile(file));
            return Optional.of(
                    new ScanTier(
                            file,
                            Kernel.best(),
                            ALL_EXACTLY,
                            vectors,
                            table,
                            content.centre(),
                            table.size()));
        } catch (IOException e) { // it is made anew from the store, whatever was wrong
            return Optional.empty();
        }
    }

    /// Removes the files of a tier that is closed. What cannot be removed is replaced by the next.
    public static void delete(Path file) {
        try {
            Files.deleteIfExists(tableFile(file));
            Files.deleteIfExists(vectorsFile(file));
        } catch (IOException e) {
            LOG.log(Level.DEBUG, "{0}: the files of a scan stay for now: {1}", file, e);
        }
    }

    private static Path tableFile(Path file) {
        return file.resolveSibling(file.getFileName() + ".codes");
    }

    private static Path vectorsFile(Path file) {
        return file.resolveSibling(file.getFileName() + ".vectors");
    }

    /// What a vector takes of the memory, in bytes, beside the mapped file: its code, its chunk,
    /// its label, its places in the lists.
    public static long bytesPerVector(int dimensions) {
        return (long) Codes.words(dimensions) * Long.BYTES + BESIDE_SIGNS;
    }

    public int dimensions() {
        return dimensions;
    }

    /// For people: what the arithmetic is done with.
    public String kernel() {
        return kernel.name();
    }

    /// Adds vectors, or replaces those of the same chunks; of two for one chunk the later counts.
    ///
    /// @throws IllegalArgumentException if one does not fit
    /// @throws MemoryException if they cannot be written; then none is added
    public void put(List<StoredVector> batch) {
        for (StoredVector stored : batch) {
            stored.requireFit(dimensions);
        }
        changing.lock();
        try {
            requireOpen();
            int[] slots = write(() -> table.take(batch.size()));
            Codes codes = new Codes(batch.size(), table.words());
            try {
                for (int i = 0; i < slots.length; i++) {
                    float[] vector = batch.get(i).vector();
                    vectors.write(slots[i], vector);
                    encoder.encode(vector, codes, i);
                }
            } catch (IOException e) {
                write(() -> {
                    table.giveBack(slots);
                    return true;
                });
                throw new MemoryException(vectors.file() + ": cannot be written: " + e, e);
            }
            write(() -> {
                for (int i = 0; i < slots.length; i++) {
                    StoredVector stored = batch.get(i);
                    table.put(slots[i], stored.chunk(), stored.topic(), stored.kind(), codes, i);
                }
                return true;
            });
            recentre();
        } finally {
            changing.unlock();
        }
    }

    /// Forgets the vectors of these chunks; those that are not there do not count.
    public void delete(Collection<Long> chunks) {
        changing.lock();
        try {
            requireOpen();
            write(() -> {
                chunks.forEach(table::remove);
                return true;
            });
        } finally {
            changing.unlock();
        }
    }

    /// The vectors nearest to a query, the nearest first; of equally near ones the older chunk.
    ///
    /// @param hits how many, 1 to [#MAX_HITS]
    /// @throws IllegalArgumentException if the query has another number of dimensions or no
    ///   direction
    public List<Hit> search(float[] query, int hits, ScanFilter filter) {
        if (hits < 1 || hits > MAX_HITS) {
            throw new IllegalArgumentException("hits must be 1 to " + MAX_HITS + ", not " + hits);
        }
        float[] unit = unit(query, dimensions);
        lock.readLock().lock();
        try {
            requireOpen();
            FilteredScan scan = new FilteredScan(table, filter);
            Optional<int[]> few = scan.atMost(exactly());
            if (few.isPresent()) {
                return exactly(unit, few.get(), hits);
            }
            Shortlist shortlist =
                    new Shortlist(
                            table,
                            vectors,
                            kernel,
                            unit,
                            encoder.query(unit),
                            hits,
                            Shortlist.mostExactly(hits));
            scan.run(shortlist);
            return shortlist.nearestFirst();
        } finally {
            lock.readLock().unlock();
        }
    }

    private int exactly() {
        return table.size() > allExactly ? Math.min(allExactly, FEW_EXACTLY) : allExactly;
    }

    private List<Hit> exactly(float[] unit, int[] slots, int hits) {
        NearestHits nearest = new NearestHits(hits);
        for (int slot : slots) {
            float dot = kernel.dot(unit, vectors.segment(slot), vectors.offset(slot));
            nearest.add(table.chunk(slot), dot);
        }
        return nearest.nearestFirst();
    }

    /// How many vectors there are.
    public int size() {
        lock.readLock().lock();
        try {
            return table.size();
        } finally {
            lock.readLock().unlock();
        }
    }

    /// The vector of a chunk; empty if there is none.
    public Optional<float[]> vector(long chunk) {
        lock.readLock().lock();
        try {
            requireOpen();
            int slot = table.find(chunk);
            if (slot == ChunkSlots.NONE) {
                return Optional.empty();
            }
            float[] vector = new float[dimensions];
            vectors.read(slot, vector);
            return Optional.of(vector);
        } finally {
            lock.readLock().unlock();
        }
    }

    /// Looks for the centre again when there are many more vectors than the last time, and makes
    /// all codes anew. Searches go on with the old ones meanwhile.
    private void recentre() {
        if (!Centre.isDue(table.size(), centred)) {
            return;
        }
        Centre centre = new Centre(table, vectors, dimensions);
        Encoder fresh = new Encoder(centre.mean());
        List<Codes> codes = centre.codes(fresh);
        write(() -> {
            table.replaceCodes(codes);
            encoder = fresh;
            return true;
        });
        centred = table.size();
    }

    /// A query with the length 1.
    ///
    /// @throws IllegalArgumentException if it has another number of dimensions or no direction
    public static float[] unit(float[] query, int dimensions) {
        if (query.length != dimensions) {
            throw new IllegalArgumentException(
                    "the query has %d dimensions, the vectors have %d"
                            .formatted(query.length, dimensions));
        }
        double square = 0;
        for (float value : query) {
            square += (double) value * value;
        }
        if (!(square > 0 && square < Double.POSITIVE_INFINITY)) { // not a number neither
            throw new IllegalArgumentException("the query has no direction");
        }
        float[] unit = new float[dimensions];
        double length = Math.sqrt(square);
        for (int i = 0; i < dimensions; i++) {
            unit[i] = (float) (query[i] / length);
        }
        return unit;
    }

    private interface Change<T> {
        T make();
    }

    private <T> T write(Change<T> change) {
        lock.writeLock().lock();
        try {
            return change.make();
        } finally {
            lock.writeLock().unlock();
        }
    }

    private void requireOpen() {
        if (closed) {
            throw new IllegalStateException(file + ": is closed");
        }
    }

    /// Closes it so that [#reopen] finds it: the store is in the generation that it shows.
    ///
    /// @throws MemoryException if it cannot be written; then it is made anew at the next start
    public void close(long generation) {
        closing(() -> {
            vectors.force();
            TierFile.write(tableFile(file), generation, encoder.centre(), table);
        });
    }

    /// Closes it; it is to be made anew.
    @Override
    public void close() {
        closing(() -> {});
    }

    private interface Keeping {
        void keep() throws IOException;
    }

    private void closing(Keeping keeping) {
        changing.lock();
        lock.writeLock().lock();
        try {
            if (closed) {
                return;
            }
            closed = true;
            try (vectors) {
                keeping.keep();
            }
        } catch (IOException e) {
            throw new MemoryException(
                    file + ": cannot be kept for the next start, which will take longer: " + e, e);
        } finally {
            lock.writeLock().unlock();
            changing.unlock();
        }
    }
}
