package dev.hqe.ui;

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
import dev.hqe.kernel.topic.ProgramInspection;
import dev.hqe.kernel.topic.TopicCatalog;
import dev.hqe.kernel.topic.TopicGrants;
import dev.hqe.kernel.topic.TopicNames;
import dev.hqe.kernel.topic.TopicPlaces;
import dev.hqe.kernel.topic.TopicScan;
import dev.hqe.mcp.policy.ApprovalLimits;
import dev.hqe.mcp.policy.Approvals;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import tools.jackson.databind.node.ObjectNode;

/// A workbench in a temporary directory, of real kernel parts, with a fake behind each port of the
/// window.
public final class TestBench implements AutoCloseable {

    public static final TopicId CODE_AUDIT = new TopicId("code_audit");
    public static final Kind SOURCE_FILE = new Kind("SourceFile");
    public static final Instant NOW = Instant.parse("2026-11-22T10:42:31Z");

    public final Path home;
    public final EventBus bus = new EventBus(InstantSource.fixed(NOW));
    public final FakeIngestion ingestion = new FakeIngestion();
    public final TopicCatalog topics;
    public final EntityStore entities;
    public final List<ToolList.Tool> tools = new ArrayList<>();
    public final AtomicReference<Instant> now = new AtomicReference<>(NOW);
    public Approvals approvals = new Approvals(ApprovalLimits.DEFAULT, now::get, bus::publish);
    public Ports ports = Ports.none();
    public final Database database;
    private final Database grants;
    private final Outbox outbox;

    public TestBench(Path home) {
        this.home = home;
        this.database =
                Database.open(
                        home.resolve("workbench.db"),
                        WorkbenchSchema.migrations(),
                        DatabaseSettings.DEFAULT);
        this.grants = // of its own, so that the other can be closed before it
                Database.open(
                        home.resolve("grants.db"),
                        WorkbenchSchema.migrations(),
                        DatabaseSettings.DEFAULT);
        TopicPlaces places = new TopicPlaces(List.of(home.resolve("topics")), home.resolve("own"));
        this.topics =
                new TopicCatalog(
                        new TopicScan(places),
                        new TopicGrants(grants),
                        ProgramInspection.NONE,
                        TopicNames.FREE,
                        bus,
                        InstantSource.fixed(NOW));
        InstantSource earlier = InstantSource.fixed(NOW.minusSeconds(130));
        this.outbox =
                new Outbox(
                        database,
                        bus,
                        earlier,
                        Map.of(EntityStore.OUTBOX_TYPE, EntityStore::facts));
        this.entities = new EntityStore(database, outbox, earlier);
        outbox.start();
    }

    public WindowParts parts() {
        return new WindowParts(
                home,
                bus,
                topics,
                entities,
                outbox::backlog,
                ingestion,
                () -> List.copyOf(tools),
                new AgentConnection(
                        List.of(
                                new AgentConnection.Way(
                                        "Claude Code", "claude mcp add hqe -- hqe mcp"),
                                new AgentConnection.Way(
                                        "Any client, JSON",
                                        """
                                        {
                                          "mcpServers": {
                                            "hqe": { "command": "hqe", "args": ["mcp"] }
                                          }
                                        }\
                                        """))),
                approvals,
                now::get,
                ports);
    }

    /// Stores source files `src/file-00000.java` and so on, each with the word `even` or `odd`.
    public void storeFiles(int count) {
        List<Entity> batch = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            batch.add(file("src/file-%05d.java".formatted(i), i % 2 == 0 ? "even" : "odd"));
            if (batch.size() == EntityStore.MAX_BATCH || i == count - 1) {
                entities.putAll(batch);
                batch.clear();
            }
        }
    }

    public static Entity file(String path, String text) {
        ObjectNode data = Json.object();
        data.put("path", path);
        data.put("language", "java");
        data.put("size", text.length());
        data.put("text", text);
        return new Entity(new EntityId("code_audit:" + path), CODE_AUDIT, SOURCE_FILE, data, NOW);
    }

    /// Writes the Topic `code_audit` with one tool, one prompt and one kind.
    public void writeCodeAudit() {
        write(
                "topics/code_audit/topic.yaml",
                """
                id: code_audit
                name: Code audit
                version: 1.0.0
                description: Source files of a repository, and what should not be in them.
                capabilities:
                  tools:
                    - name: find_secrets
                      title: Find secrets
                      description: Finds credentials in source files, with rule, line and a masked preview.
                      wasm: tools/audit.wasm
                      input_schema: {type: object}
                    - name: redact
                      title: Redact
                      description: Replaces credentials by placeholders that can be put back.
                      wasm: tools/audit.wasm
                      input_schema: {type: object}
                  prompts:
                    - name: review
                      description: Reviews the findings of a repository.
                      file: prompts/review.md
                data_schema:
                  SourceFile: schemas/source-file.json
                  Finding: schemas/finding.json
                """);
        write("topics/code_audit/tools/audit.wasm", "\0asm");
        write("topics/code_audit/prompts/review.md", "Review the findings.");
        write("topics/code_audit/schemas/source-file.json", "{\"type\": \"object\"}");
        write("topics/code_audit/schemas/finding.json", "{\"type\": \"object\"}");
        for (String name : List.of("find_secrets", "redact")) {
            tools.add(
                    new ToolList.Tool(
                            "code_audit." + name,
                            name.equals("redact") ? "Redact" : "Find secrets",
                            "",
                            CODE_AUDIT));
        }
    }

    /// Writes a Topic with these two kinds and tools.
    public void writeTopic(
            String id, String name, String kind, String otherKind, String... toolNames) {
        StringBuilder yaml = new StringBuilder();
        yaml.append("id: ").append(id).append("\nname: ").append(name);
        yaml.append("\nversion: 1.0.0\ncapabilities:\n  tools:\n");
        for (String tool : toolNames) {
            yaml.append("    - name: ").append(tool).append("\n      description: Answers.\n");
            yaml.append("      wasm: tool.wasm\n      input_schema: {type: object}\n");
            tools.add(new ToolList.Tool(id + "." + tool, name, "Answers.", new TopicId(id)));
        }
        yaml.append("data_schema:\n");
        yaml.append("  ").append(kind).append(": any.json\n");
        yaml.append("  ").append(otherKind).append(": any.json\n");
        write("topics/" + id + "/topic.yaml", yaml.toString());
        write("topics/" + id + "/tool.wasm", "\0asm");
        write("topics/" + id + "/any.json", "{\"type\": \"object\"}");
    }

    /// Stores so many entities of a kind.
    public void store(String topic, String kind, int count) {
        for (int from = 0; from < count; from += EntityStore.MAX_BATCH) {
            List<Entity> batch = new ArrayList<>();
            for (int i = from; i < Math.min(count, from + EntityStore.MAX_BATCH); i++) {
                ObjectNode data = Json.object().put("title", kind + " " + i);
                EntityId id = new EntityId(topic + ":" + kind + ":" + i);
                batch.add(new Entity(id, new TopicId(topic), new Kind(kind), data, NOW));
            }
            entities.putAll(batch);
        }
    }

    /// Writes a Topic folder with three problems.
    public void writeBroken(String name) {
        write(
                "topics/" + name + "/topic.yaml",
                "id: " + name + "\nversion: 0.4\ncapabilities:\n  tool: []\n");
    }

    public Path write(String file, String text) {
        try {
            Path path = home.resolve(file);
            Files.createDirectories(path.getParent());
            return Files.writeString(path, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Makes the store unreadable; the Topics can be read on.
    public void closeStore() {
        outbox.close();
        database.close();
    }

    @Override
    public void close() {
        outbox.close();
        bus.close();
        grants.close();
        database.close();
    }
}
