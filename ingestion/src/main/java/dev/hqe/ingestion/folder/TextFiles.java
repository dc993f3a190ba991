package dev.hqe.ingestion.folder;

import dev.hqe.ingestion.DeadLetter.Payload;
import dev.hqe.ingestion.FolderIngest;
import dev.hqe.ingestion.IngestException;
import dev.hqe.ingestion.Reason;
import dev.hqe.ingestion.internal.FileBytes;
import dev.hqe.ingestion.internal.FileText;
import dev.hqe.ingestion.internal.Languages;
import dev.hqe.kernel.entity.Entity;
import dev.hqe.kernel.file.Sha256;
import dev.hqe.kernel.json.Json;
import dev.hqe.kernel.json.JsonSchema;
import dev.hqe.kernel.json.JsonSchema.Violation;
import dev.hqe.kernel.topic.Topic;
import java.time.InstantSource;
import java.util.List;
import java.util.stream.Collectors;
import tools.jackson.databind.node.ObjectNode;

/// Makes one entity of a text file. Thread-safe.
public final class TextFiles implements FileReading {

    private static final int ATTEMPTS = 3;
    private static final Languages LANGUAGES = Languages.load();

    private final SourceFolder source;
    private final Topic topic;
    private final JsonSchema schema;
    private final InstantSource clock;
    private final int maxBytes;

    /// @param maxBytes larger files are refused
    /// @throws IngestException.Refused if the Topic has no kind `SourceFile`
    public TextFiles(SourceFolder source, Topic topic, InstantSource clock, int maxBytes) {
        this.source = source;
        this.topic = topic;
        this.schema = schema(topic);
        this.clock = clock;
        this.maxBytes = maxBytes;
    }

    /// What text files become.
    ///
    /// @throws IngestException.Refused if the Topic has no kind `SourceFile`
    public static JsonSchema schema(Topic topic) {
        return topic.schema(FolderIngest.KIND)
                .orElseThrow(() ->
                        new IngestException.Refused(
                                "Topic '"
                                        + topic.id()
                                        + "' has no kind "
                                        + FolderIngest.KIND
                                        + ", so files cannot be stored in it. Name a schema"
                                        + " for it under data_schema in "
                                        + topic.file("topic.yaml")
                                        + ", or choose another Topic."));
    }

    @Override
    public String fingerprint() {
        return Fingerprint.of(topic, "text " + maxBytes);
    }

    @Override
    public boolean isHashed() {
        return true;
    }

    @Override
    public void read(FileSink sink) throws InterruptedException {
        long size = sink.candidate().file().size();
        for (int attempt = 1; attempt <= ATTEMPTS; attempt++) {
            if (size > maxBytes) {
                sink.refuse(Reason.TOO_LARGE, tooLarge(size));
                return;
            }
            int taken = (int) size;
            if (!sink.take(taken)) {
                return;
            }
            boolean kept = false;
            try {
                switch (FileBytes.read(sink.file(), taken)) {
                    case FileBytes.Whole whole -> {
                        kept = read(sink, whole.bytes());
                        return;
                    }
                    case FileBytes.Resized(long now) -> size = now;
                    case FileBytes.Unreadable(String why) -> {
                        sink.unreadable(Reason.UNREADABLE, why, true);
                        return;
                    }
                    case FileBytes.Gone() -> {
                        sink.vanished();
                        return;
                    }
                }
            } finally {
                if (!kept) {
                    sink.giveBack(taken);
                }
            }
        }
        sink.unreadable(
                Reason.UNREADABLE,
                "it changes while it is read. Ingest the folder again once it is at rest.",
                true);
    }

    private String tooLarge(long size) {
        return "it has " + size + " bytes, more than the limit of " + maxBytes;
    }

    /// @return whether the bytes go on to the writer
    private boolean read(FileSink sink, byte[] bytes) throws InterruptedException {
        sink.read(bytes.length);
        String hash = Sha256.of(bytes);
        if (hash.equals(sink.candidate().storedSha256())) {
            sink.hash(hash);
            sink.unchanged();
            return false;
        }
        switch (FileText.of(bytes)) {
            case FileText.Text text -> {
                return store(sink, text, bytes.length, hash);
            }
            case FileText.Binary(String where) -> sink.refuse(Reason.BINARY, where);
            case FileText.NotUnicode(String why) -> sink.refuse(Reason.ENCODING, why);
        }
        return false;
    }

    private boolean store(FileSink sink, FileText.Text text, int size, String hash)
            throws InterruptedException {
        String path = sink.path();
        ObjectNode data = Json.object();
        data.put("path", path);
        data.put("root", source.label());
        data.put("language", LANGUAGES.of(path, text.text()));
        data.put("size", size);
        data.put("lines", text.lines());
        data.put("sha256", hash);
        data.put("text", text.text());
        String violations = violations(data);
        if (!violations.isEmpty()) {
            sink.refuse(Reason.INVALID, violations);
            return false;
        }
        sink.hash(hash);
        Entity entity =
                new Entity(
                        source.id(path),
                        source.topicId(),
                        FolderIngest.KIND,
                        data,
                        clock.instant());
        return sink.storeTaken(entity, "", 0, () -> Payload.NOTHING, size);
    }

    /// Says nothing of what is in the file: dead letters are shown, and a file may hold a secret.
    private String violations(ObjectNode data) {
        try {
            List<Violation> violations = schema.violations(data);
            return violations.stream()
                    .map(Violation::withoutValues)
                    .collect(Collectors.joining("; "));
        } catch (RuntimeException | StackOverflowError e) {
            // the edge: a Topic's pattern over a file's text, and neither is ours
            return "the Topic's schema cannot judge it: " + e.getClass().getSimpleName();
        }
    }
}
