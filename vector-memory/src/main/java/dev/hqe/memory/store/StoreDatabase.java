package dev.hqe.memory.store;

import dev.hqe.kernel.store.Database;
import dev.hqe.kernel.store.DatabaseSettings;
import dev.hqe.kernel.store.DatabaseSettings.Durability;
import dev.hqe.kernel.store.Migration;
import dev.hqe.kernel.store.Sql;
import dev.hqe.kernel.store.StorageException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;

/// The SQLite file of a vector store: whose vectors it holds, and errors that name it. Every commit
/// is on the disk when it is acknowledged. Thread-safe.
final class StoreDatabase implements AutoCloseable {

    private static final DatabaseSettings SETTINGS =
            new DatabaseSettings(2, 256, 16, Duration.ofMinutes(2), Durability.POWER_LOSS);

    private static final int CORRUPT = 11; // SQLITE_CORRUPT
    private static final int NOT_A_DATABASE = 26; // SQLITE_NOTADB
    private static final int PRIMARY_CODE = 0xff;

    private final Path file;
    private final Database database;

    private StoreDatabase(Path file, Database database) {
        this.file = file;
        this.database = database;
    }

    /// Opens it, creating it where it is missing.
    ///
    /// @param schema a script beside this class
    /// @throws VectorStoreException if it is damaged, somebody else's, or of another model
    static StoreDatabase open(Path file, String schema, String modelId, int dimensions) {
        List<Migration> migrations = List.of(Migration.resource(StoreDatabase.class, schema));
        Database database = said(file, () -> Database.open(file, migrations, SETTINGS));
        StoreDatabase opened = new StoreDatabase(file, database);
        try {
            opened.claim(modelId, dimensions);
            return opened;
        } catch (RuntimeException e) {
            database.close();
            throw e;
        }
    }

    /// Writes down whose vectors these are, or compares it.
    private void claim(String modelId, int dimensions) {
        String wanted = modelId + " with " + dimensions + " dimensions";
        String found =
                said(
                        file,
                        () ->
                                database.write(transaction -> {
                                    Sql sql = transaction.sql();
                                    sql.update(
                                            "INSERT OR IGNORE INTO about VALUES ('model',"
                                                    + " ?), ('generation', 0), ('count',"
                                                    + " 0)",
                                            wanted);
                                    return sql.first(
                                                    "SELECT value FROM about WHERE name ="
                                                            + " 'model'",
                                                    row -> row.getString(1))
                                            .orElse("");
                                }));
        if (!found.equals(wanted)) {
            throw new VectorStoreException(
                    file + ": holds vectors of " + found + ", not of " + wanted + ". " + fix(file));
        }
    }

    <T> T read(Database.Work<T> work) {
        return said(file, () -> database.read(work));
    }

    <T> T write(Database.Change<T> change) {
        return said(file, () -> database.write(change));
    }

    /// A number that it keeps about itself; 0 if it was never set.
    long number(String name) {
        return read(sql -> number(sql, name));
    }

    static long number(Sql sql, String name) throws SQLException {
        return sql.first("SELECT value FROM about WHERE name = ?", row -> row.getLong(1), name)
                .orElse(0L);
    }

    static void add(Sql sql, String name, long difference) throws SQLException {
        set(sql, name, number(sql, name) + difference);
    }

    static void set(Sql sql, String name, long value) throws SQLException {
        sql.update("INSERT OR REPLACE INTO about VALUES (?, ?)", name, value);
    }

    Path file() {
        return file;
    }

    @Override
    public void close() {
        database.close();
    }

    private static <T> T said(Path file, Supplier<T> work) {
        try {
            return work.get();
        } catch (StorageException e) {
            throw new VectorStoreException(explained(file, e), e);
        }
    }

    private static String explained(Path file, StorageException e) {
        String message = String.valueOf(e.getMessage());
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql) {
                int code = sql.getErrorCode() & PRIMARY_CODE;
                String said = String.valueOf(sql.getMessage());
                if (code == CORRUPT || code == NOT_A_DATABASE) {
                    return file + ": is damaged, or no SQLite file. " + fix(file);
                }
                if (said.contains("found = 0") || said.contains("no such table")) {
                    return file + ": is a database of another program. " + fix(file);
                }
            }
        }
        return message;
    }

    /// What to do with a file that is not right.
    static String fix(Path file) {
        return "Stop the workbench, move "
                + file.getFileName()
                + " away and start it again: the vectors are computed anew from the entities.";
    }
}
