package dev.hqe.ui.internal.servers;

/// What the list of servers shows.
sealed interface Listing {

    /// They are being read for the first time.
    record Loading() implements Listing {}

    /// There is no server yet.
    record Nothing() implements Listing {}

    /// There are some, none with these words.
    record NoMatch(String words) implements Listing {}

    /// There are some.
    record Rows() implements Listing {}
}
