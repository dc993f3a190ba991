package dev.hqe.memory;

import static org.awaitility.Awaitility.await;

import dev.hqe.kernel.bus.EventBus;
import dev.hqe.kernel.entity.Entity;
import dev.hqe.kernel.entity.EntityId;
import dev.hqe.kernel.entity.EntityStore;
import dev.hqe.kernel.entity.Kind;
import dev.hqe.kernel.entity.TopicId;
import dev.hqe.kernel.json.Json;
import dev.hqe.kernel.store.Database;
import dev.hqe.kernel.store.DatabaseSettings;
import dev.hqe.kernel.store.Outbox;
import dev.hqe.kernel.store.WorkbenchSchema;
import dev.hqe.memory.index.Models;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.node.ObjectNode;

/// A memory with real entities in a real database.
final class OpenMemory implements AutoCloseable {

    static final TopicId CARS = new TopicId("cars");
    static final TopicId HEALTH = new TopicId("health");
    static final Kind DOCUMENT = new Kind("Document");
    static final Instant THEN = Instant.parse("2026-01-01T00:00:00Z");

    /// Patient enough for a slow machine.
    static final MemorySettings SETTINGS =
            new MemorySettings(
                    new MemorySettings.Ranking(60, 1, 1, 200, 1, 1),
                    Duration.ofSeconds(20),
                    Duration.ofSeconds(20),
                    Duration.ZERO,
                    4);

    final Database database;
    final EventBus bus = new EventBus(InstantSource.system());
    final Outbox outbox;
    final EntityStore entities;
    final Memory memory;

    OpenMemory(Path folder, Models models, MemorySettings settings) {
        database =
                Database.open(
                        folder.resolve("workbench.db"),
                        WorkbenchSchema.migrations(),
                        DatabaseSettings.DEFAULT);
        outbox =
                new Outbox(
                        database,
                        bus,
                        InstantSource.system(),
                        Map.of(EntityStore.OUTBOX_TYPE, EntityStore::facts));
        entities = new EntityStore(database, outbox, InstantSource.system());
        memory = new Memory(database, entities, bus, new ParagraphCutter(), models, settings);
    }

    /// Open and at work.
    static OpenMemory started(Path folder, Models models) {
        OpenMemory open = new OpenMemory(folder, models, SETTINGS);
        open.start();
        return open;
    }

    void start() {
        memory.start();
        outbox.start();
    }

    static Entity document(TopicId topic, String id, String title, String text) {
        ObjectNode data = Json.object().put("title", title).put("text", text);
        return new Entity(new EntityId(id), topic, DOCUMENT, data, THEN);
    }

    void put(String id, String text) {
        entities.put(document(CARS, id, id, text));
    }

    List<MemoryHit> hits(MemoryQuery query) {
        return memory.search(query).hits();
    }

    List<String> found(String query) {
        return found(MemoryQuery.of(query));
    }

    /// The entities of what is found, in the order of the hits.
    List<String> found(MemoryQuery query) {
        return hits(query).stream().map(hit -> hit.entity().value()).toList();
    }

    /// What a citation cites, read from the entity by hand.
    String cited(Citation citation) {
        String text =
                entities.get(citation.entity())
                        .orElseThrow()
                        .entity()
                        .data()
                        .path("text")
                        .asString();
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return new String(
                Arrays.copyOfRange(bytes, citation.startByte(), citation.endByte()),
                StandardCharsets.UTF_8);
    }

    /// Waits until every chunk has its vector.
    void awaitVectors() {
        await().atMost(Duration.ofSeconds(20))
                .until(() -> {
                    MemoryState state = memory.state();
                    return state.pending() == 0 && state.withoutVector() == 0;
                });
    }

    @Override
    public void close() {
        memory.close();
        outbox.close();
        bus.close();
        database.close();
    }
}
