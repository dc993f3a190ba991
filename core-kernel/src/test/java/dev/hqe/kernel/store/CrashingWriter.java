package dev.hqe.kernel.store;

import dev.hqe.kernel.entity.Entity;
import dev.hqe.kernel.entity.EntityId;
import dev.hqe.kernel.entity.EntityStore;
import dev.hqe.kernel.entity.Kind;
import dev.hqe.kernel.entity.OpenStore;
import dev.hqe.kernel.entity.StoredEntity;
import dev.hqe.kernel.entity.TopicId;
import dev.hqe.kernel.json.Json;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;

/// Writes until it is killed, and prints `thread version;` once a batch is acknowledged.
///
/// Each thread owns [#BATCH] entities and moves them all to the next version in one batch, with
/// that version in their data, so that what was acknowledged and what is half done can be told from
/// the database alone.
final class CrashingWriter {

    static final TopicId TOPIC = new TopicId("crash");
    static final Kind KIND = new Kind("Thing");
    static final int THREADS = 3;
    static final int BATCH = 10;

    private CrashingWriter() {}

    /// Writes until it is killed.
    ///
    /// @param args the database, and whether facts are published while it writes
    public static void main(String[] args) throws InterruptedException {
        try (OpenStore open = new OpenStore(Path.of(args[0]), Boolean.parseBoolean(args[1]))) {
            List<Thread> threads =
                    IntStream.range(0, THREADS)
                            .mapToObj(thread ->
                                    Thread.ofPlatform().start(() -> write(open.store(), thread)))
                            .toList();
            for (Thread thread : threads) {
                thread.join();
            }
        }
    }

    static EntityId id(int thread, int number) {
        return new EntityId("thread-" + thread + "/" + number);
    }

    private static void write(EntityStore store, int thread) {
        long version = store.get(id(thread, 0)).map(StoredEntity::version).orElse(0L);
        while (true) {
            long next = ++version;
            store.putAll(
                    IntStream.range(0, BATCH)
                            .mapToObj(number ->
                                    new Entity(
                                            id(thread, number),
                                            TOPIC,
                                            KIND,
                                            Json.object()
                                                    .put("version", next)
                                                    .put("text", "word" + next),
                                            Instant.EPOCH))
                            .toList());
            System.out.println(thread + " " + next + ";");
        }
    }
}
