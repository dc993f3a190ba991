package dev.hqe.benchmarks.ingest;

import dev.hqe.kernel.store.Database;
import dev.hqe.kernel.store.DatabaseSettings;
import dev.hqe.kernel.store.WorkbenchSchema;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Rows into SQLite with nothing around it: one connection, one prepared statement, one thread, and
/// the rows ready as strings in memory before it begins. The pragmas are the product's, and so is
/// the number of rows in a transaction.
final class BareSqlite implements AutoCloseable {

    /// What the rows go into.
    enum Table {
        /// `id, topic_id, kind, data, created_at`, with a unique id and the JSON as text.
        MINIMAL,
        /// The product's table of entities as it is: JSONB, generated columns, its five indexes,
        /// full text by its triggers. Without history and memory.
        INDEXED,
        /// The product's whole schema: also the triggers of history and memory.
        WHOLE,
        /// The same, with as many rows in a statement as the product puts there.
        TOGETHER
    }

    /// A row as it is bound.
    record Row(String id, String topic, String kind, String json, long createdAt) {}

    private static final List<String> PRAGMAS =
            List.of(
                    "PRAGMA journal_mode = WAL",
                    "PRAGMA synchronous = NORMAL",
                    "PRAGMA mmap_size = 268435456",
                    "PRAGMA cache_size = -32000",
                    "PRAGMA temp_store = MEMORY",
                    "PRAGMA foreign_keys = ON");

    private final Connection connection;
    private final Table table;
    private final Map<Integer, PreparedStatement> statements = new HashMap<>();

    private BareSqlite(Connection connection, Table table) {
        this.connection = connection;
        this.table = table;
    }

    /// The rows of a database that the product has written, in the order in which it wrote them.
    static List<Row> rows(Path file) throws SQLException {
        List<Row> rows = new ArrayList<>();
        try (Connection connection = open(file);
                Statement statement = connection.createStatement();
                ResultSet found =
                        statement.executeQuery(
                                "SELECT id, topic_id, kind, json(data), created_at FROM entity"
                                        + " ORDER BY seq")) {
            while (found.next()) {
                rows.add(
                        new Row(
                                found.getString(1),
                                found.getString(2),
                                found.getString(3),
                                found.getString(4),
                                found.getLong(5)));
            }
        }
        return rows;
    }

    private static Connection open(Path file) throws SQLException {
        Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
        try (Statement statement = connection.createStatement()) {
            for (String pragma : PRAGMAS) {
                statement.execute(pragma);
            }
        }
        return connection;
    }

    /// A new file with a table, ready for [#insert].
    static BareSqlite create(Path file, Table table) throws SQLException {
        if (table != Table.MINIMAL) {
            Database.open(file, WorkbenchSchema.migrations(), DatabaseSettings.DEFAULT).close();
        }
        Connection connection = open(file);
        try (Statement statement = connection.createStatement()) {
            if (table == Table.MINIMAL) {
                statement.execute(
                        "CREATE TABLE entity (id TEXT NOT NULL PRIMARY KEY, topic_id TEXT NOT NULL,"
                                + " kind TEXT NOT NULL, data TEXT NOT NULL,"
                                + " created_at INTEGER NOT NULL) STRICT");
            }
            if (table == Table.INDEXED) {
                for (String trigger : others(connection)) {
                    statement.execute("DROP TRIGGER " + trigger);
                }
            }
        }
        return new BareSqlite(connection, table);
    }

    /// The triggers that are not the full text's.
    private static List<String> others(Connection connection) throws SQLException {
        List<String> names = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet found =
                        statement.executeQuery(
                                "SELECT name FROM sqlite_schema WHERE type = 'trigger'"
                                        + " AND name NOT LIKE 'entity_text_%'")) {
            while (found.next()) {
                names.add(found.getString(1));
            }
        }
        return names;
    }

    /// Inserts the rows, so many in each transaction.
    void insert(List<Row> rows, int batch) throws SQLException {
        connection.setAutoCommit(false);
        int together = table == Table.TOGETHER ? batch : 1;
        for (int from = 0; from < rows.size(); from += batch) {
            List<Row> some = rows.subList(from, Math.min(rows.size(), from + batch));
            int whole = some.size() / together * together;
            insertAll(some.subList(0, whole), together);
            insertAll(some.subList(whole, some.size()), 1);
            connection.commit();
        }
    }

    private void insertAll(List<Row> rows, int together) throws SQLException {
        PreparedStatement insert = prepared(together);
        int each = table == Table.MINIMAL ? 5 : 6;
        int at = 0;
        for (Row row : rows) {
            insert.setString(++at, row.id());
            insert.setString(++at, row.topic());
            insert.setString(++at, row.kind());
            insert.setString(++at, row.json());
            insert.setLong(++at, row.createdAt());
            if (table != Table.MINIMAL) {
                insert.setLong(++at, row.createdAt());
            }
            if (at == together * each) {
                insert.executeUpdate();
                at = 0;
            }
        }
    }

    private PreparedStatement prepared(int together) throws SQLException {
        PreparedStatement insert = statements.get(together);
        if (insert == null) {
            boolean minimal = table == Table.MINIMAL;
            String columns =
                    "id, topic_id, kind, data, created_at"
                            + (minimal ? "" : ", updated_at, version, first_version");
            String row = minimal ? "(?, ?, ?, ?, ?)" : "(?, ?, ?, jsonb(?), ?, ?, 1, 1)";
            insert =
                    connection.prepareStatement(
                            "INSERT INTO entity ("
                                    + columns
                                    + ") VALUES "
                                    + String.join(", ", Collections.nCopies(together, row)));
            statements.put(together, insert);
        }
        return insert;
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
