package dev.hqe.memory.search;

import dev.hqe.kernel.store.Database;
import dev.hqe.memory.MemoryHit;
import dev.hqe.memory.MemoryQuery;
import dev.hqe.memory.MemoryQuery.Mode;
import dev.hqe.memory.MemorySettings;
import dev.hqe.memory.MemorySettings.Ranking;
import dev.hqe.memory.search.Fusion.Found;
import dev.hqe.memory.search.Fusion.Ranked;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// Finds chunks by words (FTS5's BM25) and by meaning, and makes one list of both.
///
/// What is shown is read in one statement that also looks whether it may be shown, so a hit is
/// never of an entity that was deleted or changed, whatever words and vectors still hold.
/// Thread-safe.
public final class HybridSearch {

    /// Where vectors come from.
    @FunctionalInterface
    public interface Meaning {

        /// The nearest chunks; empty if there are no vectors to be had now.
        Optional<Neighbours> nearest(
                String query, int limit, VectorFilter filter, Duration patience);
    }

    /// What vectors say.
    ///
    /// @param near the nearest first
    /// @param share how many of all chunks have a vector, 0 to 1. While only some have one, the
    ///   nearest of these may be far, so they count as much less.
    public record Neighbours(List<VectorIndex.Near> near, double share) {}

    /// What was found, and whether vectors were among what was asked.
    public record Result(List<MemoryHit> hits, boolean withVectors) {}

    /// Chunks that a filter may name one by one to the vectors; more are looked at afterwards.
    private static final int MAX_NAMED = 100_000;

    /// How many more are fetched where a filter is applied afterwards.
    private static final int WIDER = 10;

    /// Chunks of entities that are pending may take places of others.
    private static final int PENDING_SLACK = 50;

    private final Database database;
    private final Meaning meaning;
    private final PassageReader passages;
    private final MemorySettings settings;

    public HybridSearch(
            Database database, Meaning meaning, PassageReader passages, MemorySettings settings) {
        this.database = database;
        this.meaning = meaning;
        this.passages = passages;
        this.settings = settings;
    }

    public Result search(MemoryQuery query) {
        SearchWords words = SearchWords.of(query.text());
        ChunkFilter filter = ChunkFilter.of(query);
        List<Found> byWords =
                query.mode() == Mode.VECTORS || words.isEmpty() ? List.of() : words(words, filter);
        Optional<Neighbours> byMeaning = Optional.of(new Neighbours(List.of(), 1));
        boolean asked = query.mode() != Mode.WORDS && !query.text().isBlank();
        if (asked) {
            byMeaning = vectors(query, words, filter);
        }
        List<Found> near =
                byMeaning.stream()
                        .flatMap(found -> found.near().stream())
                        .map(one -> new Found(one.chunk(), one.cosine()))
                        .toList();
        Ranking ranking =
                settings.ranking().withVectors(byMeaning.map(Neighbours::share).orElse(1.0));
        List<Ranked> ranked = Fusion.of(byWords, near, entities(byWords, near), ranking);
        return new Result(shown(ranked, query, filter), !asked || byMeaning.isPresent());
    }

    private List<Found> words(SearchWords words, ChunkFilter filter) {
        Ranking ranking = settings.ranking();
        String score = "bm25(chunk_text, ?, ?, ?)";
        String join = filter.narrow() ? " JOIN chunk c ON c.id = chunk_text.rowid" : "";
        String where = filter.narrow() ? " AND " + filter.sql() : "";
        List<Object> before = List.of(ranking.title(), ranking.context(), 1.0, words.fts());
        int limit = ranking.depth() + PENDING_SLACK;
        Object[] values =
                filter.narrow()
                        ? filter.between(before, limit)
                        : new Object[] {
                            ranking.title(), ranking.context(), 1.0, words.fts(), limit
                        };
        return database.read(sql ->
                sql.list(
                        "SELECT chunk_text.rowid, "
                                + score
                                + " AS score FROM chunk_text"
                                + join
                                + " WHERE chunk_text MATCH ?"
                                + where
                                + " ORDER BY score, chunk_text.rowid LIMIT ?",
                        row -> new Found(row.getLong(1), -row.getDouble(2)), // less is better there
                        values));
    }

    private Optional<Neighbours> vectors(MemoryQuery query, SearchWords words, ChunkFilter filter) {
        VectorFilter wanted = filter.vectors();
        int limit = settings.ranking().depth();
        if (!filter.onlyPlaces()) {
            Optional<Set<Long>> named = named(filter);
            wanted = new VectorFilter(wanted.topics(), wanted.kinds(), named);
            limit *= named.isPresent() ? 1 : WIDER;
        }
        String text = query.text().replace('"', ' ');
        Optional<Neighbours> near = meaning.nearest(text, limit, wanted, settings.vectorPatience());
        if (words.phrases().isEmpty()) {
            return near;
        }
        return near.map(found -> {
            Set<Long> having = having(words, found.near());
            return new Neighbours(
                    found.near().stream().filter(one -> having.contains(one.chunk())).toList(),
                    found.share());
        });
    }

    /// The chunks that pass a filter, if they are not too many to be named.
    private Optional<Set<Long>> named(ChunkFilter filter) {
        List<Long> ids =
                database.read(sql ->
                        sql.list(
                                "SELECT c.id FROM chunk c WHERE " + filter.sql() + " LIMIT ?",
                                row -> row.getLong(1),
                                filter.between(List.of(), MAX_NAMED + 1)));
        return ids.size() > MAX_NAMED ? Optional.empty() : Optional.of(new HashSet<>(ids));
    }

    /// Those that have every phrase.
    private Set<Long> having(SearchWords words, List<VectorIndex.Near> found) {
        String ids = HitRows.json(found.stream().map(VectorIndex.Near::chunk).toList());
        return new HashSet<>(
                database.read(sql ->
                        sql.list(
                                "SELECT rowid FROM chunk_text WHERE chunk_text MATCH ?"
                                        + " AND rowid IN (SELECT value FROM json_each(?))",
                                row -> row.getLong(1),
                                words.required(),
                                ids)));
    }

    private Map<Long, Long> entities(List<Found> words, List<Found> vectors) {
        String ids =
                HitRows.json(
                        Stream.concat(words.stream(), vectors.stream()).map(Found::chunk).toList());
        Map<Long, Long> entities = new HashMap<>();
        database.read(sql ->
                        sql.list(
                                "SELECT id, entity FROM chunk"
                                        + " WHERE id IN (SELECT value FROM json_each(?))",
                                row -> List.of(row.getLong(1), row.getLong(2)),
                                ids))
                .forEach(pair -> entities.put(pair.getFirst(), pair.getLast()));
        return entities;
    }

    private List<MemoryHit> shown(List<Ranked> ranked, MemoryQuery query, ChunkFilter filter) {
        List<MemoryHit> hits = new ArrayList<>();
        List<ChunkRow> taken = new ArrayList<>();
        Set<String> texts = new HashSet<>();
        int page = query.limit() * 2;
        for (int from = 0; from < ranked.size() && hits.size() < query.limit(); from += page) {
            List<Ranked> some = ranked.subList(from, Math.min(from + page, ranked.size()));
            Map<Long, ChunkRow> rows =
                    HitRows.read(database, some.stream().map(Ranked::chunk).toList(), filter);
            for (Ranked one : some) {
                ChunkRow row = rows.get(one.chunk());
                if (row == null || hits.size() == query.limit()) {
                    continue;
                }
                boolean known = taken.stream().anyMatch(row::overlaps);
                boolean full =
                        taken.stream().filter(other -> other.entityRow() == row.entityRow()).count()
                                >= query.perEntity();
                if (!known && !full && texts.add(row.hash())) {
                    taken.add(row);
                    passages.around(row, query.neighbours())
                            .ifPresent(
                                    passage -> hits.add(HitRows.hit(row, passage, one.scores())));
                }
            }
        }
        return hits;
    }
}
