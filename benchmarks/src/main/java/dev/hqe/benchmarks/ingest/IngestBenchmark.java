package dev.hqe.benchmarks.ingest;

import dev.hqe.benchmarks.ChildJvm;
import dev.hqe.kernel.json.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.ToDoubleFunction;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Entities per second from a CSV file and from a folder beside the same rows by bare JDBC, chunks
/// per second beside the bare network, and memory under a large file. It judges nothing.
public final class IngestBenchmark {

    /// The ways, in the order of the table. Those of the product need a source, the others the rows
    /// that these have stored.
    private static final Map<String, String> WAYS = new LinkedHashMap<>();

    static {
        WAYS.put("triggers", "ours, from the source");
        WAYS.put("off", "ours, without memory's triggers");
        WAYS.put("indexer", "ours, chunks being cut beside it");
        WAYS.put("put", "the entity store alone, ready entities");
        WAYS.put("minimal", "bare SQLite, one table and its key");
        WAYS.put("indexed", "bare SQLite, the table of entities, indexes, full text");
        WAYS.put("whole", "bare SQLite, the whole schema with its triggers");
        WAYS.put("together", "the same, the rows of a transaction in a statement");
    }

    private static final List<String> ROADS = List.of("triggers", "off", "indexer");

    private static final int ROUNDS = 3;
    private static final int WARM_UP_SHARE = 5;
    private static final int CSV_WORDS = 20;
    private static final int FILE_WORDS = 250;
    private static final long LARGE_BYTES = 2L << 30;

    private final Path target;
    private final boolean isShort;
    private final ChildJvm jvm;
    private final ObjectNode results = Json.object();
    private final List<String> lines = new ArrayList<>();

    private IngestBenchmark(Path target, boolean isShort) {
        this.target = target;
        this.isShort = isShort;
        this.jvm = new ChildJvm(target.resolve("trial.log"));
    }

    /// `[--short] [--only csv|folder|embedding|memory]`, as the script has checked it.
    public static void main(String[] args) throws Exception {
        List<String> arguments = Arrays.asList(args);
        Path root = Path.of(System.getProperty("hqe.root", "")).toAbsolutePath();
        Path target = Files.createDirectories(root.resolve("benchmarks/target/ingest"));
        int named = arguments.indexOf("--only");
        List<String> parts =
                named < 0
                        ? List.of("csv", "folder", "embedding", "memory")
                        : List.of(arguments.get(named + 1));
        IngestBenchmark benchmark = new IngestBenchmark(target, arguments.contains("--short"));
        benchmark.run(parts);
        String markdown = String.join("\n", benchmark.lines);
        Files.writeString(target.resolve("results.md"), markdown + "\n");
        Files.writeString(
                target.resolve("results.json"), benchmark.results.toPrettyString() + "\n");
        System.out.println(markdown);
    }

    private void run(List<String> parts) throws IOException, InterruptedException {
        lines.add(ChildJvm.machine());
        Path work = target.resolve("work");
        ChildJvm.remove(work);
        try {
            for (String part : parts) {
                Files.createDirectories(work);
                switch (part) {
                    case "csv", "folder" -> rates(part, work);
                    case "embedding" -> embedding(work);
                    case "memory" -> memory(work);
                    default -> throw new IllegalArgumentException(part);
                }
                ChildJvm.remove(work);
            }
        } finally {
            ChildJvm.remove(work);
        }
        lines.add("");
        lines.add(String.format(Locale.ROOT, "Load at the end %.1f.", ChildJvm.load()));
    }

    /// Rows in a transaction, as the product has them.
    private static int batch(String kind) {
        return kind.equals("csv") ? 500 : 200;
    }

    private void rates(String kind, Path work) throws IOException, InterruptedException {
        int entities = kind.equals("csv") ? 200_000 : 20_000;
        if (isShort) {
            entities /= 4;
        }
        Path source = work.resolve(kind.equals("csv") ? "orders.csv" : "notes");
        Path warm = work.resolve(kind.equals("csv") ? "warm.csv" : "warm");
        make(kind, source, entities);
        make(kind, warm, entities / WARM_UP_SHARE);
        Path kept = work.resolve("kept");
        run(kind, "triggers", source.toString(), warm.toString(), kept, "keep");
        String stored = Road.file(kept.resolve("run")).toString();
        Map<String, List<JsonNode>> rounds = new LinkedHashMap<>();
        for (int round = 0; round < ROUNDS; round++) {
            for (String way : WAYS.keySet()) {
                say(kind + ", " + WAYS.get(way) + ", round " + (round + 1));
                Path folder = work.resolve("trial");
                JsonNode one =
                        ROADS.contains(way)
                                ? run(kind, way, source.toString(), warm.toString(), folder, "")
                                : run(
                                        kind,
                                        way,
                                        stored,
                                        Integer.toString(WARM_UP_SHARE),
                                        folder,
                                        Integer.toString(batch(kind)));
                rounds.computeIfAbsent(way, w -> new ArrayList<>()).add(one);
            }
        }
        table(kind, entities, rounds);
    }

    private static void make(String kind, Path source, int entities) throws IOException {
        if (kind.equals("csv")) {
            SampleData.csv(source, entities, CSV_WORDS);
        } else {
            SampleData.folder(source, entities, FILE_WORDS);
        }
    }

    private JsonNode run(
            String kind, String way, String source, String warm, Path work, String last)
            throws IOException, InterruptedException {
        ChildJvm.remove(work);
        return jvm.run(
                Trial.class,
                List.of("-XX:+UseSerialGC", "-Xmx2g"),
                List.of(kind, way, source, warm, work.toString(), last));
    }

    private void table(String kind, int entities, Map<String, List<JsonNode>> rounds) {
        ObjectNode all = results.putObject(kind);
        double indexed = rate(rounds, "indexed");
        double minimal = rate(rounds, "minimal");
        double whole = rate(rounds, "whole");
        lines.add("");
        lines.add(
                String.format(
                        Locale.ROOT,
                        "%,d entities from a %s, %d in a transaction; medians of %d rounds.",
                        entities,
                        kind.equals("csv") ? "CSV file" : "folder of text files",
                        batch(kind),
                        ROUNDS));
        lines.add("");
        lines.add(
                "| | entities/s | of one table | of the table of entities | of the whole schema |"
                        + " CPU µs each | of the whole schema |");
        lines.add("|---|--:|--:|--:|--:|--:|--:|");
        for (Map.Entry<String, List<JsonNode>> way : rounds.entrySet()) {
            double rate = rate(rounds, way.getKey());
            double cpu = cpu(rounds, way.getKey());
            lines.add(
                    String.format(
                            Locale.ROOT,
                            "| %s | %,.0f | %.0f %% | %.0f %% | %.0f %% | %.0f | %.0f %% |",
                            WAYS.get(way.getKey()),
                            rate,
                            100 * rate / minimal,
                            100 * rate / indexed,
                            100 * rate / whole,
                            cpu,
                            100 * cpu / cpu(rounds, "whole")));
            way.getValue().forEach(all.putArray(way.getKey())::add);
        }
    }

    private static double rate(Map<String, List<JsonNode>> rounds, String way) {
        return median(
                Objects.requireNonNull(rounds.get(way)),
                one -> one.path("entities").asDouble() / one.path("seconds").asDouble());
    }

    private static double cpu(Map<String, List<JsonNode>> rounds, String way) {
        return median(
                Objects.requireNonNull(rounds.get(way)),
                one -> 1e6 * one.path("cpuSeconds").asDouble() / one.path("entities").asDouble());
    }

    private static double median(List<JsonNode> rounds, ToDoubleFunction<JsonNode> figure) {
        double[] sorted = rounds.stream().mapToDouble(figure).sorted().toArray();
        return sorted[sorted.length / 2];
    }

    private void embedding(Path work) throws IOException, InterruptedException {
        int texts = isShort ? 600 : 3_000;
        int most = Runtime.getRuntime().availableProcessors();
        List<Integer> threads = most > 2 ? List.of(1, most - 1) : List.of(1);
        lines.add("");
        lines.add(
                "| threads of the model | chunks | ours, chunks/s | CPU ms each | bare, chunks/s |"
                        + " CPU ms each | ours / bare | bare / ours, CPU | the model had work |");
        lines.add("|---|--:|--:|--:|--:|--:|--:|--:|--:|");
        for (int count : threads) {
            say("embedding, " + count + " thread(s)");
            JsonNode all =
                    jvm.run(
                            EmbeddingRate.class,
                            List.of("-Xmx1g"),
                            List.of(
                                    Integer.toString(texts),
                                    Integer.toString(count),
                                    work.resolve("embedding").toString()));
            results.withObject("embedding").set(Integer.toString(count), all);
            List<JsonNode> rounds = all.path("rounds").valueStream().toList();
            double ours = median(rounds, one -> each(one, "seconds", "ours"));
            double oursCpu = median(rounds, one -> each(one, "cpuSeconds", "ours"));
            double bare = median(rounds, one -> bare(one, "seconds"));
            double bareCpu = median(rounds, one -> bare(one, "cpuSeconds"));
            lines.add(
                    String.format(
                            Locale.ROOT,
                            "| %d | %d x %.0f | %.1f | %.2f | %.1f | %.2f | %.0f %% | %.0f %% |"
                                    + " %.1f %% |",
                            count,
                            rounds.size(),
                            rounds.getFirst().at("/ours/chunks").asDouble(),
                            1 / ours,
                            1000 * oursCpu,
                            1 / bare,
                            1000 * bareCpu,
                            100 * bare / ours,
                            100 * bareCpu / oursCpu,
                            median(
                                    rounds,
                                    one ->
                                            100
                                                    * one.at("/ours/modelSeconds").asDouble()
                                                    / one.at("/ours/seconds").asDouble()
                                                    / count)));
        }
    }

    /// Seconds for each chunk.
    private static double each(JsonNode round, String seconds, String part) {
        return round.path(part).path(seconds).asDouble()
                / round.path(part).path("chunks").asDouble();
    }

    private static double bare(JsonNode round, String seconds) {
        return (each(round, seconds, "bareBefore") + each(round, seconds, "bareAfter")) / 2;
    }

    private void memory(Path work) throws IOException, InterruptedException {
        long bytes = isShort ? LARGE_BYTES / 10 : LARGE_BYTES;
        Path csv = work.resolve("large.csv");
        say("a large CSV file is made");
        SampleTickets.csv(csv, bytes);
        long size = Files.size(csv);
        say("memory, a CSV file of " + (size >> 20) + " MiB");
        JsonNode one =
                jvm.run(
                        FlatMemory.class,
                        List.of("-XX:+UseSerialGC", "-Xmx256m"),
                        List.of(csv.toString(), work.resolve("flat").toString()));
        results.set("memory", one);
        lines.add("");
        lines.add(
                String.format(
                        Locale.ROOT,
                        "A CSV file of %,d MiB, %,d rows of about %,d bytes, with a heap of at most"
                                + " %.0f MiB, in %.0f s (%,.0f entities/s); MiB.",
                        size >> 20,
                        one.path("entities").asLong(),
                        size / Math.max(1, one.path("entities").asLong()),
                        one.path("heapLimit").asDouble(),
                        one.path("seconds").asDouble(),
                        one.path("entities").asDouble() / one.path("seconds").asDouble()));
        lines.add("");
        lines.add(
                "| minute | entities | in this minute, a second | heap after a collection"
                        + " | resident | of no file |");
        lines.add("|--:|--:|--:|--:|--:|--:|");
        JsonNode before = Json.object();
        for (JsonNode look : one.path("looks")) {
            lines.add(
                    String.format(
                            Locale.ROOT,
                            "| %.0f | %,d | %,.0f | %.0f | %.0f | %.0f |",
                            look.path("seconds").asDouble() / 60,
                            look.path("entities").asLong(),
                            (look.path("entities").asDouble() - before.path("entities").asDouble())
                                    / (look.path("seconds").asDouble()
                                            - before.path("seconds").asDouble()),
                            look.path("heap").asDouble(),
                            look.path("resident").asDouble(),
                            look.path("anonymous").asDouble()));
            before = look;
        }
        lines.add("");
        for (String what : List.of("heap", "resident", "anonymous")) {
            lines.add(
                    String.format(
                            Locale.ROOT,
                            "%s: median of the first quarter %.1f, of the last %.1f, at most %.1f",
                            what,
                            one.path(what).path("first").asDouble(),
                            one.path(what).path("last").asDouble(),
                            one.path(what).path("most").asDouble()));
        }
    }

    private static void say(String what) {
        System.err.println("benchmarks: " + what);
    }
}
