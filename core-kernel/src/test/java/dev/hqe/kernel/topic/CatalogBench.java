package dev.hqe.kernel.topic;

import dev.hqe.kernel.bus.EventBus;
import dev.hqe.kernel.entity.TopicId;
import dev.hqe.kernel.store.Database;
import dev.hqe.kernel.store.DatabaseSettings;
import dev.hqe.kernel.store.WorkbenchSchema;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.stream.Stream;

/// A catalog on real folders and a real database, below `home` and `bundled`.
final class CatalogBench implements AutoCloseable {

    final EventBus bus = new EventBus(InstantSource.system());
    private final Path root;
    private final TopicPlaces places;
    private Database database;
    private TopicScan scan;
    private TopicCatalog catalog;
    private ProgramInspection inspection = ProgramInspection.NONE;

    CatalogBench(Path root) {
        this.root = root;
        places = new TopicPlaces(List.of(root.resolve("bundled")), root.resolve("home"));
        database = open();
        scan = new TopicScan(places);
        catalog = fresh();
    }

    private Database open() {
        try {
            Files.createDirectories(places.topics());
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        return Database.open(
                places.home().resolve("workbench.db"),
                WorkbenchSchema.migrations(),
                DatabaseSettings.DEFAULT);
    }

    private TopicCatalog fresh() {
        return new TopicCatalog(
                scan,
                new TopicGrants(database),
                program -> inspection.inspect(program),
                TopicNames.FREE,
                bus,
                InstantSource.system());
    }

    /// Ends and begins anew, as the program does when it is started again.
    void restart() {
        database.close();
        database = open();
        scan = new TopicScan(places);
        catalog = fresh();
        catalog.load(scan.read());
    }

    void inspecting(ProgramInspection with) {
        inspection = with;
    }

    TopicCatalog catalog() {
        return catalog;
    }

    TopicPlaces places() {
        return places;
    }

    Path topics() {
        return places.topics();
    }

    Path root() {
        return root;
    }

    /// A folder below the folder of Topics with the least that makes a Topic.
    Path topic(String folder, String id) throws IOException {
        Path directory = Files.createDirectories(topics().resolve(folder));
        Files.writeString(
                directory.resolve("topic.yaml"), "id: " + id + "\nname: A\nversion: 1.0.0\n");
        return directory;
    }

    /// A Topic `weather` with a tool, a prompt, a kind and permissions, in a folder of that name.
    Path weather() throws IOException {
        Path folder = topics().resolve("weather");
        write(folder, "topic.yaml", WEATHER);
        write(folder, "tools/weather.wasm", "not really a program");
        write(folder, "prompts/report.md", "Write a report about {{place}}.\n");
        write(folder, "schemas/place.json", "{\"type\": \"object\"}\n");
        write(folder, "README.md", "Read me.\n");
        return folder;
    }

    static final String WEATHER =
            """
            id: weather
            name: Weather
            version: 1.0.0
            description: What the weather will be.
            capabilities:
              tools:
                - name: forecast
                  description: Gives the forecast for a place.
                  wasm: tools/weather.wasm
                  export: forecast
                  input_schema: {type: object, properties: {place: {type: string}}}
              prompts:
                - name: report
                  file: prompts/report.md
                  arguments:
                    - {name: place, required: true}
            permissions:
              http:
                - {host: api.example.org, methods: [GET]}
              clock: true
              limits: {cpu_ms: 2000}
            data_schema:
              Place: schemas/place.json
            """;

    static void write(Path folder, String file, String text) throws IOException {
        Path target = folder.resolve(file);
        Files.createDirectories(target.getParent());
        Files.writeString(target, text);
    }

    /// Writes the manifest anew with a piece of it replaced.
    static void edit(Path folder, String piece, String other) throws IOException {
        Path manifest = folder.resolve("topic.yaml");
        String text = Files.readString(manifest);
        if (!text.contains(piece)) {
            throw new AssertionError("'" + piece + "' is not in " + text);
        }
        Files.writeString(manifest, text.replace(piece, other));
    }

    /// As if nobody had written to the folder for a long time.
    static void longAgo(Path folder) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path file : all.filter(Files::isRegularFile).toList()) {
                Files.setLastModifiedTime(
                        file, FileTime.from(Instant.parse("2026-01-01T00:00:00Z")));
            }
        }
    }

    TopicStatus status(String name) {
        catalog.load();
        return catalog.entry(name).status();
    }

    /// The changes that a Topic waits for, each as its kind.
    List<TopicChange> asking(String name) {
        return switch (status(name)) {
            case TopicStatus.Quarantined(var changes) ->
                    changes.stream().filter(TopicChange::asks).toList();
            case TopicStatus other -> throw new AssertionError(name + " is " + other);
        };
    }

    Database database() {
        return database;
    }

    /// Grants what lies there now, as a person does who has just looked.
    TopicEntry grant(String id, Trust trust) {
        catalog.load();
        String digest = catalog.entry(id).card().orElseThrow().digest();
        return catalog.grant(new TopicId(id), trust, digest);
    }

    @Override
    public void close() {
        bus.close();
        database.close();
    }
}
