package dev.hqe.memory.store;

import dev.hqe.kernel.entity.Embedding;
import dev.hqe.kernel.json.Json;
import dev.hqe.kernel.store.Sql;
import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import tools.jackson.databind.node.ArrayNode;

/// Vectors in one SQLite file, for where Lance has no native library. Thread-safe.
///
/// Pages that deletions leave empty are filled by later vectors, so there is nothing to compact.
public final class SqliteVectorStore implements VectorStore {

    static final String FORMAT = "SQLite";

    private static final int PAGE = 500;
    private static final long BEFORE_ALL = Long.MIN_VALUE;

    private final StoreDatabase database;
    private final String modelId;
    private final int dimensions;

    private SqliteVectorStore(StoreDatabase database, String modelId, int dimensions) {
        this.database = database;
        this.modelId = modelId;
        this.dimensions = dimensions;
    }

    /// Opens the file, creating it where it is missing; its folder must exist.
    ///
    /// @throws VectorStoreException if it is damaged, somebody else's, or of another model
    public static SqliteVectorStore open(Path file, String modelId, int dimensions) {
        return new SqliteVectorStore(
                StoreDatabase.open(file, "vectors.sql", modelId, dimensions), modelId, dimensions);
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
        if (vectors.isEmpty()) {
            return;
        }
        database.write(transaction -> {
            Sql sql = transaction.sql();
            long added = 0;
            for (StoredVector stored : vectors) {
                added += put(sql, stored);
            }
            return changed(sql, added);
        });
    }

    private static int put(Sql sql, StoredVector stored) throws SQLException {
        byte[] bytes = Embedding.of(stored.vector()).toBytes();
        int replaced =
                sql.update(
                        "UPDATE vector SET topic = ?, kind = ?, vector = ? WHERE chunk = ?",
                        stored.topic(),
                        stored.kind(),
                        bytes,
                        stored.chunk());
        if (replaced > 0) {
            return 0;
        }
        return sql.update(
                "INSERT INTO vector (chunk, topic, kind, vector) VALUES (?, ?, ?, ?)",
                stored.chunk(),
                stored.topic(),
                stored.kind(),
                bytes);
    }

    @Override
    public void delete(Collection<Long> chunks) {
        StoredVector.requireBatch(chunks);
        if (chunks.isEmpty()) {
            return;
        }
        database.write(transaction -> {
            Sql sql = transaction.sql();
            long removed = 0;
            for (Long chunk : chunks) {
                removed += sql.update("DELETE FROM vector WHERE chunk = ?", chunk);
            }
            return changed(sql, -removed);
        });
    }

    /// Counting the rows would read the whole file, so their number is kept.
    private static boolean changed(Sql sql, long more) throws SQLException {
        StoreDatabase.add(sql, "count", more);
        StoreDatabase.add(sql, "generation", 1);
        return true;
    }

    @Override
    public void scan(Consumer<StoredVector> reader) {
        List<StoredVector> page = page(BEFORE_ALL);
        while (!page.isEmpty()) {
            page.forEach(reader);
            page = page.size() < PAGE ? List.of() : page(page.getLast().chunk());
        }
    }

    private List<StoredVector> page(long after) {
        return database.read(sql ->
                sql.list(
                        "SELECT chunk, topic, kind, vector FROM vector WHERE chunk > ?"
                                + " ORDER BY chunk LIMIT "
                                + PAGE,
                        SqliteVectorStore::stored,
                        after));
    }

    private static StoredVector stored(ResultSet row) throws SQLException {
        return new StoredVector(
                row.getLong(1),
                row.getString(2),
                row.getString(3),
                Embedding.fromBytes(row.getBytes(4)).toArray());
    }

    @Override
    public Map<Long, float[]> find(Collection<Long> chunks) {
        StoredVector.requireBatch(chunks);
        ArrayNode ids = Json.MAPPER.createArrayNode();
        chunks.forEach(ids::add);
        Map<Long, float[]> found = new HashMap<>();
        database.read(sql ->
                        sql.list(
                                "SELECT chunk, topic, kind, vector FROM vector"
                                        + " WHERE chunk IN (SELECT value FROM json_each(?))",
                                SqliteVectorStore::stored,
                                ids.toString()))
                .forEach(one -> found.put(one.chunk(), one.vector()));
        return found;
    }

    @Override
    public long count() {
        return database.number("count");
    }

    @Override
    public long generation() {
        return database.number("generation");
    }

    @Override
    public void compact() {}

    @Override
    public void close() {
        database.close();
    }
}
