package dev.hqe.benchmarks.ingest;

import dev.hqe.ingestion.DeadLetters;
import dev.hqe.ingestion.FolderIngest;
import dev.hqe.ingestion.IngestReport;
import dev.hqe.ingestion.IngestSettings;
import dev.hqe.ingestion.map.MappingSpec;
import dev.hqe.ingestion.source.Reading;
import dev.hqe.ingestion.source.Source;
import dev.hqe.ingestion.source.SourceName;
import dev.hqe.ingestion.source.SourceProgress;
import dev.hqe.ingestion.source.SourceReport;
import dev.hqe.ingestion.source.SourceSpec.FileSource;
import dev.hqe.ingestion.source.Sources;
import dev.hqe.kernel.bus.EventBus;
import dev.hqe.kernel.entity.EntityStore;
import dev.hqe.kernel.store.Database;
import dev.hqe.kernel.store.DatabaseSettings;
import dev.hqe.kernel.store.Outbox;
import dev.hqe.kernel.store.WorkbenchSchema;
import dev.hqe.kernel.topic.Topic;
import dev.hqe.kernel.topic.TopicReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/// The product's road from a source into the entity store, wired as the workbench wires it: reader,
/// mapping, schema, store, outbox and bus.
final class Road implements AutoCloseable {

    private static final String TOPIC =
            """
            id: shop
            name: Shop
            version: 1.0.0
            data_schema:
              Order: schemas/order.json
              Ticket: schemas/ticket.json
              SourceFile: schemas/file.json
            """;

    private static final String ORDER =
            """
            {
              "type": "object",
              "required": ["name", "amount", "quantity"],
              "properties": {
                "name": {"type": "string", "maxLength": 200},
                "city": {"type": "string"},
                "amount": {"type": "number", "minimum": 0},
                "quantity": {"type": "integer", "minimum": 1},
                "paid": {"type": "boolean"},
                "text": {"type": "string"}
              },
              "additionalProperties": false
            }
            """;

    private static final String TICKET =
            """
            {
              "type": "object",
              "required": ["name", "customer", "text"],
              "properties": {
                "name": {"type": "string", "maxLength": 200},
                "customer": {"type": "string"},
                "address": {"type": "string"},
                "amount": {"type": "number", "minimum": 0},
                "quantity": {"type": "integer", "minimum": 1},
                "open": {"type": "boolean"},
                "text": {"type": "string"}
              },
              "additionalProperties": false
            }
            """;

    private static final String FILE =
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
                "text": {"type": "string"}
              },
              "required": ["path", "root", "language", "size", "lines", "sha256", "text"],
              "additionalProperties": false
            }
            """;

    static final MappingSpec ORDERS =
            new MappingSpec(
                    ".id",
                    "Order",
                    "{name: .customer, city, amount: (.amount | tonumber),"
                            + " quantity: (.quantity | tonumber), paid: (.paid == \"true\")}",
                    ".day",
                    ".note");

    /// Of [SampleTickets]; question and answer are in the full text.
    static final MappingSpec TICKETS =
            new MappingSpec(
                    ".id",
                    "Ticket",
                    "{name: .subject, customer, address, amount: (.amount | tonumber),"
                            + " quantity: (.quantity | tonumber), open: (.open == \"true\")}",
                    ".day",
                    ".question + \"\\n\\n\" + .answer");

    /// What of memory is there.
    enum MemoryPart {
        /// Nothing: its triggers are taken out.
        OFF,
        /// What a change of an entity notes for it, in the same transaction.
        TRIGGERS
    }

    private final EventBus bus = new EventBus(InstantSource.system());
    private final Database database;
    private final Outbox outbox;
    private final EntityStore store;
    private final DeadLetters letters;
    private final Sources sources;
    private final Topic topic;

    Road(Path home, MemoryPart memory) throws IOException {
        InstantSource clock = InstantSource.system();
        Files.createDirectories(home.resolve("topic/schemas"));
        Files.writeString(home.resolve("topic/topic.yaml"), TOPIC);
        Files.writeString(home.resolve("topic/schemas/order.json"), ORDER);
        Files.writeString(home.resolve("topic/schemas/ticket.json"), TICKET);
        Files.writeString(home.resolve("topic/schemas/file.json"), FILE);
        topic = TopicReader.read(home.resolve("topic"), "topic");
        database =
                Database.open(file(home), WorkbenchSchema.migrations(), DatabaseSettings.DEFAULT);
        outbox =
                new Outbox(
                        database, bus, clock, Map.of(EntityStore.OUTBOX_TYPE, EntityStore::facts));
        store = new EntityStore(database, outbox, clock);
        letters = new DeadLetters(database, clock);
        sources = new Sources(database, store, letters, bus, id -> Optional.of(topic), home, clock);
        if (memory == MemoryPart.OFF) {
            for (String change : List.of("insert", "update", "delete")) {
                database.write(transaction ->
                        transaction.sql().update("DROP TRIGGER chunk_pending_" + change));
            }
        }
        outbox.start();
    }

    static Path file(Path home) {
        return home.resolve("workbench.db");
    }

    EntityStore store() {
        return store;
    }

    EventBus bus() {
        return bus;
    }

    Database database() {
        return database;
    }

    /// Stores every row of a file.
    ///
    /// @param onProgress told now and then
    /// @return how many
    long csv(Path file, MappingSpec mapping, Consumer<SourceProgress> onProgress) {
        Source source =
                sources.add(
                        SourceName.suggested(String.valueOf(file.getFileName())),
                        topic,
                        new FileSource(file.toAbsolutePath(), Reading.DEFAULT, mapping));
        SourceReport report = sources.start(source, onProgress).await();
        if (report.outcome() != SourceReport.Outcome.COMPLETED || report.counts().refused() > 0) {
            throw new IllegalStateException(report.toString());
        }
        return report.counts().stored();
    }

    /// Stores every file of a folder.
    ///
    /// @return how many
    long folder(Path folder) {
        try (FolderIngest ingest =
                new FolderIngest(
                        database,
                        store,
                        letters,
                        bus,
                        InstantSource.system(),
                        IngestSettings.DEFAULT)) {
            IngestReport report = ingest.run(folder, topic, progress -> {});
            return report.counts().created();
        }
    }

    @Override
    public void close() {
        sources.close();
        outbox.close();
        bus.close();
        database.close();
    }
}
