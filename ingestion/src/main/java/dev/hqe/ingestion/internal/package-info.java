/// What ingestion looks at on disk: which files of a folder count
/// ([dev.hqe.ingestion.internal.FolderWalk], with `.gitignore`), what text they hold
/// ([dev.hqe.ingestion.internal.FileText]) and in which language
/// ([dev.hqe.ingestion.internal.Languages]). Nobody's business but this module's; knows nothing of
/// Topics, entities or the database and publishes nothing.
@NullMarked
package dev.hqe.ingestion.internal;

import org.jspecify.annotations.NullMarked;
