package dev.hqe.memory.index;

import dev.hqe.kernel.store.Database;
import dev.hqe.memory.MemoryException;

/// How much memory the scan of vectors may take: in `workbench.db`, as a person has set it. Holds
/// for vectors that are opened afterwards, so from the next start on. Thread-safe.
public final class ScanLimit {

    /// Most that can be set, in MiB: 64 GiB.
    public static final int MAX_MEBIBYTES = 1 << 16;

    /// Unless a person says otherwise: a quarter of what this process may use, but not more.
    private static final int USUAL_MEBIBYTES = 512;

    private static final int HEAP_PART = 4;
    private static final String NAME = "scan MiB";

    private final Database database;

    public ScanLimit(Database database) {
        this.database = database;
    }

    /// 0 or more; with 0 the vectors are always searched where they rest.
    public int mebibytes() {
        return database.read(sql ->
                        sql.first(
                                "SELECT CAST(value AS INTEGER) FROM memory_setting WHERE name = ?",
                                row -> row.getInt(1),
                                NAME))
                .orElseGet(ScanLimit::usual);
    }

    long bytes() {
        return (long) mebibytes() << 20;
    }

    private static int usual() {
        long heap = (Runtime.getRuntime().maxMemory() >> 20) / HEAP_PART;
        return (int) Math.min(USUAL_MEBIBYTES, Math.max(1, heap));
    }

    /// Sets it.
    ///
    /// @throws MemoryException if it is not 0 to [#MAX_MEBIBYTES]
    public void set(int mebibytes) {
        if (mebibytes < 0 || mebibytes > MAX_MEBIBYTES) {
            throw new MemoryException(
                    "the scan of vectors may take 0 to "
                            + MAX_MEBIBYTES
                            + " MiB of memory, not "
                            + mebibytes);
        }
        database.write(transaction ->
                transaction
                        .sql()
                        .update(
                                "INSERT INTO memory_setting (name, value) VALUES (?, ?)"
                                        + " ON CONFLICT (name) DO UPDATE SET value = excluded.value",
                                NAME,
                                String.valueOf(mebibytes)));
    }
}
