package dev.hqe.ingestion.watch;

import dev.hqe.ingestion.DeadLetter;
import dev.hqe.ingestion.DeadLetters;
import dev.hqe.ingestion.DeadLetters.Filter;
import dev.hqe.ingestion.map.MappingSpec;
import dev.hqe.ingestion.source.Reading;
import dev.hqe.ingestion.source.Source;
import dev.hqe.ingestion.source.SourceName;
import dev.hqe.ingestion.source.SourceReport;
import dev.hqe.ingestion.source.SourceSpec.FolderSource;
import dev.hqe.ingestion.source.Sources;
import dev.hqe.kernel.bus.EventBus;
import dev.hqe.kernel.entity.EntityQuery;
import dev.hqe.kernel.entity.EntityStore;
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
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// A real database in a home, a Topic with notes, and a folder to fill. Opened anew on the same
/// home, it is the workbench started again.
final class Diary implements AutoCloseable {

    static final MappingSpec MAPPING = MappingSpec.DEFAULT.with("kind", "Note");

    final Path home;
    final Path files;
    final EventBus bus = new EventBus(InstantSource.system());
    final Database database;
    final EntityStore store;
    final DeadLetters letters;
    final Sources sources;
    final Topic topic;

    /// @param files the folder that is the source, beside the home
    Diary(Path home, Path files) {
        this.home = home;
        this.files = files;
        this.topic = topic(home);
        this.database =
                Database.open(
                        home.resolve("workbench.db"),
                        WorkbenchSchema.migrations(),
                        DatabaseSettings.DEFAULT);
        Outbox outbox =
                new Outbox(
                        database,
                        bus,
                        InstantSource.system(),
                        Map.of(EntityStore.OUTBOX_TYPE, EntityStore::facts));
        this.store = new EntityStore(database, outbox, InstantSource.system());
        this.letters = new DeadLetters(database, InstantSource.system());
        this.sources =
                new Sources(
                        database,
                        store,
                        letters,
                        bus,
                        id -> Optional.of(topic).filter(one -> one.id().equals(id)),
                        home,
                        InstantSource.system());
    }

    private static Topic topic(Path home) {
        Path folder = home.resolve("topic");
        try {
            Files.createDirectories(folder.resolve("schemas"));
            Files.writeString(
                    folder.resolve("topic.yaml"),
                    """
                    id: diary
                    name: Diary
                    version: 1.0.0
                    data_schema:
                      Note: schemas/note.json
                    """);
            Files.writeString(
                    folder.resolve("schemas/note.json"),
                    """
                    {"type": "object", "properties": {"text": {"not": {"const": "forbidden"}}}}
                    """);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return TopicReader.read(folder, "topic");
    }

    Source add() {
        return add(MAPPING, List.of(), List.of());
    }

    Source add(MappingSpec mapping, List<String> include, List<String> exclude) {
        return sources.add(
                new SourceName("notes"),
                topic,
                new FolderSource(files, include, exclude, true, Reading.DEFAULT, mapping));
    }

    SourceWatches watch(WatchSettings settings) {
        SourceWatches watches = new SourceWatches(sources, settings);
        watches.start();
        return watches;
    }

    SourceReport run() {
        return sources.start(sources.require("notes"), progress -> {}).await();
    }

    void write(String path, String text) {
        try {
            Path file = files.resolve(path);
            Files.createDirectories(file.getParent());
            Files.writeString(file, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// What is stored, by id without its beginning: the data as JSON.
    Map<String, String> stored() {
        Map<String, String> stored = new TreeMap<>();
        store.scan(EntityQuery.all().limit(1000))
                .forEach(entity ->
                        stored.put(
                                entity.id().value().substring("diary/notes/".length()),
                                entity.entity().data().toString()));
        return stored;
    }

    /// The text of each document that is stored, by path.
    Map<String, String> texts() {
        Map<String, String> texts = new TreeMap<>();
        store.scan(EntityQuery.all().limit(1000))
                .forEach(entity ->
                        texts.put(
                                entity.entity().data().path("path").asString(),
                                entity.entity().data().path("text").asString()));
        return texts;
    }

    List<String> dead() {
        return letters.list(Filter.all(), 0, DeadLetters.MAX_PAGE).items().stream()
                .map(DeadLetter::item)
                .toList();
    }

    @Override
    public void close() {
        sources.close();
        bus.close();
        database.close();
    }
}
