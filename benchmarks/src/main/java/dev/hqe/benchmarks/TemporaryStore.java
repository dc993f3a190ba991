package dev.hqe.benchmarks;

import dev.hqe.kernel.bus.EventBus;
import dev.hqe.kernel.entity.EntityStore;
import dev.hqe.kernel.store.Database;
import dev.hqe.kernel.store.DatabaseSettings;
import dev.hqe.kernel.store.Outbox;
import dev.hqe.kernel.store.WorkbenchSchema;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Map;

/// An entity store with all that it needs, in a folder that is deleted with it.
final class TemporaryStore {

    private final Path folder;
    private final EventBus bus = new EventBus(InstantSource.system());
    private final Database database;
    private final Outbox outbox;
    private final EntityStore store;

    TemporaryStore() throws IOException {
        folder = Files.createTempDirectory("hqe-benchmark-");
        database =
                Database.open(
                        folder.resolve("ours.db"),
                        WorkbenchSchema.migrations(),
                        DatabaseSettings.DEFAULT);
        outbox =
                new Outbox(
                        database,
                        bus,
                        InstantSource.system(),
                        Map.of(EntityStore.OUTBOX_TYPE, EntityStore::facts));
        outbox.start();
        store = new EntityStore(database, outbox, InstantSource.system());
    }

    /// Where the peer may lay its own.
    Path folder() {
        return folder;
    }

    EntityStore store() {
        return store;
    }

    void close() throws IOException {
        outbox.close();
        bus.close();
        database.close();
        ChildJvm.remove(folder);
    }
}
