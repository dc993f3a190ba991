package dev.hqe.kernel.store;

import java.nio.file.Path;
import java.sql.SQLException;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteConfig.JournalMode;
import org.sqlite.SQLiteConfig.Pragma;
import org.sqlite.SQLiteConfig.SynchronousMode;
import org.sqlite.SQLiteConfig.TempStore;

/// Opens connections with the settings that hold for every one of ours.
final class SqliteConnection {

    private static final int BUSY_MILLIS = 5000;
    private static final String MMAP_BYTES = Integer.toString(256 << 20);
    private static final int CACHE_KIBIBYTES = -32_000; // negative: a size, not a count of pages

    /// Steps of SQLite's machine, some tens of nanoseconds each, after which a read looks whether
    /// it has to stop.
    private static final int STEPS_BETWEEN_LOOKS = 20_000;

    private SqliteConnection() {}

    static Sql open(Path file, DatabaseSettings settings, boolean readOnly) throws SQLException {
        SQLiteConfig config = new SQLiteConfig();
        config.setJournalMode(JournalMode.WAL);
        config.setSynchronous(SynchronousMode.valueOf(settings.durability().synchronous()));
        config.setBusyTimeout(BUSY_MILLIS);
        config.setPragma(Pragma.MMAP_SIZE, MMAP_BYTES);
        config.setCacheSize(CACHE_KIBIBYTES);
        config.setTempStore(TempStore.MEMORY);
        config.enforceForeignKeys(true);
        // as a URI, because the driver takes a ? in a plain path for the start of settings
        Sql sql = new Sql(config.createConnection("jdbc:sqlite:" + file.toUri().toASCIIString()));
        if (readOnly) {
            sql.beStoppable(STEPS_BETWEEN_LOOKS);
            sql.script("PRAGMA query_only = true");
        }
        return sql;
    }
}
