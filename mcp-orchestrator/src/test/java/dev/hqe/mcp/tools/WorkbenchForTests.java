package dev.hqe.mcp.tools;

import dev.hqe.kernel.bus.EventBus;
import dev.hqe.kernel.entity.Entity;
import dev.hqe.kernel.entity.EntityId;
import dev.hqe.kernel.entity.EntityStore;
import dev.hqe.kernel.entity.Kind;
import dev.hqe.kernel.entity.TopicId;
import dev.hqe.kernel.json.Json;
import dev.hqe.kernel.secret.SecretStore;
import dev.hqe.kernel.store.Database;
import dev.hqe.kernel.store.DatabaseSettings;
import dev.hqe.kernel.store.Outbox;
import dev.hqe.kernel.store.WorkbenchSchema;
import dev.hqe.kernel.topic.TopicValues;
import dev.hqe.mcp.Principal;
import dev.hqe.mcp.RoadLimits;
import dev.hqe.mcp.ToolAnswer;
import dev.hqe.mcp.ToolCall;
import dev.hqe.mcp.ToolName;
import dev.hqe.mcp.ToolPolicy;
import dev.hqe.mcp.ToolProvider;
import dev.hqe.mcp.ToolRoad;
import dev.hqe.mcp.guest.GuestServices;
import dev.hqe.mcp.guest.MemorySearch;
import dev.hqe.mcp.outbound.WebClient;
import dev.hqe.mcp.outbound.WebLimits;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.node.ObjectNode;

/// A store on real SQLite, and the road to some tools.
public final class WorkbenchForTests implements AutoCloseable {

    public static final TopicId TOPIC = new TopicId("notes");
    public static final Kind NOTE = new Kind("Note");

    private final Database database;
    private final EventBus bus = new EventBus(InstantSource.system());
    private final Outbox outbox;
    private final EntityStore entities;
    private final SecretStore secrets = SecretStore.inMemory();
    private final WebClient web = new WebClient(WebLimits.DEFAULT);

    public WorkbenchForTests(Path folder) {
        database =
                Database.open(
                        folder.resolve("test.db"),
                        WorkbenchSchema.migrations(),
                        DatabaseSettings.DEFAULT);
        outbox =
                new Outbox(
                        database,
                        bus,
                        InstantSource.system(),
                        Map.of(EntityStore.OUTBOX_TYPE, EntityStore::facts));
        outbox.start();
        entities = new EntityStore(database, outbox, InstantSource.system());
    }

    public EntityStore entities() {
        return entities;
    }

    public Database database() {
        return database;
    }

    public SecretStore secrets() {
        return secrets;
    }

    /// What programs can be granted the use of.
    public GuestServices services() {
        return services(web, MemorySearch.NONE);
    }

    public GuestServices services(WebClient web, MemorySearch memory) {
        return new GuestServices(
                entities,
                new TopicValues(database),
                secrets,
                web,
                memory,
                bus::publish,
                InstantSource.system());
    }

    public EventBus bus() {
        return bus;
    }

    public void store(String id, String path, String text) {
        store(id, path, text, Instant.EPOCH);
    }

    public void store(String id, String path, String text, Instant createdAt) {
        ObjectNode data = Json.object();
        data.put("path", path);
        data.put("text", text);
        entities.put(new Entity(new EntityId(id), TOPIC, NOTE, data, createdAt));
    }

    public ToolRoad road(ToolProvider provider) {
        return new ToolRoad(
                List.of(provider),
                ToolPolicy.ALLOW_ALL,
                called -> {},
                RoadLimits.DEFAULT,
                InstantSource.system());
    }

    public static ToolAnswer call(ToolRoad road, String tool, String arguments) throws Exception {
        return road.call(toolCall(tool, arguments));
    }

    public static ToolCall toolCall(String tool, String arguments) {
        return ToolCall.of(
                new Principal(Principal.Kind.PERSON, "test", "1"),
                new ToolName(tool),
                Json.MAPPER.readValue(arguments, ObjectNode.class));
    }

    @Override
    public void close() {
        web.close();
        outbox.close();
        database.close();
        bus.close();
    }
}
