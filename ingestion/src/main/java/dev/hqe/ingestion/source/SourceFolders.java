package dev.hqe.ingestion.source;

import dev.hqe.ingestion.IngestSettings;
import dev.hqe.ingestion.folder.FileReading;
import dev.hqe.ingestion.folder.FolderScan;
import dev.hqe.ingestion.folder.SourceFolder;
import dev.hqe.ingestion.folder.TextFiles;
import dev.hqe.ingestion.internal.FolderWalk;
import dev.hqe.ingestion.internal.FolderWalk.Entering;
import dev.hqe.ingestion.source.SourceSpec.FolderSource;
import dev.hqe.kernel.store.Database;
import dev.hqe.kernel.topic.Topic;
import java.nio.file.Path;

/// Opens folders that are sources. Thread-safe.
final class SourceFolders {

    private final SourceRun.Context context;
    private final RecordJudges judges;
    private final FolderScan.Context scans;

    SourceFolders(Database database, SourceRun.Context context, RecordJudges judges, Path scratch) {
        this.context = context;
        this.judges = judges;
        this.scans =
                new FolderScan.Context(
                        database,
                        context.store(),
                        context.deadLetters(),
                        IngestSettings.DEFAULT,
                        scratch);
    }

    /// Refuses what the Topic cannot take.
    ///
    /// @throws dev.hqe.ingestion.IngestException.Refused saying what to write instead
    void check(SourceName name, Topic topic, FolderSource spec) {
        if (spec.isOfTexts()) {
            TextFiles.schema(topic);
        } else {
            judges.of(topic, name, spec);
        }
    }

    /// The files of it, in their order.
    FolderWalk walk(SourceName name, Topic topic, FolderSource spec) {
        return SourceFolder.named(spec.path(), topic.id(), name.value())
                .walk(scans.settings().maxFiles(), spec.filter(), Entering.ALL);
    }

    /// A scan of it.
    ///
    /// @throws dev.hqe.ingestion.IngestException.Refused if there is no such folder, or the Topic
    ///   cannot take what is in it
    FolderScan scan(SourceName name, Topic topic, FolderSource spec, FolderScan.Part part) {
        SourceFolder folder = SourceFolder.named(spec.path(), topic.id(), name.value());
        FileReading reading =
                spec.isOfTexts()
                        ? new TextFiles(
                                folder, topic, context.clock(), scans.settings().maxFileBytes())
                        : new RecordFiles(
                                topic, spec, judges.of(topic, name, spec), scans.scratch());
        return new FolderScan(new FolderScan.Task(folder, reading, spec.filter(), part), scans);
    }

    /// Nothing is known any more of what was read of it.
    void forget(Source source) {
        FolderScan.forgetFiles(scans.database(), source.idPrefix());
    }
}
