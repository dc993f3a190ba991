package dev.hqe.kernel.entity;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Parts of some entities and where to go on, as [Page].
///
/// @param items in the order of the query
public record ExtractPage(List<EntityExtract> items, @Nullable String cursor) {

    public ExtractPage {
        items = List.copyOf(items);
    }

    /// What to give to [EntityQuery#after] for the next page; empty on the last one.
    public Optional<String> next() {
        return Optional.ofNullable(cursor);
    }
}
