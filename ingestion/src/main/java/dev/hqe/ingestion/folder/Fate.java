package dev.hqe.ingestion.folder;

import dev.hqe.ingestion.DeadLetter.Payload;
import dev.hqe.ingestion.Reason;
import dev.hqe.kernel.entity.Entity;
import java.util.Optional;
import java.util.function.Supplier;

/// What becomes of a file, on the way to whoever writes it down.
sealed interface Fate {

    /// Something of it becomes an entity.
    ///
    /// @param path of the file
    /// @param item and the next two: what its letter says if the store refuses it
    /// @param bytes of the budget, to be given back once it is stored
    record Store(
            Entity entity,
            String path,
            String item,
            long record,
            Supplier<Payload> payload,
            int bytes)
            implements Fate {}

    /// Something of it becomes a dead letter.
    record Refuse(Letter letter) implements Fate {}

    /// Nothing more comes of this file.
    ///
    /// @param item the file's, under which its letters are
    /// @param sweep whether what is stored of it and was not seen is to be deleted
    /// @param letters whether there may be letters of an earlier run
    record Done(FileRow row, String item, boolean sweep, Optional<SeenIds> seen, boolean letters)
            implements Fate {}

    /// Nothing comes any more.
    record End() implements Fate {}

    /// A dead letter.
    ///
    /// @param record number of the record in its file; 0 for the file itself
    record Letter(String item, Reason reason, String detail, long record, Payload payload) {}
}
