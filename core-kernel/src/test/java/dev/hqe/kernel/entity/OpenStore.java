package dev.hqe.kernel.entity;

import static org.awaitility.Awaitility.await;

import dev.hqe.kernel.bus.EventBus;
import dev.hqe.kernel.bus.Fact;
import dev.hqe.kernel.bus.Overflow;
import dev.hqe.kernel.json.Json;
import dev.hqe.kernel.store.Database;
import dev.hqe.kernel.store.DatabaseSettings;
import dev.hqe.kernel.store.Outbox;
import dev.hqe.kernel.store.WorkbenchSchema;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import tools.jackson.databind.node.ObjectNode;

/// An entity store with all that it needs, and what it has told so far.
public final class OpenStore implements AutoCloseable {

    static final TopicId TOPIC = new TopicId("test");
    static final Kind NOTE = new Kind("Note");
    static final Instant THEN = Instant.parse("2026-01-01T00:00:00Z");
    static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");

    private final Database database;
    private final EventBus bus = new EventBus(InstantSource.system());
    private final Outbox outbox;
    private final EntityStore store;
    private final ConcurrentLinkedQueue<Fact> told = new ConcurrentLinkedQueue<>();

    /// Opens it, and publishes facts if `relaying`.
    public OpenStore(Path file, boolean relaying) {
        this(file, relaying, HistorySettings.DEFAULT);
    }

    OpenStore(Path file, boolean relaying, HistorySettings remembered) {
        bus.subscribe(
                "stored", EntityStored.class, 65_536, Overflow.BLOCK, e -> told.add(e.fact()));
        bus.subscribe(
                "deleted", EntityDeleted.class, 65_536, Overflow.BLOCK, e -> told.add(e.fact()));
        bus.subscribe(
                "labels", KindRelabelled.class, 65_536, Overflow.BLOCK, e -> told.add(e.fact()));
        database = Database.open(file, WorkbenchSchema.migrations(), DatabaseSettings.DEFAULT);
        outbox =
                new Outbox(
                        database,
                        bus,
                        InstantSource.system(),
                        Map.of(EntityStore.OUTBOX_TYPE, EntityStore::facts));
        store = new EntityStore(database, outbox, remembered, () -> NOW);
        if (relaying) {
            outbox.start();
        }
    }

    OpenStore(Path directory) {
        this(directory.resolve("workbench.db"), true);
    }

    /// What is under test.
    public EntityStore store() {
        return store;
    }

    /// Where it stores.
    public Database database() {
        return database;
    }

    /// Facts told since the last call, once the outbox is empty.
    public List<Fact> told() {
        await().until(() -> outbox.backlog() == 0);
        bus.publish(new EntityDeleted(TOPIC, NOTE, new EntityId("mark")));
        bus.publish(new EntityStored(TOPIC, NOTE, new EntityId("mark"), 1, Sensitivity.INTERNAL));
        bus.publish(new KindRelabelled(TOPIC, new Kind("mark"), Sensitivity.INTERNAL));
        await().until(() -> told.stream().filter(OpenStore::isMark).count() == 3);
        List<Fact> facts = told.stream().filter(fact -> !isMark(fact)).toList();
        told.clear();
        return facts;
    }

    private static boolean isMark(Fact fact) {
        return fact.toString().contains("=mark");
    }

    static ObjectNode json(String text) {
        return (ObjectNode) Json.MAPPER.readTree(text);
    }

    static Entity note(String id, String data) {
        return new Entity(new EntityId(id), TOPIC, NOTE, json(data), THEN);
    }

    /// How many problems the full-text index has with the table that it indexes: none, or it
    /// throws.
    int checkFullText() {
        return database.write(transaction ->
                transaction
                        .sql()
                        .update(
                                "INSERT INTO entity_text (entity_text, rank)"
                                        + " VALUES ('integrity-check', 1)"));
    }

    @Override
    public void close() {
        outbox.close();
        bus.close();
        database.close();
    }
}
