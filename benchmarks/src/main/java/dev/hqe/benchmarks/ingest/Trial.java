package dev.hqe.benchmarks.ingest;

import com.sun.management.OperatingSystemMXBean;
import dev.hqe.benchmarks.ChildJvm;
import dev.hqe.benchmarks.ingest.BareSqlite.Row;
import dev.hqe.benchmarks.ingest.BareSqlite.Table;
import dev.hqe.benchmarks.ingest.Road.MemoryPart;
import dev.hqe.kernel.entity.Entity;
import dev.hqe.kernel.entity.EntityId;
import dev.hqe.kernel.entity.Kind;
import dev.hqe.kernel.entity.TopicId;
import dev.hqe.kernel.json.Json;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import tools.jackson.databind.node.ObjectNode;

/// One process, one way to store the same entities: first a part of them, until the compiler has
/// done its work, then all of them into a database of its own, which is measured. Prints a line of
/// JSON.
final class Trial {

    private static final OperatingSystemMXBean SYSTEM =
            (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    private static final int PUT = 500;

    private Trial() {}

    /// Stores, and says how many.
    @FunctionalInterface
    private interface Work {
        long run() throws Exception;
    }

    /// `csv|folder triggers|off|indexer SOURCE WARM-UP WORK KEEP`: from SOURCE, after a smaller one
    /// of its kind, in the folder WORK; with KEEP the database stays there.
    ///
    /// `csv|folder put|minimal|indexed|whole|together DATABASE SHARE WORK BATCH`: the rows of a
    /// database that the product wrote, after a share of them.
    public static void main(String[] args) throws Exception {
        Path work = Files.createDirectories(Path.of(args[4]));
        ObjectNode result = Json.object();
        switch (args[1]) {
            case "triggers", "off", "indexer" -> {
                road(args, args[3], work.resolve("warm"), Json.object());
                road(args, args[2], work.resolve("run"), result);
            }
            case "put" -> {
                List<Row> rows = BareSqlite.rows(Path.of(args[2]));
                int share = Integer.parseInt(args[3]);
                put(rows.subList(0, rows.size() / share), work.resolve("warm"), Json.object());
                put(rows, work.resolve("run"), result);
            }
            default -> {
                List<Row> rows = BareSqlite.rows(Path.of(args[2]));
                int share = Integer.parseInt(args[3]);
                int batch = Integer.parseInt(args[5]);
                bare(
                        args[1],
                        rows.subList(0, rows.size() / share),
                        work,
                        "warm",
                        batch,
                        Json.object());
                bare(args[1], rows, work, "run", batch, result);
            }
        }
        if (!args[5].equals("keep")) {
            ChildJvm.remove(work);
        }
        System.out.println(result);
        System.exit(0);
    }

    private static void road(String[] args, String source, Path home, ObjectNode result)
            throws Exception {
        MemoryPart memory = args[1].equals("off") ? MemoryPart.OFF : MemoryPart.TRIGGERS;
        Path from = Path.of(source);
        try (Road road = new Road(home, memory)) {
            Runnable end = args[1].equals("indexer") ? EmbeddingRate.cutting(road, home) : () -> {};
            try {
                timed(
                        result,
                        () ->
                                args[0].equals("csv")
                                        ? road.csv(from, Road.ORDERS, progress -> {})
                                        : road.folder(from));
            } finally {
                end.run();
            }
        }
    }

    private static void put(List<Row> rows, Path home, ObjectNode result) throws Exception {
        List<Entity> entities =
                rows.stream()
                        .map(row ->
                                new Entity(
                                        new EntityId(row.id()),
                                        new TopicId(row.topic()),
                                        new Kind(row.kind()),
                                        Json.MAPPER.readValue(row.json(), ObjectNode.class),
                                        Instant.ofEpochMilli(row.createdAt())))
                        .toList();
        try (Road road = new Road(home, MemoryPart.TRIGGERS)) {
            timed(
                    result,
                    () -> {
                        for (int from = 0; from < entities.size(); from += PUT) {
                            int to = Math.min(entities.size(), from + PUT);
                            road.store().putAll(entities.subList(from, to));
                        }
                        return entities.size();
                    });
        }
    }

    private static void bare(
            String way, List<Row> rows, Path work, String name, int batch, ObjectNode result)
            throws Exception {
        Table table = Table.valueOf(way.toUpperCase(Locale.ROOT));
        try (BareSqlite bare = BareSqlite.create(work.resolve(name + ".db"), table)) {
            timed(
                    result,
                    () -> {
                        bare.insert(rows, batch);
                        return rows.size();
                    });
        }
    }

    private static void timed(ObjectNode result, Work work) throws Exception {
        System.gc();
        long cpu = SYSTEM.getProcessCpuTime();
        long began = System.nanoTime();
        long entities = work.run();
        result.put("entities", entities);
        result.put("seconds", (System.nanoTime() - began) / 1e9);
        result.put("cpuSeconds", (SYSTEM.getProcessCpuTime() - cpu) / 1e9);
    }
}
