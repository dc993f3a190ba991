package dev.hqe.ui.internal.entities;

import dev.hqe.ui.internal.rows.PagedRows;
import java.util.OptionalLong;

/// What the page of entities shows in its middle.
public sealed interface Listing {

    /// The first page is being read and there is nothing older to show.
    record Loading() implements Listing {}

    /// The workbench has no entities.
    record Nothing() implements Listing {}

    /// There are entities, but none of this scope with these words.
    record NoMatch(Scope scope, String words) implements Listing {}

    /// Some rows.
    ///
    /// @param total how many there are, as far as that has been counted
    record Rows(PagedRows<EntityRow> rows, Scope scope, String words, OptionalLong total)
            implements Listing {}

    /// The list could not be read.
    record Failed(String message) implements Listing {}
}
