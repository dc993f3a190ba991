package dev.hqe.ingestion;

import dev.hqe.kernel.entity.Entity;

/// What becomes of a file, on the way to whoever writes it down.
sealed interface Fate {

    /// It becomes an entity.
    ///
    /// @param bytes of the budget, to be given back once it is stored
    record Store(Entity entity, String item, int bytes) implements Fate {}

    /// It becomes a dead letter.
    record Refuse(String item, Reason reason, String detail) implements Fate {}

    /// Nothing comes any more.
    record End() implements Fate {}
}
