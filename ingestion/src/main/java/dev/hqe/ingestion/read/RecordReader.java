package dev.hqe.ingestion.read;

import java.util.List;
import java.util.Optional;

/// Reads records one after the other, and never holds more than a few of them. For one thread.
public interface RecordReader extends AutoCloseable {

    /// The next record, or empty at the end. Blocks.
    ///
    /// @throws ReadException if nothing behind this can be read: it is no such file, it is
    ///   encrypted, too large where it has to be whole, or the disk fails. Asked again, it is
    ///   thrown again.
    Optional<ReadItem> next();

    /// Bytes of the source that have been read so far; for progress.
    long bytesRead();

    /// What a person should know about the source as a whole and what no record says: a delimiter
    /// or an encoding that was guessed, columns that were given another name. A few sentences;
    /// complete at the end.
    default List<String> notices() {
        return List.of();
    }

    /// Whether this is one document with a text, and no rows or values.
    default boolean isDocument() {
        return false;
    }

    @Override
    void close();
}
