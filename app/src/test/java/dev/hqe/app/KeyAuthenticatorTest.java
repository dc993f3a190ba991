package dev.hqe.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hqe.kernel.access.AccessScope;
import dev.hqe.kernel.access.ApiKeys;
import dev.hqe.kernel.bus.EventBus;
import dev.hqe.kernel.entity.Entity;
import dev.hqe.kernel.entity.EntityId;
import dev.hqe.kernel.entity.EntityStore;
import dev.hqe.kernel.entity.Kind;
import dev.hqe.kernel.entity.TopicId;
import dev.hqe.kernel.json.Json;
import dev.hqe.kernel.secret.Secret;
import dev.hqe.kernel.secret.SecretStore;
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
import dev.hqe.mcp.Access;
import dev.hqe.mcp.ToolDisplay;
import dev.hqe.mcp.ToolName;
import dev.hqe.mcp.http.Authenticator;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What a key opens, with a Topic `notes` installed.
class KeyAuthenticatorTest {

    @TempDir private Path roots = Path.of("");
    @TempDir private Path data = Path.of("");
    private final EventBus bus = new EventBus(InstantSource.system());
    private @Nullable Database opened;
    private final ApiKeys keys = new ApiKeys(SecretStore.inMemory(), InstantSource.system());

    @BeforeEach
    void installTopic() throws IOException {
        Path folder = Files.createDirectory(roots.resolve("notes"));
        Files.writeString(folder.resolve("topic.yaml"), "id: notes\nname: Notes\nversion: 1.0.0\n");
    }

    @AfterEach
    void close() throws InterruptedException {
        bus.close();
        if (opened != null) {
            opened.close();
        }
    }

    private Access.Scope scope(List<String> topicPatterns, List<String> tools) {
        Database database =
                Database.open(
                        data.resolve("workbench.db"),
                        WorkbenchSchema.migrations(),
                        DatabaseSettings.DEFAULT);
        opened = database;
        TopicCatalog topics = topics(database);
        EntityStore entities = entities(database);
        assertThat(topics.topics()).hasSize(1);
        AccessScope opens = AccessScope.of(topicPatterns, tools);
        try (Secret key = keys.issue("agent", opens, Optional.empty()).plain()) {
            return switch (new KeyAuthenticator(keys, topics, entities, ToolDisplay.UNSAID)
                    .authenticate(key.text())) {
                case Authenticator.Outcome.Known(Access access) -> access.scope();
                case Authenticator.Outcome.Unknown(String message) ->
                        throw new AssertionError(message);
                case Authenticator.Outcome.Forbidden(String message) ->
                        throw new AssertionError(message);
            };
        }
    }

    private TopicCatalog topics(Database database) {
        TopicCatalog topics =
                new TopicCatalog(
                        new TopicScan(new TopicPlaces(List.of(roots), data)),
                        new TopicGrants(database),
                        ProgramInspection.NONE,
                        TopicNames.FREE,
                        bus,
                        InstantSource.system());
        topics.load();
        return topics;
    }

    /// With one entity of the Topic that is installed and one of another.
    private EntityStore entities(Database database) {
        InstantSource clock = InstantSource.system();
        EntityStore entities =
                new EntityStore(
                        database,
                        new Outbox(
                                database,
                                bus,
                                clock,
                                Map.of(EntityStore.OUTBOX_TYPE, EntityStore::facts)),
                        clock);
        for (String topic : List.of("notes", "others")) {
            entities.put(
                    new Entity(
                            new EntityId(topic + "/#1"),
                            new TopicId(topic),
                            new Kind("Note"),
                            Json.object().put("text", "of " + topic),
                            clock.instant()));
        }
        return entities;
    }

    private static boolean opens(Access.Scope scope, String tool) {
        return scope.hasTool(new ToolName(tool));
    }

    @Test
    void aKeyForSomeToolsOpensNoResourcesAndPromptsOfOtherServers() {
        Access.Scope scope = scope(List.of(), List.of("github.*"));

        assertThat(opens(scope, "github.search")).isTrue();
        assertThat(opens(scope, "files.read")).isFalse();
        assertThat(scope.hasPrompt("github.review")).isTrue();
        assertThat(scope.hasPrompt("files.summary")).isFalse();
        assertThat(scope.hasResource("file:///home/ann/diary.txt")).isFalse();
        assertThat(scope.hasResource("hqe://entities/a")).as("all Topics' data").isTrue();
    }

    @Test
    void aKeyForOneTopicReachesNoOtherTopicsDataThroughAStar() {
        Access.Scope scope = scope(List.of("notes"), List.of("*"));

        assertThat(opens(scope, "notes.find")).isTrue();
        assertThat(opens(scope, "entities.query")).isFalse();
        assertThat(opens(scope, "results.read")).as("of one's own results").isTrue();
        assertThat(scope.hasResource("hqe://entities/a")).isFalse();
        assertThat(scope.hasResource("file:///home/ann/diary.txt")).isFalse();
    }

    @Test
    void aKeyForOneTopicReadsItsEntitiesAndPartsOfThem() {
        Access.Scope scope = scope(List.of("notes"), List.of("*"));

        assertThat(scope.hasResource("hqe://entities/notes/%231")).isTrue();
        assertThat(scope.hasResource("hqe://documents/notes/%231#bytes=0-2")).isTrue();
        assertThat(scope.hasResource("hqe://documents/others/%231#bytes=0-2")).isFalse();
        assertThat(scope.hasResource("hqe://documents/others/%231")).isFalse();
        assertThat(scope.hasResource("hqe://documents/missing#bytes=0-2")).isFalse();
        assertThat(scope.hasResource("hqe://documents/{+id}")).isFalse();
    }

    @Test
    void aToolThatAKeyNamesIsOpen() {
        Access.Scope scope = scope(List.of("notes"), List.of("notes.*", "entities.query"));

        assertThat(opens(scope, "entities.query")).isTrue();
        assertThat(opens(scope, "entities.delete")).isFalse();
    }

    @Test
    void aKeyWithoutBoundsOpensEverything() {
        Access.Scope scope = scope(List.of(), List.of());

        assertThat(scope).isEqualTo(Access.Scope.ALL);
    }
}
