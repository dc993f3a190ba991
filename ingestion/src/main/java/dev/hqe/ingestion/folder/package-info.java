/// Folders: what is stored of one is brought in line with it, again and again.
///
/// Enter at [dev.hqe.ingestion.folder.FolderScan], which walks a
/// [dev.hqe.ingestion.folder.SourceFolder] and has what was changed read by a
/// [dev.hqe.ingestion.folder.FileReading]; [dev.hqe.ingestion.folder.TextFiles] makes one entity of
/// a text file. What was read is noted in the tables `source_folder` and `source_file`, so that
/// what has not changed is not read again.
///
/// Publishes nothing; who runs a scan tells of it. Needs the kernel's entity store and database,
/// and the dead letters.
@NullMarked
package dev.hqe.ingestion.folder;

import org.jspecify.annotations.NullMarked;
