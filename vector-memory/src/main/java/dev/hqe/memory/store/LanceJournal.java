package dev.hqe.memory.store;

import dev.hqe.kernel.entity.Embedding;
import dev.hqe.kernel.store.Sql;
import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What is acknowledged and not yet safe in the dataset. Lance does not force its files to the
/// disk, so a change is written here first, and stays here until its files have been forced. Which
/// version of the dataset was the last of which that is true is written here, too. Thread-safe.
final class LanceJournal implements AutoCloseable {

    private static final String VERSION = "version";

    private final StoreDatabase database;

    private LanceJournal(StoreDatabase database) {
        this.database = database;
    }

    /// A change that waits.
    ///
    /// @param vector 32-bit floats, little endian; null if the chunk is to go
    @SuppressWarnings("ArrayRecordComponent") // handed over, not shared
    record Pending(long seq, long chunk, String topic, String kind, byte @Nullable [] vector) {}

    static LanceJournal open(Path file, String modelId, int dimensions) {
        return new LanceJournal(StoreDatabase.open(file, "journal.sql", modelId, dimensions));
    }

    Path file() {
        return database.file();
    }

    void put(List<StoredVector> vectors) {
        database.write(transaction -> {
            Sql sql = transaction.sql();
            for (StoredVector stored : vectors) {
                add(
                        sql,
                        stored.chunk(),
                        stored.topic(),
                        stored.kind(),
                        Embedding.of(stored.vector()).toBytes());
            }
            StoreDatabase.add(sql, "generation", 1);
            return true;
        });
    }

    void delete(Collection<Long> chunks) {
        database.write(transaction -> {
            Sql sql = transaction.sql();
            for (Long chunk : chunks) {
                add(sql, chunk, "", "", null);
            }
            StoreDatabase.add(sql, "generation", 1);
            return true;
        });
    }

    /// The new row has a higher number than the one that it replaces, so that one which is written
    /// while its group goes into the dataset is not taken for a part of that.
    private static void add(
            Sql sql, long chunk, String topic, String kind, byte @Nullable [] vector)
            throws SQLException {
        sql.update(
                "INSERT OR REPLACE INTO pending (chunk, topic, kind, vector) VALUES (?, ?, ?, ?)",
                chunk,
                topic,
                kind,
                vector);
    }

    /// The oldest changes.
    List<Pending> oldest(int limit) {
        return database.read(sql ->
                sql.list(
                        "SELECT seq, chunk, topic, kind, vector FROM pending ORDER BY seq"
                                + " LIMIT ?",
                        LanceJournal::pending,
                        limit));
    }

    private static Pending pending(ResultSet row) throws SQLException {
        return new Pending(
                row.getLong(1),
                row.getLong(2),
                row.getString(3),
                row.getString(4),
                row.getBytes(5));
    }

    int waiting() {
        return database.read(sql ->
                sql.first("SELECT count(*) FROM pending", row -> row.getInt(1)).orElseThrow());
    }

    /// Forgets the changes up to a number: a version of the dataset that holds them is on the disk.
    void settled(long seq, long version) {
        database.write(transaction -> {
            transaction.sql().update("DELETE FROM pending WHERE seq <= ?", seq);
            StoreDatabase.set(transaction.sql(), VERSION, version);
            return true;
        });
    }

    /// The newest version of the dataset that is known to be on the disk; 0 if there is none.
    long version() {
        return database.number(VERSION);
    }

    long generation() {
        return database.number("generation");
    }

    @Override
    public void close() {
        database.close();
    }
}
