package dev.hqe.ingestion.source;

import java.time.Duration;
import java.util.Optional;

/// How far a run has come.
///
/// @param records read in this run, those that it passed over included
/// @param passed records that an earlier run had committed, so they were not looked at again
/// @param created entities stored for the first time
/// @param updated entities whose data has changed
/// @param unchanged records that are stored already as they are
/// @param refused records that became dead letters
/// @param bytes read
/// @param totalBytes of the source; 0 if nobody knows
/// @param elapsed since the run began
/// @param files of a folder that were looked at
/// @param deleted entities whose file, or whose record in it, is gone
public record SourceProgress(
        long records,
        long passed,
        long created,
        long updated,
        long unchanged,
        long refused,
        long bytes,
        long totalBytes,
        Duration elapsed,
        long files,
        long deleted) {

    /// Of a source that has no files.
    public SourceProgress(
            long records,
            long passed,
            long created,
            long updated,
            long unchanged,
            long refused,
            long bytes,
            long totalBytes,
            Duration elapsed) {
        this(
                records,
                passed,
                created,
                updated,
                unchanged,
                refused,
                bytes,
                totalBytes,
                elapsed,
                0,
                0);
    }

    private static final double NANOS = 1e9;

    /// Entities stored: created or updated.
    public long stored() {
        return created + updated;
    }

    /// 0 as long as no time has passed.
    public double recordsPerSecond() {
        return elapsed.isPositive() ? records * NANOS / elapsed.toNanos() : 0;
    }

    /// How long it may still take, if it goes on as so far; empty as long as nobody can say.
    public Optional<Duration> remaining() {
        if (totalBytes <= 0 || bytes <= 0) {
            return Optional.empty();
        }
        double share = Math.min(1.0, (double) bytes / totalBytes);
        return Optional.of(Duration.ofNanos((long) (elapsed.toNanos() * (1 - share) / share)));
    }
}
