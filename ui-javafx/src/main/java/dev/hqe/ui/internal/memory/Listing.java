package dev.hqe.ui.internal.memory;

import java.time.Duration;
import java.util.List;

/// What the page lists.
sealed interface Listing {

    /// Nothing is looked for.
    record Unasked() implements Listing {}

    /// It is being looked for, and nothing was found before that could stay.
    record Searching() implements Listing {}

    /// There is nothing.
    record NoHits(Asked asked) implements Listing {}

    /// It could not be looked for.
    record Failed(String message) implements Listing {}

    /// What was found, the best first.
    ///
    /// @param terms the words to mark
    /// @param took how long the memory has searched
    /// @param full whether there may be more than are listed
    record Hits(List<Found> hits, Asked asked, Terms terms, Duration took, boolean full)
            implements Listing {

        public Hits {
            hits = List.copyOf(hits);
        }
    }
}
