package dev.hqe.ingestion.source;

import dev.hqe.ingestion.FolderIngest;
import dev.hqe.ingestion.IngestSettings;
import dev.hqe.ingestion.Reason;
import dev.hqe.ingestion.folder.FileReading;
import dev.hqe.ingestion.folder.FolderScan;
import dev.hqe.ingestion.folder.SourceFolder;
import dev.hqe.ingestion.folder.TextFiles;
import dev.hqe.ingestion.internal.FolderWalk;
import dev.hqe.ingestion.internal.FolderWalk.Entering;
import dev.hqe.ingestion.internal.FolderWalk.Entry;
import dev.hqe.ingestion.read.BrokenRecord;
import dev.hqe.ingestion.read.ReadException;
import dev.hqe.ingestion.read.ReadItem;
import dev.hqe.ingestion.read.RecordReader;
import dev.hqe.ingestion.read.RecordReaders;
import dev.hqe.ingestion.read.SourceRecord;
import dev.hqe.ingestion.source.RecordJudge.Verdict;
import dev.hqe.ingestion.source.SourceSpec.FolderSource;
import dev.hqe.ingestion.source.Sources.Preview;
import dev.hqe.kernel.entity.Entity;
import dev.hqe.kernel.store.Database;
import dev.hqe.kernel.topic.Topic;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/// Opens folders that are sources. Thread-safe.
final class SourceFolders {

    private static final int PREVIEW_OF_FILE = 3;

    private final SourceRun.Context context;
    private final FolderScan.Context scans;

    SourceFolders(Database database, SourceRun.Context context, Path scratch) {
        this.context = context;
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
            RecordJudge.of(topic, name, spec, context.clock());
        }
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
                                topic,
                                spec,
                                RecordJudge.of(topic, name, spec, context.clock()),
                                scans.scratch());
        return new FolderScan(new FolderScan.Task(folder, reading, spec.filter(), part), scans);
    }

    /// What the first records would become; of each file at most [#PREVIEW_OF_FILE].
    Preview preview(SourceName name, Topic topic, FolderSource spec, int most) {
        check(name, topic, spec);
        if (spec.isOfTexts()) {
            return new Preview(
                    List.of(),
                    List.of(),
                    List.of("each text file becomes one " + FolderIngest.KIND));
        }
        RecordJudge judge = RecordJudge.of(topic, name, spec, context.clock());
        List<Entity> entities = new ArrayList<>();
        List<String> unfit = new ArrayList<>();
        FolderWalk walk =
                SourceFolder.named(spec.path(), topic.id(), name.value())
                        .walk(scans.settings().maxFiles(), spec.filter(), Entering.ALL);
        for (Optional<Entry> entry = walk.next();
                entry.isPresent() && entities.size() < most && unfit.size() < most;
                entry = walk.next()) {
            if (entry.get() instanceof Entry.RegularFile file) {
                preview(file, spec, judge, entities, unfit);
            }
        }
        return new Preview(
                entities.subList(0, Math.min(most, entities.size())),
                unfit.subList(0, Math.min(most, unfit.size())),
                List.of());
    }

    private void preview(
            Entry.RegularFile file,
            FolderSource spec,
            RecordJudge judge,
            List<Entity> entities,
            List<String> unfit) {
        try (RecordReader reader =
                RecordReaders.open(
                        file.file(), file.path(), spec.reading().settings(scans.scratch()))) {
            Optional<ReadItem> next = reader.next();
            for (int i = 0; i < PREVIEW_OF_FILE && next.isPresent(); i++) {
                switch (next.get()) {
                    case SourceRecord(JsonNode value, long _, String place) -> {
                        switch (RecordFiles.judge(judge, file.path(), reader.isDocument(), value)) {
                            case Verdict.Fit(Entity entity) -> entities.add(entity);
                            case Verdict.Unfit(Reason _, String detail, var _) ->
                                    unfit.add(file.path() + ", " + place + ": " + detail);
                        }
                    }
                    case BrokenRecord(long _, String place, String _, String why) ->
                            unfit.add(file.path() + ", " + place + ": " + why);
                }
                next = reader.next();
            }
        } catch (ReadException e) {
            unfit.add(String.valueOf(e.getMessage()));
        }
    }

    /// Nothing is known any more of what was read of it.
    void forget(Source source) {
        FolderScan.forgetFiles(scans.database(), source.idPrefix());
    }
}
