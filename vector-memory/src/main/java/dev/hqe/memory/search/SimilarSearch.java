package dev.hqe.memory.search;

import dev.hqe.kernel.entity.EntityId;
import dev.hqe.kernel.store.Database;
import dev.hqe.memory.Citation;
import dev.hqe.memory.MemoryHit;
import dev.hqe.memory.MemoryHit.Scores;
import dev.hqe.memory.MemoryQuery;
import dev.hqe.memory.scan.ScanTier;
import dev.hqe.memory.search.VectorIndex.Near;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Function;

/// Finds entities that are like another one, or like a part of one: those nearest to the mean of
/// its vectors. Thread-safe.
public final class SimilarSearch {

    /// Chunks of an entity whose mean stands for it.
    private static final int MEANT = 64;

    /// How many more chunks are fetched than are wanted: some are of the same entity, or of one
    /// that is in the list already.
    private static final int WIDER = 8;

    private static final int LEAST = 200;

    /// Where vectors come from.
    @FunctionalInterface
    public interface Vectors {

        /// Empty if there are none to be had now.
        <T> Optional<T> ask(Function<VectorIndex, T> question, Duration patience);
    }

    private final Database database;
    private final Vectors vectors;
    private final Duration patience;

    public SimilarSearch(Database database, Vectors vectors, Duration patience) {
        this.database = database;
        this.vectors = vectors;
        this.patience = patience;
    }

    /// The chunks of an entity, or those that a citation touches.
    public List<Long> chunks(EntityId entity, Optional<Citation> part) {
        int from = part.map(Citation::startByte).orElse(0);
        int to = part.map(Citation::endByte).orElse(Integer.MAX_VALUE);
        return database.read(sql ->
                sql.list(
                        "SELECT c.id FROM chunk c JOIN entity e ON e.seq = c.entity"
                                + " WHERE e.id = ? AND c.start_byte < ? AND c.end_byte > ?"
                                + " ORDER BY c.ordinal LIMIT ?",
                        row -> row.getLong(1),
                        entity.value(),
                        to,
                        from,
                        MEANT));
    }

    /// The nearest others, one piece of each entity, the nearest first.
    ///
    /// @param chunks what they are to be like
    /// @param entity that is left out
    /// @return empty if there are no vectors to be had now, or none of these chunks yet
    public Optional<List<MemoryHit>> similar(
            Collection<Long> chunks, EntityId entity, MemoryQuery among) {
        ChunkFilter filter = ChunkFilter.of(among);
        int limit = Math.clamp((long) among.limit() * WIDER, LEAST, ScanTier.MAX_HITS);
        Optional<List<Near>> near =
                vectors.ask(
                                index ->
                                        mean(index.vectors(chunks).values())
                                                .map(mean ->
                                                        index.nearest(
                                                                mean, limit, filter.vectors())),
                                patience)
                        .flatMap(found -> found);
        return near.map(found -> others(found, entity, among.limit(), filter));
    }

    private static Optional<float[]> mean(Collection<float[]> vectors) {
        if (vectors.isEmpty()) {
            return Optional.empty();
        }
        float[] sum = new float[vectors.iterator().next().length];
        for (float[] vector : vectors) {
            for (int i = 0; i < sum.length; i++) {
                sum[i] += vector[i];
            }
        }
        for (float value : sum) {
            if (value != 0) {
                return Optional.of(ScanTier.unit(sum, sum.length));
            }
        }
        return Optional.empty(); // they point in opposite directions
    }

    private List<MemoryHit> others(
            List<Near> near, EntityId entity, int limit, ChunkFilter filter) {
        Map<Long, ChunkRow> rows =
                HitRows.read(database, near.stream().map(Near::chunk).toList(), filter);
        Set<EntityId> taken = new HashSet<>(Set.of(entity));
        List<MemoryHit> hits = new ArrayList<>();
        for (Near one : near) {
            ChunkRow row = rows.get(one.chunk());
            if (row != null && hits.size() < limit && taken.add(row.entity())) {
                hits.add(HitRows.hit(row, row.passage(), scores(one, hits.size() + 1)));
            }
        }
        return hits;
    }

    private static Scores scores(Near near, int rank) {
        return new Scores(
                OptionalInt.empty(),
                OptionalDouble.empty(),
                OptionalInt.of(rank),
                OptionalDouble.of(near.cosine()),
                OptionalInt.empty(),
                OptionalInt.of(rank),
                near.cosine());
    }
}
