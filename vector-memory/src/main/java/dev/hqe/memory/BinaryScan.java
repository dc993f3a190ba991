package dev.hqe.memory;

import dev.hqe.kernel.entity.Embedding;
import dev.hqe.kernel.entity.EntityId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;

/// Finds the nearest vectors by cosine similarity, in memory.
///
/// Each vector is reduced to the signs of its values, one bit per dimension. A search first ranks
/// all codes by Hamming distance (two machine instructions per 64 dimensions), keeps
/// [#OVERSAMPLING] times as many as are wanted, and ranks those exactly with the full vectors. The
/// idea is that of binary quantization with rescoring: Charikar, "Similarity estimation techniques
/// from rounding algorithms", STOC 2002, says why the share of equal signs estimates the angle.
///
/// Memory: 4 bytes and 1 bit per dimension and vector. Thread-safe: many searches at once, changes
/// one at a time.
public final class BinaryScan {

    /// Candidates ranked exactly, per wanted hit.
    public static final int OVERSAMPLING = 10;

    private static final int MIN_CANDIDATES = 100;
    private static final int MAX_HITS = 10_000;
    private static final int FIRST_CAPACITY = 64;

    /// A vector that was found.
    ///
    /// @param similarity cosine similarity, -1 to 1
    public record Hit(EntityId id, double similarity) {}

    private record Candidate(int slot, int distance) {}

    private final int dimensions;
    private final int words;
    private final ReadWriteLock lock = new ReentrantReadWriteLock();
    private final Map<EntityId, Integer> slots = new HashMap<>();
    private final List<EntityId> ids = new ArrayList<>();
    private long[] codes;
    private float[] vectors;

    /// An empty scan for vectors of this many dimensions.
    public BinaryScan(int dimensions) {
        if (dimensions < 1 || dimensions > Embedding.MAX_DIMENSIONS) {
            throw new IllegalArgumentException(
                    "a vector has 1 to " + Embedding.MAX_DIMENSIONS + " dimensions");
        }
        this.dimensions = dimensions;
        this.words = (dimensions + Long.SIZE - 1) / Long.SIZE;
        this.codes = new long[FIRST_CAPACITY * words];
        this.vectors = new float[FIRST_CAPACITY * dimensions];
    }

    /// Adds a vector, or replaces the one with this id.
    ///
    /// @throws IllegalArgumentException if it has another number of dimensions or no direction
    public void put(EntityId id, Embedding embedding) {
        float[] unit = unit(embedding);
        lock.writeLock().lock();
        try {
            int slot = slots.computeIfAbsent(id, this::append);
            System.arraycopy(unit, 0, vectors, slot * dimensions, dimensions);
            encode(unit, codes, slot * words);
        } finally {
            lock.writeLock().unlock();
        }
    }

    /// Forgets a vector.
    ///
    /// @return whether it was there
    public boolean remove(EntityId id) {
        lock.writeLock().lock();
        try {
            Integer slot = slots.remove(id);
            if (slot == null) {
                return false;
            }
            int last = ids.size() - 1;
            EntityId moved = ids.removeLast();
            if (slot != last) {
                ids.set(slot, moved);
                slots.put(moved, slot);
                System.arraycopy(
                        vectors, last * dimensions, vectors, slot * dimensions, dimensions);
                System.arraycopy(codes, last * words, codes, slot * words, words);
            }
            return true;
        } finally {
            lock.writeLock().unlock();
        }
    }

    public int size() {
        lock.readLock().lock();
        try {
            return ids.size();
        } finally {
            lock.readLock().unlock();
        }
    }

    /// The vectors nearest to a query, the nearest first.
    ///
    /// @param hits how many, 1 to 10000
    public List<Hit> search(Embedding query, int hits) {
        if (hits < 1 || hits > MAX_HITS) {
            throw new IllegalArgumentException("hits must be 1 to " + MAX_HITS + ", not " + hits);
        }
        float[] unit = unit(query);
        lock.readLock().lock();
        try {
            return nearestCodes(unit, Math.max(MIN_CANDIDATES, hits * OVERSAMPLING)).stream()
                    .map(found -> new Hit(ids.get(found.slot()), dot(unit, found.slot())))
                    .sorted(
                            Comparator.comparingDouble(Hit::similarity)
                                    .reversed()
                                    .thenComparing(Hit::id))
                    .limit(hits)
                    .toList();
        } finally {
            lock.readLock().unlock();
        }
    }

    private List<Candidate> nearestCodes(float[] unit, int wanted) {
        long[] code = new long[words];
        encode(unit, code, 0);
        PriorityQueue<Candidate> farthestFirst =
                new PriorityQueue<>(Comparator.comparingInt(Candidate::distance).reversed());
        int bound = Integer.MAX_VALUE;
        for (int slot = 0; slot < ids.size(); slot++) {
            int distance = 0;
            for (int word = 0; word < words; word++) {
                distance += Long.bitCount(code[word] ^ codes[slot * words + word]);
            }
            if (farthestFirst.size() < wanted) {
                farthestFirst.add(new Candidate(slot, distance));
            } else if (distance < bound) {
                farthestFirst.poll();
                farthestFirst.add(new Candidate(slot, distance));
            }
            if (farthestFirst.size() == wanted) {
                bound = farthestFirst.element().distance();
            }
        }
        return List.copyOf(farthestFirst);
    }

    private int append(EntityId id) {
        int slot = ids.size();
        if (slot * words == codes.length) {
            int capacity = Math.multiplyExact(slot, 2);
            codes = Arrays.copyOf(codes, Math.multiplyExact(capacity, words));
            vectors = Arrays.copyOf(vectors, Math.multiplyExact(capacity, dimensions));
        }
        ids.add(id);
        return slot;
    }

    private float[] unit(Embedding embedding) {
        if (embedding.dimensions() != dimensions) {
            throw new IllegalArgumentException(
                    "the vector has "
                            + embedding.dimensions()
                            + " dimensions; this index holds vectors of "
                            + dimensions);
        }
        float[] values = embedding.toArray();
        double squares = 0;
        for (float value : values) {
            squares += (double) value * value;
        }
        if (squares == 0) {
            throw new IllegalArgumentException("a vector of zeros has no direction");
        }
        double norm = Math.sqrt(squares);
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) (values[i] / norm);
        }
        return values;
    }

    private static void encode(float[] vector, long[] into, int offset) {
        Arrays.fill(into, offset, offset + (vector.length + Long.SIZE - 1) / Long.SIZE, 0);
        for (int i = 0; i < vector.length; i++) {
            if (vector[i] > 0) {
                into[offset + i / Long.SIZE] |= 1L << (i % Long.SIZE);
            }
        }
    }

    private double dot(float[] unit, int slot) {
        double sum = 0;
        for (int i = 0; i < dimensions; i++) {
            sum += (double) unit[i] * vectors[slot * dimensions + i];
        }
        return sum;
    }
}
