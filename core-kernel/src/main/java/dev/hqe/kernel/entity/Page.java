package dev.hqe.kernel.entity;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Some entities and where to go on. The cursor stays valid while entities come and go: nothing is
/// shown twice and nothing that was there all the time is skipped.
///
/// @param items in the order of the query
public record Page(List<StoredEntity> items, @Nullable String cursor) {

    public Page {
        items = List.copyOf(items);
    }

    /// What to give to [EntityQuery#after] for the next page; empty on the last one.
    public Optional<String> next() {
        return Optional.ofNullable(cursor);
    }
}
