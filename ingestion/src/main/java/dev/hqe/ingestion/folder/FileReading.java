package dev.hqe.ingestion.folder;

/// Makes entities of files. Thread-safe.
public interface FileReading {

    /// What, besides a file, decides what becomes of it: where this is another one than before, all
    /// files are read anew. Some letters and digits.
    String fingerprint();

    /// Whether an entity says in its field `sha256` which bytes it was made of, and is the only one
    /// of its file: a run of the whole folder then compares with what is stored.
    boolean isHashed();

    /// Reads a file and says to the sink what becomes of it.
    ///
    /// @throws InterruptedException if the run ends; nothing more need be said then
    void read(FileSink sink) throws InterruptedException;
}
