package dev.hqe.ui.internal.memory;

import dev.hqe.kernel.entity.StoredEntity;
import dev.hqe.memory.Citation;
import org.jspecify.annotations.Nullable;

/// The text that a hit stands in.
///
/// @param title what people call it
/// @param path where it says that it came from; empty for none
/// @param citation of what is cited; null where the whole is looked at
/// @param changed whether the entity has changed since it was found, so that what was cited does
///   not stand there any more
/// @param number which of the hits in it is cited, from 1; 0 where none is
/// @param terms the words to mark
record Source(
        StoredEntity entity,
        String title,
        String path,
        @Nullable Citation citation,
        boolean changed,
        int number,
        SourceText text,
        Terms terms,
        FileStanding file) {

    /// How many hits there are in it.
    int hits() {
        return text.hits().size();
    }
}
