package dev.hqe.memory.search;

import dev.hqe.kernel.store.Database;
import dev.hqe.memory.MemoryException;
import dev.hqe.memory.MemoryMap;
import dev.hqe.memory.MemoryQuery;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/// Makes maps of the entities ([MemoryMap]) and keeps the last few, for as long as nothing has
/// changed. Thread-safe.
public final class MapMaker {

    private static final int KEPT = 4;

    /// What a map is of.
    ///
    /// @param stamp of all chunks and vectors: another one means that something has changed
    private record Key(String filter, List<Object> values, int points, String stamp) {}

    private record First(long chunk, long entity) {}

    private final Database database;
    private final SimilarSearch.Vectors vectors;
    private final Supplier<String> model;
    private final Duration patience;
    private final Map<Key, MemoryMap> kept =
            new LinkedHashMap<>(KEPT, 0.75f, true) {
                private static final long serialVersionUID = 1L;

                @Override
                protected boolean removeEldestEntry(Map.Entry<Key, MemoryMap> eldest) {
                    return size() > KEPT;
                }
            };

    /// @param model whose vectors answer
    public MapMaker(
            Database database,
            SimilarSearch.Vectors vectors,
            Supplier<String> model,
            Duration patience) {
        this.database = database;
        this.vectors = vectors;
        this.model = model;
        this.patience = patience;
    }

    /// A map of the entities that a query means, each by its first chunk; of more than can be
    /// shown, every n-th.
    ///
    /// @param points 1 to [MemoryMap#MAX_POINTS]
    public MemoryMap map(MemoryQuery among, int points) {
        if (points < 1 || points > MemoryMap.MAX_POINTS) {
            throw new MemoryException(
                    "points must be 1 to " + MemoryMap.MAX_POINTS + ", not " + points);
        }
        ChunkFilter filter = ChunkFilter.of(among);
        Key key = new Key(filter.sql(), filter.values(), points, stamp());
        synchronized (kept) {
            MemoryMap known = kept.get(key);
            if (known != null) {
                return known;
            }
        }
        Optional<MemoryMap> made = vectors.ask(index -> made(index, filter, points), patience);
        made.ifPresent(map -> {
            synchronized (kept) {
                kept.put(key, map);
            }
        });
        return made.orElseGet(() -> new MemoryMap("", count(filter), List.of()));
    }

    /// A chunk that changes gets a new id, and its vector a while later. Labels and entities that
    /// wait to be read are part of what a filter lets through.
    private String stamp() {
        return model.get()
                + " "
                + database.read(sql ->
                                sql.first(
                                        "SELECT coalesce((SELECT max(id) FROM chunk), 0) || ' '"
                                                + " || (SELECT count(*) FROM chunk) || ' '"
                                                + " || (SELECT count(*) FROM chunk_unembedded)"
                                                + " || ' ' || (SELECT count(*) FROM chunk_pending)"
                                                + " || ' ' || coalesce((SELECT seq FROM"
                                                + " sqlite_sequence WHERE name = 'outbox'), 0)"
                                                + " || ' '"
                                                + " || coalesce((SELECT group_concat(topic_id"
                                                + " || kind || sensitivity) FROM entity_label),"
                                                + " '')",
                                        row -> String.valueOf(row.getString(1))))
                        .orElse("");
    }

    private long count(ChunkFilter filter) {
        return database.read(sql ->
                        sql.first(
                                "SELECT count(*) FROM chunk c WHERE c.ordinal = 0 AND "
                                        + filter.sql(),
                                row -> row.getLong(1),
                                filter.between(List.of())))
                .orElse(0L);
    }

    private MemoryMap made(VectorIndex index, ChunkFilter filter, int points) {
        long entities = count(filter);
        long step = Math.max(1, (entities + points - 1) / points);
        List<First> firsts =
                database.read(sql ->
                        sql.list(
                                "SELECT id, entity FROM (SELECT c.id, c.entity,"
                                        + " row_number() OVER (ORDER BY c.id) - 1 AS n"
                                        + " FROM chunk c WHERE c.ordinal = 0 AND "
                                        + filter.sql()
                                        + ") WHERE n % ? = 0 LIMIT ?",
                                row -> new First(row.getLong(1), row.getLong(2)),
                                filter.between(List.of(), step, points)));
        Map<Long, float[]> known = index.vectors(firsts.stream().map(First::chunk).toList());
        Map<Long, ChunkRow> rows =
                new HashMap<>(
                        HitRows.read(database, firsts.stream().map(First::chunk).toList(), filter));
        List<ChunkRow> shown = new ArrayList<>();
        List<float[]> placed = new ArrayList<>();
        for (First first : firsts) {
            ChunkRow row = rows.get(first.chunk());
            float[] vector = known.get(first.chunk());
            if (row != null && vector != null) {
                shown.add(row);
                placed.add(vector);
            }
        }
        double[][] plane = Plane.of(placed);
        List<MemoryMap.Point> laid = new ArrayList<>();
        for (int i = 0; i < plane.length; i++) {
            ChunkRow row = shown.get(i);
            laid.add(
                    new MemoryMap.Point(
                            row.entity(),
                            row.topic(),
                            row.kind(),
                            row.title(),
                            plane[i][0],
                            plane[i][1]));
        }
        return new MemoryMap(model.get(), entities, laid);
    }
}
