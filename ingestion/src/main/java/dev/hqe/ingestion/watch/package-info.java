/// The watch: folders that are sources and say so are followed as long as a workbench runs.
///
/// Enter at [dev.hqe.ingestion.watch.SourceWatches]. Each folder has a
/// [dev.hqe.ingestion.watch.FolderWatch], which is told by the operating system through the one
/// [dev.hqe.ingestion.watch.FolderEvents] in which of its folders something has happened, waits
/// until it is quiet there, and has a run of the source look at these. What happened is never taken
/// from the events, always from the folder: so whatever was missed is found by the next look.
///
/// Publishes nothing of its own; the runs tell of themselves. Needs the sources.
@NullMarked
package dev.hqe.ingestion.watch;

import org.jspecify.annotations.NullMarked;
