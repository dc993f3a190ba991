package dev.hqe.kernel.store;

import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;

/// Brings a database's schema up to date. `PRAGMA user_version` counts the migrations that are in.
final class SchemaUpgrade {

    private SchemaUpgrade() {}

    static void apply(Sql sql, List<Migration> migrations, Path file) throws SQLException {
        int version = sql.first("PRAGMA user_version", row -> row.getInt(1)).orElse(0);
        if (version > migrations.size()) {
            throw new StorageException(
                    file
                            + ": was written by a newer version of this program (schema "
                            + version
                            + ", this one knows "
                            + migrations.size()
                            + "). Update the program, or set HQE_HOME to another directory.",
                    null);
        }
        for (int next = version + 1; next <= migrations.size(); next++) {
            Migration migration = migrations.get(next - 1);
            try {
                sql.script(
                        "BEGIN IMMEDIATE;\n"
                                + migration.script()
                                + "\n;PRAGMA user_version = "
                                + next
                                + ";\nCOMMIT;");
            } catch (SQLException e) {
                rollBack(sql, e);
                throw new SQLException("migration " + migration.name() + ": " + e.getMessage(), e);
            }
        }
    }

    private static void rollBack(Sql sql, SQLException cause) {
        try {
            sql.script("ROLLBACK");
        } catch (SQLException e) { // it had not begun, or SQLite has rolled it back already
            cause.addSuppressed(e);
        }
    }
}
