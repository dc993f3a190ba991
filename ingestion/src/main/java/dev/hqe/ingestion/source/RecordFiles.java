package dev.hqe.ingestion.source;

import dev.hqe.ingestion.DeadLetter.Payload;
import dev.hqe.ingestion.Reason;
import dev.hqe.ingestion.folder.FileReading;
import dev.hqe.ingestion.folder.FileSink;
import dev.hqe.ingestion.folder.Fingerprint;
import dev.hqe.ingestion.read.BrokenRecord;
import dev.hqe.ingestion.read.ReadException;
import dev.hqe.ingestion.read.ReadItem;
import dev.hqe.ingestion.read.ReadSettings;
import dev.hqe.ingestion.read.RecordReader;
import dev.hqe.ingestion.read.RecordReaders;
import dev.hqe.ingestion.read.SourceRecord;
import dev.hqe.ingestion.source.RecordJudge.Unfit;
import dev.hqe.ingestion.source.RecordJudge.Verdict;
import dev.hqe.ingestion.source.SourceSpec.FolderSource;
import dev.hqe.kernel.entity.Entity;
import dev.hqe.kernel.topic.Topic;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Makes entities of the records of files, each read by the reader of its format. Thread-safe.
final class RecordFiles implements FileReading {

    private static final int MEMORY_PER_BYTE = 2;

    private final Topic topic;
    private final FolderSource spec;
    private final RecordJudge judge;
    private final ReadSettings settings;

    /// @param scratch folder for what has to be a file before it can be read
    RecordFiles(Topic topic, FolderSource spec, RecordJudge judge, Path scratch) {
        this.topic = topic;
        this.spec = spec;
        this.judge = judge;
        this.settings = spec.reading().settings(scratch);
    }

    @Override
    public String fingerprint() {
        return Fingerprint.of(
                topic, spec.withPath(Path.of("")).toJson().toString() + judge.version());
    }

    @Override
    public boolean isHashed() {
        return false;
    }

    @Override
    public void read(FileSink sink) throws InterruptedException {
        long read = 0;
        try (RecordReader reader = RecordReaders.open(sink.file(), sink.path(), settings)) {
            for (Optional<ReadItem> next = reader.next();
                    next.isPresent() && !sink.stopped();
                    next = reader.next()) {
                long now = reader.bytesRead();
                sink.read(now - read);
                say(sink, next.get(), reader.isDocument(), (now - read) * MEMORY_PER_BYTE);
                read = now;
            }
            sink.read(reader.bytesRead() - read);
        } catch (ReadException e) {
            unreadable(sink, e);
        }
    }

    private static void unreadable(FileSink sink, ReadException why) throws InterruptedException {
        if (!Files.isRegularFile(sink.file(), LinkOption.NOFOLLOW_LINKS)) {
            sink.vanished();
            return;
        }
        boolean disk = why.getCause() instanceof IOException && !Files.isReadable(sink.file());
        Reason reason = disk ? Reason.UNREADABLE : Reason.BROKEN;
        sink.unreadable(reason, String.valueOf(why.getMessage()), disk);
    }

    private void say(FileSink sink, ReadItem item, boolean document, long bytes)
            throws InterruptedException {
        switch (item) {
            case SourceRecord(JsonNode value, long number, String place) -> {
                String where = document ? "" : place;
                Verdict verdict = judge(judge, sink.path(), document, value);
                long all = Math.max(bytes, (long) verdict.bytes() * MEMORY_PER_BYTE);
                for (Entity entity : verdict.fit()) {
                    long share = all / verdict.fit().size();
                    sink.store(entity, where, number, () -> Payload.record(value), share);
                }
                if (verdict.unfit().isPresent()) {
                    Unfit unfit = verdict.unfit().get();
                    sink.refuse(
                            unfit.reason(), unfit.detail(), where, number, Payload.record(value));
                }
            }
            case BrokenRecord(long number, String place, String raw, String why) ->
                    sink.refuse(
                            Reason.BROKEN, why, document ? "" : place, number, Payload.text(raw));
        }
    }

    /// Judges a record of a file.
    ///
    /// @param document whether it is all of the file: then it knows its place in the folder, and
    ///   has a title
    static Verdict judge(RecordJudge judge, String path, boolean document, JsonNode record)
            throws InterruptedException {
        if (!document || !(record instanceof ObjectNode whole)) {
            return judge.judge(path, record);
        }
        whole.put("path", path);
        if (whole.path("title").asString("").isBlank()) {
            whole.put("title", path.substring(path.lastIndexOf('/') + 1));
        }
        return judge.judgeDocument(path, whole);
    }
}
