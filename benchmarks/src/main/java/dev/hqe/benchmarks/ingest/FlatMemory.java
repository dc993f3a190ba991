package dev.hqe.benchmarks.ingest;

import dev.hqe.benchmarks.ChildJvm;
import dev.hqe.benchmarks.ingest.Road.MemoryPart;
import dev.hqe.kernel.json.Json;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.ToDoubleFunction;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// One process with a small heap: a large CSV file through the product's road, while a thread looks
/// at what lives on the heap right after a collection, and at what the process has resident.
final class FlatMemory {

    private static final double MIB = 1 << 20;
    private static final int EVERY_MILLIS = 10_000;
    private static final int SHOWN_EVERY = 6;

    /// @param entities stored so far
    /// @param anonymous resident memory that is of no file: what SQLite maps of its own file is not
    ///   in it
    private record Look(
            double seconds, long entities, double heap, double resident, double anonymous) {}

    private FlatMemory() {}

    /// `CSV WORK`.
    public static void main(String[] args) throws Exception {
        Path work = Files.createDirectories(Path.of(args[1]));
        List<Look> looks = new ArrayList<>();
        AtomicLong stored = new AtomicLong();
        CountDownLatch over = new CountDownLatch(1);
        long began = System.nanoTime();
        Thread looking =
                Thread.ofPlatform().daemon().start(() -> lookUntil(over, began, stored, looks));
        ObjectNode result = Json.object();
        try (Road road = new Road(work, MemoryPart.TRIGGERS)) {
            result.put(
                    "entities",
                    road.csv(
                            Path.of(args[0]),
                            Road.TICKETS,
                            progress -> stored.set(progress.stored())));
        }
        result.put("seconds", (System.nanoTime() - began) / 1e9);
        result.put("heapLimit", Runtime.getRuntime().maxMemory() / MIB);
        result.put("databaseBytes", Files.size(Road.file(work)));
        over.countDown();
        looking.join();
        ArrayNode shown = result.putArray("looks");
        for (int i = SHOWN_EVERY - 1; i < looks.size(); i += SHOWN_EVERY) {
            Look look = looks.get(i);
            shown.addObject()
                    .put("seconds", look.seconds())
                    .put("entities", look.entities())
                    .put("heap", look.heap())
                    .put("resident", look.resident())
                    .put("anonymous", look.anonymous());
        }
        quarters(result.putObject("heap"), looks, Look::heap);
        quarters(result.putObject("resident"), looks, Look::resident);
        quarters(result.putObject("anonymous"), looks, Look::anonymous);
        ChildJvm.remove(work);
        System.out.println(result);
        System.exit(0);
    }

    /// Each look is also told on standard error, so that what was seen is there if the run is
    /// stopped.
    private static void lookUntil(
            CountDownLatch over, long began, AtomicLong stored, List<Look> looks) {
        try {
            while (!over.await(EVERY_MILLIS, TimeUnit.MILLISECONDS)) {
                System.gc();
                Look look =
                        new Look(
                                (System.nanoTime() - began) / 1e9,
                                stored.get(),
                                ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed()
                                        / MIB,
                                ChildJvm.resident("VmRSS:") / MIB,
                                ChildJvm.resident("RssAnon:") / MIB);
                looks.add(look);
                System.err.println(look);
            }
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void quarters(
            ObjectNode result, List<Look> looks, ToDoubleFunction<Look> figure) {
        int quarter = Math.max(1, looks.size() / 4);
        result.put("first", median(looks.subList(0, quarter), figure));
        result.put("last", median(looks.subList(looks.size() - quarter, looks.size()), figure));
        result.put("most", looks.stream().mapToDouble(figure).max().orElse(Double.NaN));
    }

    private static double median(List<Look> looks, ToDoubleFunction<Look> figure) {
        double[] sorted = looks.stream().mapToDouble(figure).toArray();
        Arrays.sort(sorted);
        return sorted[sorted.length / 2];
    }
}
