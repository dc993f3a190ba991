package dev.hqe.ingestion;

import java.time.Duration;

/// How far a run has come. Once it is complete, `found == created + updated + unchanged + skipped +
/// rejected + vanished`.
///
/// @param found files, links and the like that are not ignored, and folders that cannot be read
/// @param walked whether `found` is final: the walk has come to its end; until then `found` grows,
///   and no share of it tells how much is left
/// @param created entities stored for the first time
/// @param updated entities whose file has changed
/// @param unchanged files that are stored already as they are
/// @param skipped see [Reason#isSkipped]
/// @param rejected with any other reason
/// @param vanished files that were gone when they should be read
/// @param ignored entries that `.gitignore` excludes; an ignored folder counts as one
/// @param deleted entities deleted because their file is gone or is no longer text
/// @param bytes file content read
/// @param elapsed since the run began
public record IngestProgress(
        long found,
        boolean walked,
        long created,
        long updated,
        long unchanged,
        long skipped,
        long rejected,
        long vanished,
        long ignored,
        long deleted,
        long bytes,
        Duration elapsed) {

    private static final double NANOS = 1e9;

    /// Entities stored: created or updated.
    public long stored() {
        return created + updated;
    }

    /// Files of which is known what becomes of them.
    public long done() {
        return stored() + unchanged + skipped + rejected + vanished;
    }

    /// 0 as long as no time has passed.
    public double filesPerSecond() {
        return elapsed.isPositive() ? done() * NANOS / elapsed.toNanos() : 0;
    }
}
