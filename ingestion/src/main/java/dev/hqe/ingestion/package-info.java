/// Ingestion: a folder becomes entities, and stays what the folder is each time it is run again.
///
/// Enter at [dev.hqe.ingestion.FolderIngest]. What cannot become an entity is in
/// [dev.hqe.ingestion.DeadLetters], with the reason. Publishes [dev.hqe.ingestion.IngestProgressed]
/// and [dev.hqe.ingestion.IngestFinished]; the entities themselves are announced by their store.
/// Needs the kernel's entity store, database, event bus and a [dev.hqe.kernel.topic.Topic] that has
/// the kind `SourceFile`.
@NullMarked
package dev.hqe.ingestion;

import org.jspecify.annotations.NullMarked;
