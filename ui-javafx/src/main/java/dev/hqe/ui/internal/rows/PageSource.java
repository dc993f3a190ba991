package dev.hqe.ui.internal.rows;

import java.util.List;

/// Where rows come from.
///
/// Rows have a position that stays theirs: 0 for the first row of the list as it was opened, below
/// 0 for those that came in before it.
///
/// @param <R> a row
@FunctionalInterface
public interface PageSource<R> {

    /// Some rows.
    ///
    /// @param more whether there are rows behind these; heeded only of the last page of a list
    ///   whose length is not known
    record Chunk<R>(List<R> rows, boolean more) {

        public Chunk {
            rows = List.copyOf(rows);
        }
    }

    /// Reads rows later, on a virtual thread, and may block then.
    @FunctionalInterface
    interface Read<R> {
        Chunk<R> run();
    }

    /// What reads these rows. Asked for on the JavaFX thread.
    ///
    /// @param from position of the first
    /// @param to behind the last; at most [PagedRows#PAGE] more
    Read<R> rows(int from, int to);
}
