package dev.hqe.ingestion;

import java.time.Duration;

/// How folders are ingested.
///
/// @param maxFileBytes larger files are skipped, 1 to [#MOST_FILE_BYTES]
/// @param maxFiles a run that lists more files and folders than this (those below an ignored folder
///   are not listed) stops with an error
/// @param readers files read at the same time
/// @param inFlightBytes file content held in memory between reading and storing, at least
///   `maxFileBytes`; the heap needs about six times this
/// @param batchEntities most entities committed together, 1 to 1000
/// @param batchBytes file content after which a batch is committed
/// @param progressInterval the shortest time between two reports of progress
public record IngestSettings(
        int maxFileBytes,
        int maxFiles,
        int readers,
        int inFlightBytes,
        int batchEntities,
        int batchBytes,
        Duration progressInterval) {

    /// The largest file that can be asked for: its text must fit into one JSON string.
    public static final int MOST_FILE_BYTES = 16 << 20;

    private static final int MOST_READERS = 64;
    private static final int MOST_BATCH = 1000;

    public static final IngestSettings DEFAULT =
            new IngestSettings(
                    2 << 20,
                    1_000_000,
                    Math.clamp(Runtime.getRuntime().availableProcessors(), 2, 8),
                    16 << 20,
                    200,
                    4 << 20,
                    Duration.ofMillis(250));

    public IngestSettings {
        requireRange("max file bytes", maxFileBytes, 1, MOST_FILE_BYTES);
        requireRange("max files", maxFiles, 1, Integer.MAX_VALUE);
        requireRange("readers", readers, 1, MOST_READERS);
        requireRange("bytes in flight", inFlightBytes, maxFileBytes, Integer.MAX_VALUE);
        requireRange("batch entities", batchEntities, 1, MOST_BATCH);
        requireRange("batch bytes", batchBytes, 1, Integer.MAX_VALUE);
        if (!progressInterval.isPositive()) {
            throw new IllegalArgumentException("the progress interval must be longer than 0");
        }
    }

    private static void requireRange(String name, int value, int least, int most) {
        if (value < least || value > most) {
            throw new IllegalArgumentException(
                    name + " must be " + least + " to " + most + ", not " + value);
        }
    }

    public IngestSettings withMaxFileBytes(int bytes) {
        return new IngestSettings(
                bytes,
                maxFiles,
                readers,
                Math.max(bytes, inFlightBytes),
                batchEntities,
                batchBytes,
                progressInterval);
    }

    public IngestSettings withMaxFiles(int files) {
        return new IngestSettings(
                maxFileBytes,
                files,
                readers,
                inFlightBytes,
                batchEntities,
                batchBytes,
                progressInterval);
    }

    public IngestSettings withInFlightBytes(int bytes) {
        return new IngestSettings(
                maxFileBytes,
                maxFiles,
                readers,
                bytes,
                batchEntities,
                batchBytes,
                progressInterval);
    }

    public IngestSettings withProgressInterval(Duration interval) {
        return new IngestSettings(
                maxFileBytes,
                maxFiles,
                readers,
                inFlightBytes,
                batchEntities,
                batchBytes,
                interval);
    }
}
