package dev.hqe.ingestion.source;

import dev.hqe.ingestion.FolderIngest;
import dev.hqe.ingestion.IngestException;
import dev.hqe.ingestion.internal.FolderWalk;
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
import dev.hqe.kernel.topic.Topic;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/// Says what the first records of a source would become; stores nothing. Thread-safe.
///
/// @param scratch folder for what has to be a file before it can be read
record Previews(RecordJudges judges, SourceInputs inputs, SourceFolders folders, Path scratch) {

    private static final int OF_A_FILE = 3;

    /// Judges a record.
    @FunctionalInterface
    private interface Judging {
        Verdict of(JsonNode record) throws InterruptedException;
    }

    /// What is found; for one thread.
    private record Found(int most, List<Entity> entities, List<String> unfit) {

        Found(int most) {
            this(most, new ArrayList<>(), new ArrayList<>());
        }

        boolean isEnough() {
            return entities.size() >= most || unfit.size() >= most;
        }

        void add(ReadItem item, String before, Judging judging) throws InterruptedException {
            switch (item) {
                case SourceRecord(JsonNode value, long _, String place) -> {
                    Verdict verdict = judging.of(value);
                    entities.addAll(verdict.fit());
                    verdict.unfit()
                            .ifPresent(one -> unfit.add(before + place + ": " + one.detail()));
                }
                case BrokenRecord(long _, String place, String _, String why) ->
                        unfit.add(before + place + ": " + why);
            }
        }

        Preview preview(List<String> notices) {
            return new Preview(
                    entities.subList(0, Math.min(most, entities.size())),
                    unfit.subList(0, Math.min(most, unfit.size())),
                    notices);
        }
    }

    /// @param most entities, and unfit records
    Preview of(SourceName name, Topic topic, SourceSpec spec, int most) {
        try {
            return spec instanceof FolderSource folder
                    ? ofFolder(name, topic, folder, most)
                    : ofRecords(judges.of(topic, name, spec), spec, most);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IngestException.Failed(name + ": the preview was stopped", e);
        }
    }

    private Preview ofRecords(RecordJudge judge, SourceSpec spec, int most)
            throws InterruptedException {
        Found found = new Found(most);
        try (RecordReader reader = inputs.look(spec)) {
            while (!found.isEnough()) {
                Optional<ReadItem> next = reader.next();
                if (next.isEmpty()) {
                    break;
                }
                found.add(next.get(), "", judge::judge);
            }
            return found.preview(reader.notices());
        }
    }

    /// Of each file at most [#OF_A_FILE].
    private Preview ofFolder(SourceName name, Topic topic, FolderSource spec, int most)
            throws InterruptedException {
        folders.check(name, topic, spec);
        if (spec.isOfTexts()) {
            return new Preview(
                    List.of(),
                    List.of(),
                    List.of("each text file becomes one " + FolderIngest.KIND));
        }
        RecordJudge judge = judges.of(topic, name, spec);
        Found found = new Found(most);
        FolderWalk walk = folders.walk(name, topic, spec);
        for (Optional<Entry> entry = walk.next();
                entry.isPresent() && !found.isEnough();
                entry = walk.next()) {
            if (entry.get() instanceof Entry.RegularFile file) {
                addFile(file, spec, judge, found);
            }
        }
        return found.preview(List.of());
    }

    private void addFile(Entry.RegularFile file, FolderSource spec, RecordJudge judge, Found found)
            throws InterruptedException {
        try (RecordReader reader =
                RecordReaders.open(file.file(), file.path(), spec.reading().settings(scratch))) {
            Optional<ReadItem> next = reader.next();
            for (int i = 0; i < OF_A_FILE && next.isPresent(); i++) {
                boolean document = reader.isDocument();
                found.add(
                        next.get(),
                        file.path() + ", ",
                        record -> RecordFiles.judge(judge, file.path(), document, record));
                next = reader.next();
            }
        } catch (ReadException e) {
            found.unfit().add(String.valueOf(e.getMessage()));
        }
    }
}
