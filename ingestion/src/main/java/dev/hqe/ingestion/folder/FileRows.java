package dev.hqe.ingestion.folder;

import dev.hqe.kernel.store.Database;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// What was read of folders, in the database. Thread-safe; methods block.
final class FileRows {

    /// Rows on one page.
    static final int PAGE = 500;

    private static final String COLUMNS = "path, stamp, hash, entities, letters, reason";

    /// A folder as the last runs left it.
    ///
    /// @param rootKey the file system's own name of the folder, as a whole run saw it last; empty
    ///   if none has ended well
    /// @param unfinished whether a run began and did not come to a good end
    /// @param path where it is; empty until a run has noted it
    record Folder(long id, String rootKey, boolean unfinished, String path) {

        private static final Folder NONE = new Folder(0, "", false, "");
    }

    private final Database database;

    FileRows(Database database) {
        this.database = database;
    }

    /// The row of a folder; one of no folder if there is none yet.
    Folder of(String idPrefix) {
        return database.read(sql ->
                sql.first(
                                "SELECT id, root_key, unfinished, path FROM source_folder"
                                        + " WHERE id_prefix = ?",
                                row ->
                                        new Folder(
                                                row.getLong(1),
                                                row.getString(2),
                                                row.getLong(3) != 0,
                                                row.getString(4)),
                                idPrefix)
                        .orElse(Folder.NONE));
    }

    /// Notes that a run changes something from here on.
    ///
    /// @param path where the folder is
    /// @return the row, made where there is none yet
    Folder begin(String idPrefix, String path) {
        database.write(transaction ->
                transaction
                        .sql()
                        .update(
                                "INSERT INTO source_folder (id_prefix, unfinished, path)"
                                        + " VALUES (?, 1, ?) ON CONFLICT (id_prefix)"
                                        + " DO UPDATE SET unfinished = 1, path = excluded.path",
                                idPrefix,
                                path));
        return of(idPrefix);
    }

    /// A run has come to a good end.
    void finish(Folder folder, String rootKey) {
        database.write(transaction ->
                transaction
                        .sql()
                        .update(
                                "UPDATE source_folder SET unfinished = 0, root_key = ?"
                                        + " WHERE id = ?",
                                rootKey,
                                folder.id()));
    }

    /// Nothing is known of this folder any more.
    void forget(String idPrefix) {
        database.write(transaction -> {
            transaction
                    .sql()
                    .update(
                            "DELETE FROM source_file WHERE folder ="
                                    + " (SELECT id FROM source_folder WHERE id_prefix = ?)",
                            idPrefix);
            return transaction
                    .sql()
                    .update("DELETE FROM source_folder WHERE id_prefix = ?", idPrefix);
        });
    }

    /// Some rows in the order of their paths' bytes.
    ///
    /// @param after the path before the first
    List<FileRow> page(Folder folder, String after) {
        return database.read(sql ->
                sql.list(
                        "SELECT "
                                + COLUMNS
                                + " FROM source_file WHERE folder = ? AND path > ?"
                                + " ORDER BY path LIMIT ?",
                        FileRows::row,
                        folder.id(),
                        after,
                        PAGE));
    }

    /// Those of these files that there are rows of, by path.
    Map<String, FileRow> of(Folder folder, Collection<String> paths) {
        return database.read(sql -> {
            Map<String, FileRow> found = new HashMap<>();
            for (String path : paths) {
                sql.first(
                                "SELECT "
                                        + COLUMNS
                                        + " FROM source_file WHERE folder = ? AND path = ?",
                                FileRows::row,
                                folder.id(),
                                path)
                        .ifPresent(row -> found.put(path, row));
            }
            return found;
        });
    }

    void put(Folder folder, List<FileRow> rows) {
        if (rows.isEmpty()) {
            return;
        }
        database.write(transaction -> {
            for (FileRow row : rows) {
                transaction
                        .sql()
                        .update(
                                "REPLACE INTO source_file (folder, "
                                        + COLUMNS
                                        + ") VALUES (?, ?, ?, ?, ?, ?, ?)",
                                folder.id(),
                                row.path(),
                                row.stamp(),
                                row.hash(),
                                row.entities(),
                                row.letters() ? 1L : 0L,
                                row.reason());
            }
            return rows.size();
        });
    }

    void remove(Folder folder, Collection<String> paths) {
        database.write(transaction -> {
            for (String path : paths) {
                transaction
                        .sql()
                        .update(
                                "DELETE FROM source_file WHERE folder = ? AND path = ?",
                                folder.id(),
                                path);
            }
            return paths.size();
        });
    }

    private static FileRow row(ResultSet row) throws SQLException {
        return new FileRow(
                row.getString(1),
                row.getString(2),
                row.getString(3),
                row.getLong(4),
                row.getLong(5) != 0,
                row.getString(6));
    }
}
