package dev.hqe.ingestion;

import dev.hqe.ingestion.DeadLetters.Filter;
import dev.hqe.kernel.bus.EventBus;
import dev.hqe.kernel.entity.EntityQuery;
import dev.hqe.kernel.entity.EntityStore;
import dev.hqe.kernel.entity.StoredEntity;
import dev.hqe.kernel.store.Database;
import dev.hqe.kernel.store.DatabaseSettings;
import dev.hqe.kernel.store.Outbox;
import dev.hqe.kernel.store.WorkbenchSchema;
import dev.hqe.kernel.topic.Topic;
import dev.hqe.kernel.topic.TopicReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// A real database in a folder, a Topic that takes files, and a folder to fill: `files`.
final class Workbench implements AutoCloseable {

    static final String SCHEMA =
            """
            {
              "type": "object",
              "properties": {
                "path": {"type": "string"},
                "root": {"type": "string"},
                "language": {"type": "string"},
                "size": {"type": "integer", "minimum": 0},
                "lines": {"type": "integer", "minimum": 0},
                "sha256": {"type": "string", "pattern": "^[0-9a-f]{64}$"},
                "text": {"type": "string", "not": {"const": "forbidden"}}
              },
              "required": ["path", "root", "language", "size", "lines", "sha256", "text"],
              "additionalProperties": false
            }
            """;

    final Path home;
    final Path files;
    final InstantSource clock = InstantSource.system();
    final EventBus bus = new EventBus(clock);
    final Database database;
    final Outbox outbox;
    final EntityStore store;
    final DeadLetters letters;
    final Topic topic;

    Workbench(Path home) {
        this.home = home;
        this.files = home.resolve("files");
        this.database =
                Database.open(
                        home.resolve("workbench.db"),
                        WorkbenchSchema.migrations(),
                        DatabaseSettings.DEFAULT);
        this.outbox =
                new Outbox(
                        database, bus, clock, Map.of(EntityStore.OUTBOX_TYPE, EntityStore::facts));
        this.store = new EntityStore(database, outbox, clock);
        this.letters = new DeadLetters(database, clock);
        this.topic = topic(home.resolve("topic"), "SourceFile");
        try {
            Files.createDirectories(files);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Topic topic(Path folder, String kind) {
        return topic(folder, kind, SCHEMA);
    }

    static Topic topic(Path folder, String kind, String schema) {
        try {
            Files.createDirectories(folder.resolve("schemas"));
            Files.writeString(
                    folder.resolve("topic.yaml"),
                    """
                    id: code
                    name: Code
                    version: 1.0.0
                    data_schema:
                      %s: schemas/file.json
                    """
                            .formatted(kind));
            Files.writeString(folder.resolve("schemas/file.json"), schema);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return TopicReader.read(folder, "topic");
    }

    FolderIngest ingest(IngestSettings settings) {
        return new FolderIngest(database, store, letters, bus, clock, settings);
    }

    IngestReport run() {
        return run(IngestSettings.DEFAULT);
    }

    IngestReport run(IngestSettings settings) {
        try (FolderIngest ingest = ingest(settings)) {
            return ingest.run(files, topic, progress -> {});
        }
    }

    Path file(String path, String text) throws IOException {
        Path file = files.resolve(path);
        Files.createDirectories(file.getParent());
        return Files.writeString(file, text);
    }

    Path file(String path, int... bytes) throws IOException {
        byte[] content = new byte[bytes.length];
        for (int i = 0; i < bytes.length; i++) {
            content[i] = (byte) bytes[i];
        }
        Path file = files.resolve(path);
        Files.createDirectories(file.getParent());
        return Files.write(file, content);
    }

    /// What is stored, by path.
    Map<String, StoredEntity> stored() {
        return store.scan(EntityQuery.all().kind(FolderIngest.KIND).limit(1000))
                .collect(
                        Collectors.toMap(
                                e -> e.entity().data().get("path").asString(),
                                e -> e,
                                (a, b) -> a,
                                TreeMap::new));
    }

    StoredEntity stored(String path) {
        StoredEntity entity = stored().get(path);
        if (entity == null) {
            throw new AssertionError(path + " is not stored");
        }
        return entity;
    }

    /// The reason of every dead letter, by item.
    Map<String, String> reasons() {
        return letters.list(Filter.all(), 0, 1000).items().stream()
                .collect(
                        Collectors.toMap(
                                DeadLetter::item, DeadLetter::reason, (a, b) -> a, TreeMap::new));
    }

    @Override
    public void close() {
        bus.close();
        database.close();
    }
}
