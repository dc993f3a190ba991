package dev.hqe.ingestion.source;

import dev.hqe.ingestion.DeadLetter;
import dev.hqe.ingestion.DeadLetters;
import dev.hqe.ingestion.DeadLetters.Filter;
import dev.hqe.ingestion.http.HttpAsking;
import dev.hqe.ingestion.http.HttpFetch;
import dev.hqe.ingestion.map.MappingSpec;
import dev.hqe.ingestion.map.RecordTransform;
import dev.hqe.ingestion.source.SourceSpec.FileSource;
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
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A real database in a folder, a Topic with prices, and sources.
final class Shop implements AutoCloseable {

    static final MappingSpec MAPPING =
            new MappingSpec(
                    ".symbol",
                    "Price",
                    "{symbol, close: (.close | tonumber)}",
                    ".day // empty",
                    "");

    private static final String SCHEMA =
            """
            {
              "type": "object",
              "required": ["symbol", "close"],
              "properties": {
                "symbol": {"type": "string"},
                "close": {"type": "number", "minimum": 0},
                "text": {"type": "string"}
              },
              "additionalProperties": false
            }
            """;

    final Path home;
    final EventBus bus = new EventBus(InstantSource.system());
    final Database database;
    final EntityStore store;
    final DeadLetters letters;
    final Sources sources;
    Topic topic;

    /// What the Topic's transform `split` does now.
    RecordTransform transform =
            new RecordTransform() {
                @Override
                public String version() {
                    return "1";
                }

                @Override
                public Answer apply(byte[] record) {
                    return new Answer.Given(record);
                }
            };

    Shop(Path home) {
        this(home, HttpAsking.of(HttpFetch.NONE, InstantSource.system(), home));
    }

    Shop(Path home, HttpAsking asking) {
        this.home = home;
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
        this.topic = topic(SCHEMA);
        this.sources =
                new Sources(
                        database,
                        store,
                        letters,
                        bus,
                        id -> Optional.of(topic).filter(one -> one.id().equals(id)),
                        (topic, name) -> transform,
                        asking);
    }

    /// The Topic with another schema of prices.
    Topic topic(String schema) {
        Path folder = home.resolve("topic");
        try {
            Files.createDirectories(folder.resolve("schemas"));
            Files.write(folder.resolve("split.wasm"), new byte[0]);
            Files.writeString(
                    folder.resolve("topic.yaml"),
                    """
                    id: shop
                    name: Shop
                    version: 1.0.0
                    data_schema:
                      Price: schemas/price.json
                    capabilities:
                      transforms:
                        - name: split
                          wasm: split.wasm
                    """);
            Files.writeString(folder.resolve("schemas/price.json"), schema);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return TopicReader.read(folder, "topic");
    }

    Path file(String name, String text) {
        try {
            return Files.writeString(home.resolve(name), text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Source add(Path file) {
        return add(file, MAPPING);
    }

    Source add(Path file, MappingSpec mapping) {
        return sources.add(
                SourceName.suggested(file.getFileName().toString()),
                topic,
                new FileSource(file, Reading.DEFAULT, mapping));
    }

    SourceReport run(Source source) {
        return sources.start(sources.require(source.name().value()), progress -> {}).await();
    }

    /// What is stored, by id.
    List<StoredEntity> stored() {
        return store.scan(EntityQuery.all().order(EntityQuery.Order.BY_ID)).toList();
    }

    List<String> ids() {
        return stored().stream().map(e -> e.id().value()).toList();
    }

    List<DeadLetter> dead() {
        return letters.list(Filter.all(), 0, DeadLetters.MAX_PAGE).items();
    }

    @Override
    public void close() {
        sources.close();
        bus.close();
        database.close();
    }
}
