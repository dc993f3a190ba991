package dev.hqe.ingestion.map;

/// The port to what makes other records of a record, before any expression sees them: a program
/// that a Topic brings. Whoever composes the workbench gives it the sandbox. Thread-safe.
public interface RecordTransform {

    /// What has become of a record.
    sealed interface Answer {

        /// It has answered.
        ///
        /// @param json as the program has written it; nobody has looked at it, and it is not copied
        // Up to megabytes for each record; a copy would cost more than it protects.
        @SuppressWarnings("ArrayRecordComponent")
        record Given(byte[] json) implements Answer {}

        /// It cannot make anything of this record.
        ///
        /// @param why for a person
        record Refused(String why) implements Answer {}
    }

    /// What makes the same of the same record has the same version; any text.
    ///
    /// @throws dev.hqe.ingestion.IngestException.Failed if that cannot be found out
    String version();

    /// Gives it a record.
    ///
    /// @param record JSON in UTF-8, on one line
    /// @throws InterruptedException if the calling thread is interrupted
    /// @throws dev.hqe.ingestion.IngestException.Failed if it cannot be asked any more, whatever
    ///   the record
    Answer apply(byte[] record) throws InterruptedException;
}
