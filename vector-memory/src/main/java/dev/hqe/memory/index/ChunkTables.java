package dev.hqe.memory.index;

import dev.hqe.kernel.store.Database;
import dev.hqe.kernel.store.Sql;
import dev.hqe.kernel.store.Transaction;
import dev.hqe.memory.chunk.Chunk;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The chunks in `workbench.db`: what is pending, and how it is replaced.
///
/// The change of an entity notes it as pending in the same transaction (by triggers), so nothing is
/// lost whenever the process dies. While it is pending its chunks are shown to nobody. The
/// transaction that writes the last of its new chunks takes the note away, if the entity has not
/// changed again meanwhile.
///
/// Each write is short, so that others who write wait for no longer than about 50 ms. Thread-safe,
/// but [#replace] is for one thread.
final class ChunkTables {

    /// Most chunks in one transaction.
    static final int SLICE = 400;

    /// Each search asks this, so there is an index for it.
    static final String PENDING =
            "SELECT count(*) FROM (SELECT 1 FROM chunk_pending"
                    + " WHERE problem IS NULL AND changed = 1 LIMIT ?)";

    private static final int MAX_PENDING = 64;
    private static final long MAX_BYTES = 4L << 20;

    private record Waiting(long seq, long stamp, long bytes) {}

    private final Database database;

    ChunkTables(Database database) {
        this.database = database;
    }

    /// Some entities that wait to be cut, with their data; empty when there are none.
    List<PendingEntity> next() {
        List<Waiting> waiting =
                database.read(sql ->
                        sql.list(
                                "SELECT p.entity, p.stamp, coalesce(length(e.data), 0)"
                                        + " FROM chunk_pending p"
                                        + " LEFT JOIN entity e ON e.seq = p.entity"
                                        + " WHERE p.problem IS NULL ORDER BY p.entity LIMIT ?",
                                row -> new Waiting(row.getLong(1), row.getLong(2), row.getLong(3)),
                                MAX_PENDING));
        List<PendingEntity> next = new ArrayList<>();
        long bytes = 0;
        for (Waiting one : waiting) {
            bytes += one.bytes();
            if (bytes > MAX_BYTES && !next.isEmpty()) {
                break;
            }
            load(one.seq()).ifPresent(next::add);
        }
        return next;
    }

    /// Stamp and data in one statement, so that they belong to each other.
    private Optional<PendingEntity> load(long seq) {
        return database.read(sql ->
                sql.first(
                        "SELECT p.stamp, e.id, e.topic_id, e.kind, json(e.data)"
                                + " FROM chunk_pending p LEFT JOIN entity e ON e.seq = p.entity"
                                + " WHERE p.entity = ?",
                        row -> {
                            String id = row.getString(2);
                            PendingEntity.Found found =
                                    id == null
                                            ? null
                                            : new PendingEntity.Found(
                                                    id,
                                                    row.getString(3),
                                                    row.getString(4),
                                                    row.getString(5));
                            return new PendingEntity(seq, row.getLong(1), found);
                        },
                        seq));
    }

    /// Writes what was cut of some entities. What has changed since it was read is left for later.
    void replace(List<PendingEntity.Cut> cuts) {
        List<PendingEntity.Cut> small = new ArrayList<>();
        int chunks = 0;
        for (PendingEntity.Cut cut : cuts) {
            if (cut.chunks().size() > SLICE || hasMany(cut.entity().seq())) {
                replaceSliced(cut);
                continue;
            }
            if (chunks + cut.chunks().size() > SLICE) {
                replaceWhole(small);
                small.clear();
                chunks = 0;
            }
            small.add(cut);
            chunks += cut.chunks().size();
        }
        replaceWhole(small);
    }

    private boolean hasMany(long seq) {
        return database.read(sql ->
                        sql.first(
                                "SELECT count(*) FROM (SELECT 1 FROM chunk WHERE entity = ?"
                                        + " LIMIT ?)",
                                row -> row.getInt(1),
                                seq,
                                SLICE + 1))
                        .orElse(0)
                > SLICE;
    }

    private void replaceWhole(List<PendingEntity.Cut> cuts) {
        if (cuts.isEmpty()) {
            return;
        }
        List<PendingEntity.Cut> wanted = List.copyOf(cuts);
        database.writeMany(transaction -> {
            ChunkWords words = new ChunkWords();
            for (PendingEntity.Cut cut : wanted) {
                if (isAsRead(transaction.sql(), cut.entity())) {
                    delete(transaction.sql(), cut.entity().seq());
                    insert(transaction.sql(), cut, 0, cut.chunks().size(), words);
                    done(transaction.sql(), cut.entity());
                }
            }
            words.insert(transaction.sql());
            return wanted.size();
        });
    }

    /// In steps, between which others can write. Its chunks are hidden from the first step to the
    /// last; whoever comes after a crash begins anew.
    private void replaceSliced(PendingEntity.Cut cut) {
        long seq = cut.entity().seq();
        boolean goesOn =
                step(
                        cut,
                        sql -> {
                            sql.update(
                                    "UPDATE chunk_pending SET changed = 1 WHERE entity = ?", seq);
                            return true;
                        });
        while (goesOn && hasAny(seq)) {
            goesOn = step(cut, sql -> delete(sql, seq) > 0);
        }
        for (int from = 0; goesOn && from < cut.chunks().size(); from += SLICE) {
            int begin = from;
            goesOn =
                    step(
                            cut,
                            sql -> {
                                ChunkWords words = new ChunkWords();
                                insert(
                                        sql,
                                        cut,
                                        begin,
                                        Math.min(begin + SLICE, cut.chunks().size()),
                                        words);
                                words.insert(sql);
                                return true;
                            });
        }
        if (goesOn) {
            step(
                    cut,
                    sql -> {
                        done(sql, cut.entity());
                        return true;
                    });
        }
    }

    private boolean hasAny(long seq) {
        return database.read(sql ->
                sql.first("SELECT 1 FROM chunk WHERE entity = ? LIMIT 1", row -> row.getInt(1), seq)
                        .isPresent());
    }

    /// One transaction on an entity that has not changed meanwhile.
    private boolean step(PendingEntity.Cut cut, Database.Work<Boolean> work) {
        return database.writeMany((Transaction transaction) ->
                isAsRead(transaction.sql(), cut.entity()) && work.run(transaction.sql()));
    }

    private static boolean isAsRead(Sql sql, PendingEntity entity) throws SQLException {
        return sql.first(
                        "SELECT 1 FROM chunk_pending WHERE entity = ? AND stamp = ?",
                        row -> row.getInt(1),
                        entity.seq(),
                        entity.stamp())
                .isPresent();
    }

    private static int delete(Sql sql, long seq) throws SQLException {
        return sql.update(
                "DELETE FROM chunk WHERE id IN"
                        + " (SELECT id FROM chunk WHERE entity = ? LIMIT "
                        + 2 * SLICE
                        + ")",
                seq);
    }

    private static void done(Sql sql, PendingEntity entity) throws SQLException {
        sql.update("DELETE FROM chunk_pending WHERE entity = ?", entity.seq());
    }

    /// @param words takes what is to be found by its words
    private static void insert(Sql sql, PendingEntity.Cut cut, int from, int to, ChunkWords words)
            throws SQLException {
        PendingEntity.Found found = cut.entity().found();
        EntityText text = cut.text();
        if (found == null || text == null) {
            return;
        }
        for (Chunk chunk : cut.chunks().subList(from, to)) {
            String context = String.join("\n", chunk.context());
            long id =
                    sql.first(
                                    """
                                    INSERT INTO chunk (entity, topic_id, kind, source, ordinal,
                                        start_byte, end_byte, start_line, end_line, page,
                                        context, text, content_hash, tokens)
                                    VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                                    RETURNING id
                                    """,
                                    row -> row.getLong(1),
                                    cut.entity().seq(),
                                    found.topic(),
                                    found.kind(),
                                    text.of().name(),
                                    chunk.ordinal(),
                                    chunk.startByte(),
                                    chunk.endByte(),
                                    chunk.startLine(),
                                    chunk.endLine(),
                                    chunk.page(),
                                    context,
                                    chunk.text(),
                                    hash(chunk.text()),
                                    chunk.tokens())
                            .orElseThrow();
            words.add(id, text.heading(), context, chunk.text());
        }
    }

    /// Notes that an entity cannot be cut, until it changes; its old chunks go.
    void fail(PendingEntity entity, String problem) {
        database.write(transaction -> {
            Sql sql = transaction.sql();
            if (isAsRead(sql, entity)) {
                sql.update(
                        "UPDATE chunk_pending SET problem = ?, changed = 1 WHERE entity = ?",
                        problem,
                        entity.seq());
            }
            return true;
        });
    }

    /// Has every entity cut anew that has a chunk of more tokens than this; what there is answers
    /// until then.
    int recut(int tokens) {
        return database.write(transaction ->
                transaction
                        .sql()
                        .update(
                                "INSERT INTO chunk_pending (entity, stamp, changed)"
                                        + " SELECT DISTINCT entity, 1, 0 FROM chunk WHERE tokens > ?"
                                        + " ON CONFLICT (entity) DO UPDATE SET stamp = stamp + 1",
                                tokens));
    }

    /// How many entities are waiting, counted up to a bound.
    long pending(int bound) {
        return count(PENDING, bound);
    }

    /// How many entities are waiting, in no time however many they are: those that are only to be
    /// cut anew, or that cannot be cut, are among them.
    long aboutPending() {
        return count("SELECT count(*) FROM chunk_pending");
    }

    long failed() {
        return count(
                "SELECT count(*) FROM (SELECT 1 FROM chunk_pending"
                        + " WHERE problem IS NOT NULL LIMIT ?)",
                Integer.MAX_VALUE);
    }

    long chunks() {
        return count("SELECT count(*) FROM chunk");
    }

    /// Without a condition SQLite counts pages and not rows: each search asks for some of these.
    private long count(String query, Object... bound) {
        return database.read(sql -> sql.first(query, row -> row.getLong(1), bound)).orElse(0L);
    }

    private static byte[] hash(String text) {
        return sha256(text.getBytes(StandardCharsets.UTF_8));
    }

    static byte[] sha256(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (NoSuchAlgorithmException e) { // each Java platform has it
            throw new AssertionError(e);
        }
    }
}
