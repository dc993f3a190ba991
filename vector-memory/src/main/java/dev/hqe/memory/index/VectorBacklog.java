package dev.hqe.memory.index;

import dev.hqe.kernel.json.Json;
import dev.hqe.kernel.store.Database;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ArrayNode;

/// Which chunks have no vector of the present model, and which vectors have no chunk any more: in
/// `workbench.db`, kept by triggers in the transactions that make and delete chunks. Thread-safe.
final class VectorBacklog {

    private static final int PAGE = 5_000;

    /// A chunk to be embedded.
    ///
    /// @param text the title of its entity, what is above it, and itself
    record Passage(long chunk, String topic, String kind, String text) {}

    private final Database database;

    VectorBacklog(Database database) {
        this.database = database;
    }

    /// The oldest chunks without a vector.
    ///
    /// @param after the chunk behind which to begin, 0 for the first
    List<Passage> next(long after, int limit) {
        return database.read(sql ->
                sql.list(
                        "SELECT c.id, c.topic_id, c.kind, iif(c.source = 'TEXT', e.title, ''),"
                                + " c.context, c.text"
                                + " FROM chunk_unembedded u JOIN chunk c ON c.id = u.chunk"
                                + " LEFT JOIN entity e ON e.seq = c.entity"
                                + " WHERE u.chunk > ? ORDER BY u.chunk LIMIT ?",
                        row ->
                                new Passage(
                                        row.getLong(1),
                                        row.getString(2),
                                        row.getString(3),
                                        passage(
                                                row.getString(4),
                                                row.getString(5),
                                                row.getString(6))),
                        after,
                        limit));
    }

    /// With what it is about before it, unless it begins with that itself.
    private static String passage(@Nullable String title, String context, String text) {
        StringBuilder passage = new StringBuilder();
        if (title != null
                && !title.isBlank()
                && !begins(context.isEmpty() ? text : context, title)) {
            passage.append(title.strip()).append('\n');
        }
        if (!context.isEmpty()) {
            passage.append(context).append('\n');
        }
        return passage.append(text).toString();
    }

    private static boolean begins(String text, String title) {
        String stripped = title.strip();
        return text.regionMatches(true, 0, stripped, 0, stripped.length());
    }

    /// Those of the chunks that still have none: the others have come to an end.
    Set<Long> waiting(Collection<Long> chunks) {
        return new HashSet<>(
                database.read(sql ->
                        sql.list(
                                "SELECT chunk FROM chunk_unembedded"
                                        + " WHERE chunk IN (SELECT value FROM json_each(?))",
                                row -> row.getLong(1),
                                json(chunks))));
    }

    /// These have their vectors now.
    void embedded(Collection<Long> chunks) {
        remove(
                "DELETE FROM chunk_unembedded WHERE chunk IN (SELECT value FROM json_each(?))",
                chunks);
    }

    /// Chunks that are gone and whose vectors may be there.
    List<Long> gone(int limit) {
        return database.read(sql ->
                sql.list(
                        "SELECT chunk FROM chunk_gone ORDER BY chunk LIMIT ?",
                        row -> row.getLong(1),
                        limit));
    }

    /// The vectors of these are gone as well.
    void forgotten(Collection<Long> chunks) {
        remove("DELETE FROM chunk_gone WHERE chunk IN (SELECT value FROM json_each(?))", chunks);
    }

    private void remove(String statement, Collection<Long> chunks) {
        String ids = json(chunks);
        database.write(transaction -> transaction.sql().update(statement, ids));
    }

    boolean isEmpty() {
        return database.read(sql ->
                sql.first(
                                "SELECT 1 WHERE EXISTS (SELECT 1 FROM chunk_unembedded)"
                                        + " OR EXISTS (SELECT 1 FROM chunk_gone)",
                                row -> row.getInt(1))
                        .isEmpty());
    }

    /// How many chunks have no vector.
    long size() {
        return count("SELECT count(*) FROM chunk_unembedded");
    }

    /// How many chunks have one.
    long expected() {
        return count(
                "SELECT (SELECT count(*) FROM chunk) - (SELECT count(*) FROM chunk_unembedded)"
                        + " + (SELECT count(*) FROM chunk_gone)");
    }

    private long count(String query) {
        return database.read(sql -> sql.first(query, row -> row.getLong(1))).orElse(0L);
    }

    /// Notes what differs between the chunks and the vectors that there are.
    ///
    /// @param vectors ids of the chunks that have one, in ascending order
    void reconcile(long[] vectors) {
        int at = 0;
        long after = 0;
        while (true) {
            long from = after;
            List<Long> page =
                    database.read(sql ->
                            sql.list(
                                    "SELECT id FROM chunk WHERE id > ? ORDER BY id LIMIT ?",
                                    row -> row.getLong(1),
                                    from,
                                    PAGE));
            boolean last = page.size() < PAGE;
            List<Long> without = new ArrayList<>();
            List<Long> with = new ArrayList<>();
            List<Long> strangers = new ArrayList<>();
            for (long id : page) {
                for (; at < vectors.length && vectors[at] < id; at++) {
                    strangers.add(vectors[at]);
                }
                boolean there = at < vectors.length && vectors[at] == id;
                at += there ? 1 : 0;
                (there ? with : without).add(id);
            }
            for (; last && at < vectors.length; at++) {
                strangers.add(vectors[at]);
            }
            note(without, strangers);
            embedded(with);
            if (last) {
                return;
            }
            after = page.getLast();
        }
    }

    /// A chunk may have come to an end since its id was read, so only those that are there count.
    private void note(List<Long> without, List<Long> strangers) {
        String missing = json(without);
        String gone = json(strangers);
        database.write(transaction -> {
            transaction
                    .sql()
                    .update(
                            "INSERT OR IGNORE INTO chunk_unembedded (chunk)"
                                    + " SELECT id FROM chunk WHERE id IN"
                                    + " (SELECT value FROM json_each(?))",
                            missing);
            return transaction
                    .sql()
                    .update(
                            "INSERT OR IGNORE INTO chunk_gone (chunk) SELECT value FROM json_each(?)"
                                    + " WHERE value NOT IN (SELECT id FROM chunk)",
                            gone);
        });
    }

    /// The model whose vectors answer.
    Optional<String> model() {
        return database.read(sql ->
                sql.first(
                        "SELECT value FROM memory_setting WHERE name = 'model'",
                        row -> row.getString(1)));
    }

    void model(String id) {
        database.write(transaction ->
                transaction
                        .sql()
                        .update(
                                "INSERT INTO memory_setting (name, value) VALUES ('model', ?)"
                                        + " ON CONFLICT (name) DO UPDATE SET value = excluded.value",
                                id));
    }

    private static String json(Collection<Long> ids) {
        ArrayNode array = Json.MAPPER.createArrayNode();
        ids.forEach(array::add);
        return array.toString();
    }
}
