package dev.hqe.kernel.topic;

import dev.hqe.kernel.bus.EventBus;
import dev.hqe.kernel.entity.TopicId;
import dev.hqe.kernel.store.Database;
import dev.hqe.kernel.store.DatabaseSettings;
import dev.hqe.kernel.store.WorkbenchSchema;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;

/// A catalog on real folders and a real database, below `home` and `bundled`.
final class CatalogBench implements AutoCloseable {

    final EventBus bus = new EventBus(InstantSource.system());
    private final Path root;
    private final TopicPlaces places;
    private Database database;
    private TopicCatalog catalog;
    private ProgramInspection inspection = ProgramInspection.NONE;

    CatalogBench(Path root) {
        this.root = root;
        places = new TopicPlaces(List.of(root.resolve("bundled")), root.resolve("home"));
        database = open();
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
                new TopicScan(places),
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
        catalog = fresh();
        catalog.sweep();
        catalog.load();
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
