package dev.hqe.app.topic;

import dev.hqe.app.Workbench;
import dev.hqe.kernel.Lifecycle;
import dev.hqe.kernel.bus.EventBus;
import dev.hqe.kernel.entity.Entity;
import dev.hqe.kernel.entity.EntityId;
import dev.hqe.kernel.entity.EntityQuery;
import dev.hqe.kernel.entity.EntityStore;
import dev.hqe.kernel.entity.StoredEntity;
import dev.hqe.kernel.file.FolderTree;
import dev.hqe.kernel.json.Json;
import dev.hqe.kernel.secret.SecretStore;
import dev.hqe.kernel.store.Database;
import dev.hqe.kernel.store.DatabaseSettings;
import dev.hqe.kernel.store.Outbox;
import dev.hqe.kernel.store.WorkbenchSchema;
import dev.hqe.kernel.topic.GoldenCase;
import dev.hqe.kernel.topic.GoldenCase.Expected;
import dev.hqe.kernel.topic.Permissions;
import dev.hqe.kernel.topic.Topic;
import dev.hqe.kernel.topic.TopicManifest;
import dev.hqe.kernel.topic.TopicValues;
import dev.hqe.mcp.Principal;
import dev.hqe.mcp.RoadLimits;
import dev.hqe.mcp.ToolAnswer;
import dev.hqe.mcp.ToolCall;
import dev.hqe.mcp.ToolName;
import dev.hqe.mcp.ToolOutcome;
import dev.hqe.mcp.ToolPolicy;
import dev.hqe.mcp.ToolRoad;
import dev.hqe.mcp.guest.GuestServices;
import dev.hqe.mcp.guest.MemorySearch;
import dev.hqe.mcp.outbound.WebClient;
import dev.hqe.mcp.outbound.WebLimits;
import dev.hqe.mcp.sandbox.CompileMode;
import dev.hqe.mcp.sandbox.WasmSandbox;
import dev.hqe.mcp.tools.TopicTools;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Runs golden cases as calls are run: over the road, which checks arguments and results, in the
/// sandbox, with the entities of the case in a store of its own that is thrown away afterwards. The
/// policy is left out, nobody is asked; and so is the network, whatever the Topic may do.
///
/// For one thread. Close it.
public final class GoldenRun implements AutoCloseable {

    private static final int BATCH = EntityStore.MAX_BATCH;

    private final Lifecycle lifecycle = new Lifecycle();
    private final Topic topic;
    private final Principal person;
    private final EntityStore entities;
    private final TopicValues values;
    private final ToolRoad road;

    /// What came of a case.
    ///
    /// @param differences between what was expected and what was; empty if it holds
    /// @param answer the result, or the message of a failure as text
    public record Outcome(
            GoldenCase goldenCase, List<String> differences, JsonNode answer, Duration time) {

        public Outcome {
            differences = List.copyOf(differences);
        }

        /// Whether it is as expected.
        public boolean holds() {
            return differences.isEmpty();
        }
    }

    /// How a call ended, for comparing.
    private sealed interface Ended {
        record Well(JsonNode result) implements Ended {}

        record Badly(String message) implements Ended {}
    }

    /// Opens a store and a sandbox for a Topic, which needs no grant: its cases are tried before
    /// anybody gives one.
    ///
    /// @param version of the product
    public GoldenRun(Topic tried, String version) {
        this.topic = withoutNetwork(tried);
        this.person = new Principal(Principal.Kind.PERSON, "hqe topic test", version);
        InstantSource clock = InstantSource.system();
        try {
            Path work = temporary();
            lifecycle.open("folder", () -> () -> FolderTree.delete(work));
            EventBus bus = lifecycle.open("event bus", () -> new EventBus(clock));
            Database database =
                    lifecycle.open(
                            "database",
                            () ->
                                    Database.open(
                                            work.resolve("cases.db"),
                                            WorkbenchSchema.migrations(),
                                            DatabaseSettings.DEFAULT));
            Outbox outbox =
                    lifecycle.open(
                            "outbox",
                            () ->
                                    new Outbox(
                                            database,
                                            bus,
                                            clock,
                                            Map.of(EntityStore.OUTBOX_TYPE, EntityStore::facts)));
            entities = new EntityStore(database, outbox, clock);
            values = new TopicValues(database);
            GuestServices services = services(clock);
            WasmSandbox sandbox =
                    lifecycle.open(
                            "sandbox",
                            () ->
                                    new WasmSandbox(
                                            Workbench.sandboxLimits(), CompileMode.BACKGROUND));
            TopicTools tools =
                    lifecycle.open(
                            "tools", () -> new TopicTools(List.of(topic), sandbox, services));
            road =
                    lifecycle.open(
                            "road",
                            () ->
                                    new ToolRoad(
                                            List.of(tools),
                                            ToolPolicy.ALLOW_ALL,
                                            called -> {},
                                            RoadLimits.DEFAULT,
                                            clock));
        } catch (RuntimeException | Error e) {
            lifecycle.close();
            throw e;
        }
    }

    private GuestServices services(InstantSource clock) {
        WebClient web = lifecycle.open("web client", () -> new WebClient(WebLimits.DEFAULT));
        return new GuestServices(
                entities,
                values,
                SecretStore.inMemory(),
                web,
                MemorySearch.NONE,
                fact -> {},
                clock);
    }

    /// A case is the same wherever it runs, and asks nobody outside.
    private static Topic withoutNetwork(Topic tried) {
        TopicManifest said = tried.manifest();
        Permissions all = said.permissions();
        Permissions inside =
                new Permissions(
                        all.read(),
                        all.write(),
                        all.memory(),
                        all.publish(),
                        List.of(),
                        List.of(),
                        all.clock(),
                        all.entropy(),
                        all.store(),
                        all.limits());
        TopicManifest manifest =
                new TopicManifest(
                        said.id(),
                        said.name(),
                        said.version(),
                        said.description(),
                        said.capabilities(),
                        inside,
                        said.config(),
                        said.dataSchema(),
                        said.labels());
        return new Topic(manifest, tried.folder(), tried.schemas());
    }

    private static Path temporary() {
        try {
            return Files.createTempDirectory("hqe-topic-test");
        } catch (IOException e) {
            throw AuthoringException.failed("no temporary folder can be made: " + e, e);
        }
    }

    /// Runs a case.
    public Outcome run(GoldenCase one) throws InterruptedException {
        clear();
        List<Entity> given = one.entities();
        for (int i = 0; i < given.size(); i += BATCH) {
            entities.putAll(given.subList(i, Math.min(i + BATCH, given.size())));
        }
        Map<EntityId, Long> before = versions();
        long began = System.nanoTime();
        Ended ended =
                ended(
                        road.call(
                                ToolCall.of(
                                        person,
                                        new ToolName(topic.id() + "." + one.tool()),
                                        one.arguments().deepCopy())));
        Duration time = Duration.ofNanos(System.nanoTime() - began);
        List<String> differences = new ArrayList<>(differences(one.expected(), ended));
        if (one.stored().isArray()) {
            differences.addAll(storedDifferences(one, before));
        }
        return new Outcome(one, differences, answer(ended), time);
    }

    private Map<EntityId, Long> versions() {
        try (Stream<StoredEntity> stored = entities.scan(EntityQuery.all())) {
            return stored.collect(Collectors.toMap(StoredEntity::id, StoredEntity::version));
        }
    }

    /// What the call has stored beside what it was expected to, and the other way round.
    private List<String> storedDifferences(GoldenCase one, Map<EntityId, Long> before) {
        ObjectNode expected = Json.object();
        one.stored().forEach(entity -> expected.set(entity.path("id").asString(), entity));
        ObjectNode actual = Json.object();
        try (Stream<StoredEntity> stored = entities.scan(EntityQuery.all())) {
            stored.filter(entity -> before.getOrDefault(entity.id(), 0L) < entity.version())
                    .forEach(entity -> actual.set(entity.id().value(), entity.toJson()));
        }
        double tolerance =
                one.expected() instanceof Expected.Result result ? result.tolerance() : 0;
        List<String> differences = new ArrayList<>();
        actual.propertyNames().stream()
                .filter(id -> !expected.has(id))
                .forEach(id -> differences.add("it stored '" + id + "', which is not expected"));
        if (!expected.isEmpty()) {
            differences.addAll(JsonDifference.lines(expected, actual, tolerance));
        }
        return differences;
    }

    private void clear() {
        values.clear(topic.id());
        List<EntityId> ids = new ArrayList<>();
        try (Stream<StoredEntity> stored = entities.scan(EntityQuery.all())) {
            stored.forEach(entity -> ids.add(entity.entity().id()));
        }
        for (int i = 0; i < ids.size(); i += BATCH) {
            entities.deleteAll(ids.subList(i, Math.min(i + BATCH, ids.size())));
        }
    }

    private static Ended ended(ToolAnswer answer) {
        return switch (answer) {
            case ToolAnswer.Result result -> ended(result.outcome());
            case ToolAnswer.UnknownTool(String message) -> new Ended.Badly(message);
            case ToolAnswer.BadArguments(String message) -> new Ended.Badly(message);
            case ToolAnswer.MissingCapability missing -> new Ended.Badly(missing.message());
            case ToolAnswer.Fault fault -> new Ended.Badly(fault.message());
            case ToolAnswer.Cancelled cancelled -> new Ended.Badly("the call was cancelled");
        };
    }

    private static Ended ended(ToolOutcome outcome) {
        return switch (outcome) {
            case ToolOutcome.Ok ok -> new Ended.Well(ok.structured());
            case ToolOutcome.Relayed relayed -> new Ended.Badly("it is no tool of a Topic");
            case ToolOutcome.Refused(String message, String fix) ->
                    new Ended.Badly(message + (message.endsWith(".") ? " " : ". ") + fix);
            case ToolOutcome.Failed(String message) -> new Ended.Badly(message);
        };
    }

    private static JsonNode answer(Ended ended) {
        return switch (ended) {
            case Ended.Well(JsonNode result) -> result;
            case Ended.Badly(String message) -> Json.MAPPER.valueToTree(message);
        };
    }

    private static List<String> differences(Expected expected, Ended ended) {
        return switch (expected) {
            case Expected.Result(JsonNode part, double tolerance) ->
                    switch (ended) {
                        case Ended.Well(JsonNode result) ->
                                JsonDifference.lines(part, result, tolerance);
                        case Ended.Badly(String message) ->
                                List.of("expected a result, and the call failed: " + message);
                    };
            case Expected.Message(String part) ->
                    switch (ended) {
                        case Ended.Well well ->
                                List.of("expected an error with '" + part + "', and it worked");
                        case Ended.Badly(String message) ->
                                message.contains(part)
                                        ? List.of()
                                        : List.of(
                                                "expected an error with '"
                                                        + part
                                                        + "', was: "
                                                        + message);
                    };
        };
    }

    @Override
    public void close() {
        lifecycle.close();
    }
}
