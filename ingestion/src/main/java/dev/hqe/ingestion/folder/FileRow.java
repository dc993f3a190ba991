package dev.hqe.ingestion.folder;

/// What is known of a file that a run has read.
///
/// @param path in the folder; that of a folder ends in `/`
/// @param stamp which writing of it was read; empty if it is to be read again whatever it is
/// @param hash SHA-256 of its bytes; empty where it is not needed
/// @param entities how many came of it
/// @param letters whether there are dead letters of it
/// @param reason the word of a [Reason] if nothing can come of it; empty otherwise
record FileRow(
        String path, String stamp, String hash, long entities, boolean letters, String reason) {

    /// Whether this is what was read, so that it need not be read again.
    boolean isOf(String now) {
        return !stamp.isEmpty() && stamp.equals(now);
    }
}
