package dev.hqe.ui;

import dev.hqe.kernel.topic.Topic;
import java.nio.file.Path;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/// What the window asks for when a person adds a folder. Implemented by whoever composes the
/// workbench.
public interface FolderIngestion {

    /// Whether this Topic can take the files of a folder. Quick, and callable from any thread.
    boolean accepts(Topic topic);

    /// Reads the folder into entities of the Topic and returns when that is done or cancelled. The
    /// window calls it on a virtual thread of its own, one folder at a time.
    ///
    /// @param progress may be told as often as there is something new, from any thread
    /// @param cancelled turns true when the person cancels; look at it between files
    /// @throws RuntimeException if the folder cannot be read at all; the message is shown as it is,
    ///   so it says what happened and what to do
    Summary ingest(
            Path folder, Topic topic, Consumer<Progress> progress, BooleanSupplier cancelled);

    /// How far a running ingest is.
    ///
    /// @param found how many files there are, 0 until all of them have been counted: a count that
    ///   still grows would let the progress run backwards
    /// @param done files that were looked at, the skipped ones included
    /// @param skipped files that were left out
    /// @param current the file that is being read, relative to the folder; may be empty
    record Progress(long found, long done, long skipped, String current) {

        public Progress {
            if (found < 0 || done < 0 || skipped < 0) {
                throw new IllegalArgumentException("counts of a progress are 0 or more");
            }
        }
    }

    /// A file that was left out, and why.
    record Skip(String file, String reason) {}

    /// What became of a folder.
    ///
    /// @param skipped how many files were left out
    /// @param skips the first of them, at most [#MAX_SKIPS]
    /// @param cancelled whether a person ended it early; what was stored stays
    record Summary(
            long created,
            long updated,
            long unchanged,
            long deleted,
            long skipped,
            List<Skip> skips,
            boolean cancelled) {

        /// Most skipped files that a summary names.
        public static final int MAX_SKIPS = 200;

        public Summary {
            skips = List.copyOf(skips.subList(0, Math.min(MAX_SKIPS, skips.size())));
        }
    }
}
