package dev.hqe.ingestion.folder;

import dev.hqe.ingestion.internal.FolderWalk.Entry;
import java.util.Optional;

/// A file to be read.
///
/// @param before what is known of it
/// @param storedSha256 of what is stored of it, empty if nothing is or nobody has looked
/// @param sweep whether there may be more stored of it than is known
record Candidate(
        Entry.RegularFile file, Optional<FileRow> before, String storedSha256, boolean sweep) {

    /// Whether something is stored of it.
    boolean stored() {
        return !storedSha256.isEmpty() || before.filter(row -> row.entities() > 0).isPresent();
    }
}
