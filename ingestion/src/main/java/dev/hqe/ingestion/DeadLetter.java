package dev.hqe.ingestion;

import dev.hqe.kernel.entity.TopicId;
import java.time.Instant;

/// Something that came in and could not become an entity.
///
/// @param seq rises with each letter that is written; a letter written anew gets a new one
/// @param source where the item came from: the absolute path of a folder
/// @param item which item: a path in that folder, with `/`; what cannot be printed is written as
///   `\x0A`, and a folder ends in `/`
/// @param reason a stable word: [Reason#word]
/// @param detail said so that a person can mend it
public record DeadLetter(
        long seq,
        TopicId topicId,
        String source,
        String item,
        String reason,
        String detail,
        Instant createdAt) {}
