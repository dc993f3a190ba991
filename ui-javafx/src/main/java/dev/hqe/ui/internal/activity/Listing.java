package dev.hqe.ui.internal.activity;

import dev.hqe.ui.internal.rows.PagedRows;

/// What the page of the timeline shows in its middle.
public sealed interface Listing {

    /// It is being looked for, and nothing has been found yet.
    record Loading() implements Listing {}

    /// Nothing has happened yet.
    record Nothing() implements Listing {}

    /// Something has happened, but nothing like this.
    record NoMatch(Filter filter) implements Listing {}

    /// Some rows.
    record Rows(PagedRows<ActivityRow> rows) implements Listing {}

    /// The timeline could not be read.
    record Failed(String message) implements Listing {}
}
