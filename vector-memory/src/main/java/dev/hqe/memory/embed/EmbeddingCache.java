package dev.hqe.memory.embed;

import dev.hqe.kernel.HomeException;
import dev.hqe.kernel.WorkbenchHome;
import dev.hqe.kernel.store.Database;
import dev.hqe.kernel.store.DatabaseSettings;
import dev.hqe.kernel.store.DatabaseSettings.Durability;
import dev.hqe.kernel.store.Migration;
import dev.hqe.kernel.store.Sql;
import dev.hqe.kernel.store.StorageException;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Vectors of texts that were embedded before, in a SQLite file that is no larger than it may be:
/// what was not used for longest goes first.
///
/// It is only a cache, so nothing about it is an error for whoever asks. A file that is damaged is
/// thrown away and begun anew; one that cannot be written keeps nothing. The texts themselves are
/// not in it, but their SHA-256.
///
/// Thread-safe. The file is opened when it is first used.
public final class EmbeddingCache implements AutoCloseable {

    private static final Logger LOG = System.getLogger(EmbeddingCache.class.getName());

    private static final List<Migration> SCHEMA =
            List.of(
                    new Migration(
                            "embeddings-1",
                            """
                            CREATE TABLE vectors (
                              key BLOB PRIMARY KEY,   -- SHA-256 of model, use and text
                              vector BLOB NOT NULL,   -- and its CRC-32
                              used INTEGER NOT NULL   -- seconds since 1970, an hour too early at most
                            );
                            CREATE INDEX vectors_by_use ON vectors (used);
                            """));

    private static final DatabaseSettings DATABASE =
            new DatabaseSettings(1, 256, 64, Duration.ofSeconds(30), Durability.PROCESS_CRASH);

    private static final long TOUCH_SECONDS = 3600;

    /// How much of it goes when it is full.
    private static final int SHARE_EVICTED = 10;

    private static final int MAX_FAILURES = 3;

    private final Path file;
    private final long maxBytes;
    private final InstantSource clock;
    private @Nullable Database database;
    private int failures;
    private boolean closed;

    /// @param maxBytes how large the file may become
    public EmbeddingCache(Path file, long maxBytes) {
        this(file, maxBytes, InstantSource.system());
    }

    EmbeddingCache(Path file, long maxBytes, InstantSource clock) {
        this.file = file;
        this.maxBytes = maxBytes;
        this.clock = clock;
    }

    /// Those of the texts that it knows, with their vectors.
    ///
    /// @param space what the vectors can be compared in; a text can be in several
    Map<String, float[]> find(String space, Set<String> texts, int dimensions) {
        return attempt(open -> found(open, space, texts, dimensions)).orElse(Map.of());
    }

    private Map<String, float[]> found(
            Database open, String space, Set<String> texts, int dimensions) {
        long now = clock.instant().getEpochSecond();
        Map<String, float[]> vectors = new HashMap<>();
        List<CachedVector> stale = new ArrayList<>();
        List<CachedVector> known =
                open.read(sql -> {
                    List<CachedVector> rows = new ArrayList<>();
                    for (String text : texts) {
                        CachedVector.find(sql, space, text).ifPresent(rows::add);
                    }
                    return rows;
                });
        for (CachedVector row : known) {
            row.vector(dimensions).ifPresent(vector -> vectors.put(row.text(), vector));
            if (now - row.used() > TOUCH_SECONDS) {
                stale.add(row);
            }
        }
        if (!stale.isEmpty()) {
            open.write(change -> {
                for (CachedVector row : stale) {
                    row.touch(change.sql(), now);
                }
                return stale.size();
            });
        }
        return vectors;
    }

    /// Keeps vectors for later.
    void keep(String space, Map<String, float[]> vectors) {
        long now = clock.instant().getEpochSecond();
        attempt(open ->
                open.write(change -> {
                    for (Map.Entry<String, float[]> vector : vectors.entrySet()) {
                        CachedVector.put(
                                change.sql(), space, vector.getKey(), vector.getValue(), now);
                    }
                    evict(change.sql());
                    return vectors.size();
                }));
    }

    private void evict(Sql sql) throws SQLException {
        long pages = number(sql, "PRAGMA page_count") - number(sql, "PRAGMA freelist_count");
        if (pages * number(sql, "PRAGMA page_size") <= maxBytes) {
            return;
        }
        long rows = number(sql, "SELECT count(*) FROM vectors");
        sql.update(
                "DELETE FROM vectors WHERE rowid IN"
                        + " (SELECT rowid FROM vectors ORDER BY used, rowid LIMIT ?)",
                Math.max(1, rows / SHARE_EVICTED));
    }

    private static long number(Sql sql, String query) throws SQLException {
        return sql.first(query, row -> row.getLong(1)).orElse(0L);
    }

    /// Empty if it cannot be done now.
    private <T> Optional<T> attempt(Function<Database, T> work) {
        Optional<Database> open = open();
        try {
            return open.map(work);
        } catch (StorageException e) {
            open.ifPresent(failed -> failed(failed, e));
            return Optional.empty();
        }
    }

    private synchronized Optional<Database> open() {
        if (closed || failures >= MAX_FAILURES) {
            return Optional.empty();
        }
        Database open = database;
        if (open == null) {
            try {
                WorkbenchHome.createPrivately(
                        Objects.requireNonNull(file.toAbsolutePath().getParent()));
                if (Files.exists(file) && Files.size(file) / 2 > maxBytes) { // a new, lower bound
                    delete();
                }
                open = opened();
            } catch (StorageException | HomeException | IOException e) {
                failures++;
                LOG.log(Level.WARNING, "{0}: no vectors are kept: {1}", file, e.getMessage());
                return Optional.empty();
            }
            database = open;
        }
        return Optional.of(open);
    }

    private Database opened() throws IOException {
        try {
            return Database.open(file, SCHEMA, DATABASE);
        } catch (StorageException e) {
            LOG.log(Level.WARNING, "{0} is begun anew: {1}", file, e.getMessage());
            delete();
            return Database.open(file, SCHEMA, DATABASE);
        }
    }

    private synchronized void failed(Database failed, StorageException why) {
        if (closed || failed != database) {
            return;
        }
        failures++;
        String message = String.valueOf(why.getMessage());
        LOG.log(Level.WARNING, "{0}: {1}", file, message);
        if (message.contains("SQLITE_CORRUPT") || message.contains("SQLITE_NOTADB")) {
            database = null;
            failed.close();
            try {
                delete();
            } catch (IOException e) {
                LOG.log(Level.WARNING, "{0} cannot be deleted: {1}", file, e.getMessage());
            }
        }
    }

    private void delete() throws IOException {
        for (String end : List.of("", "-wal", "-shm")) {
            Files.deleteIfExists(file.resolveSibling(file.getFileName() + end));
        }
    }

    @Override
    public synchronized void close() {
        closed = true;
        if (database != null) {
            database.close();
        }
    }
}
