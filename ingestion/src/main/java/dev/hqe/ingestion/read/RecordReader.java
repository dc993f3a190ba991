package dev.hqe.ingestion.read;

import java.util.Optional;

/// Reads records one after the other, and never holds more than a few of them. For one thread.
public interface RecordReader extends AutoCloseable {

    /// The next record, or empty at the end. Blocks.
    ///
    /// @throws ReadException if nothing behind this can be read: it is no such file, it is
    ///   encrypted, too large where it has to be whole, or the disk fails
    Optional<ReadItem> next();

    /// Bytes of the source that have been read so far; for progress.
    long bytesRead();

    @Override
    void close();
}
