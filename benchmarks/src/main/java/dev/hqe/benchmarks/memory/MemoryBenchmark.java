package dev.hqe.benchmarks.memory;

import dev.hqe.benchmarks.ChildJvm;
import dev.hqe.kernel.json.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Finds the nearest vectors in several ways, the same vectors and queries for all. It judges
/// nothing.
final class MemoryBenchmark {

    private static final String OURS = "ours, Lance";
    private static final String OURS_SQLITE = "ours, SQLite";
    private static final String OURS_SIMD = "ours, Vector API";
    private static final String LUCENE = "Lucene HNSW";
    private static final String LANCE = "Lance alone";
    private static final String SQLITE_VEC = "sqlite-vec";
    private static final List<String> ALL =
            List.of(OURS, OURS_SQLITE, OURS_SIMD, LUCENE, LANCE, SQLITE_VEC);
    private static final List<String> LARGE = List.of(OURS, LUCENE);
    private static final int MILLION = 1_000_000;

    /// How many real vectors are made for a million, unless said otherwise.
    private static final int REAL = 250_000;

    private final Path target;
    private final Path source;
    private final int real;
    private final Path extension;
    private final List<String> only;

    private MemoryBenchmark(Path target, Path source, int real, List<String> only) {
        this.target = target;
        this.source = source;
        this.real = real;
        this.only = only;
        this.extension = Path.of(System.getProperty("hqe.benchmarks.sqlite-vec", ""));
    }

    static Index index(String name, Path folder, Path extension) {
        return switch (name) {
            case OURS, OURS_SIMD -> new Ours(folder, true);
            case OURS_SQLITE -> new Ours(folder, false);
            case LUCENE -> new LuceneHnsw(folder);
            case LANCE -> new LanceAlone(folder);
            case SQLITE_VEC -> new SqliteVec(folder, extension);
            default -> throw new IllegalArgumentException(name);
        };
    }

    private static String option(List<String> arguments, String name, String otherwise) {
        int at = arguments.indexOf(name);
        return at < 0 ? otherwise : arguments.get(at + 1);
    }

    /// `[--short] [--large] [--json] [--only NAME] [--texts FOLDER] [--real NUMBER]`, as the script
    /// has checked it.
    public static void main(String[] args) throws Exception {
        List<String> arguments = Arrays.asList(args);
        Path root = Path.of(System.getProperty("hqe.root", "")).toAbsolutePath();
        List<Integer> sizes = new ArrayList<>(List.of(10_000));
        if (!arguments.contains("--short")) {
            sizes.add(100_000);
        }
        if (arguments.contains("--large")) {
            sizes.add(MILLION);
        }
        String named = option(arguments, "--only", "");
        MemoryBenchmark benchmark =
                new MemoryBenchmark(
                        root.resolve("benchmarks/target/memory"),
                        Path.of(option(arguments, "--texts", SourceTexts.ofTheJdk().toString())),
                        Integer.parseInt(option(arguments, "--real", Integer.toString(REAL))),
                        ALL.stream().filter(name -> name.startsWith(named)).toList());
        ObjectNode results = benchmark.run(sizes);
        String markdown = markdown(results);
        Files.writeString(benchmark.target.resolve("results.md"), markdown + "\n");
        Files.writeString(
                benchmark.target.resolve("results.json"), results.toPrettyString() + "\n");
        System.out.println(arguments.contains("--json") ? results.toPrettyString() : markdown);
    }

    private ObjectNode run(List<Integer> sizes) throws IOException, InterruptedException {
        TextVectors vectors =
                TextVectors.of(
                        source,
                        Files.createDirectories(target.resolve("data")),
                        sizes.stream()
                                .mapToInt(size -> Math.min(size, realOf(size)))
                                .max()
                                .orElse(0));
        Path data = vectors.folder();
        ObjectNode results = Json.MAPPER.createObjectNode();
        results.put("machine", ChildJvm.machine());
        results.set("texts", vectors.about());
        ArrayNode trials = results.putArray("trials");
        for (int size : sizes) {
            int made = Math.min(vectors.pieces(), realOf(size));
            if (made < size) {
                MadeUpVectors.make(data, made, size);
            }
            SampleSpace.make(data, size);
            for (String name : size < MILLION ? ALL : LARGE) {
                if (only.contains(name)) {
                    trials.add(trial(name, data, size));
                }
            }
        }
        results.put("loadAtTheEnd", ChildJvm.load());
        return results;
    }

    private int realOf(int size) {
        return size < MILLION ? size : real;
    }

    private ObjectNode trial(String name, Path data, int size)
            throws IOException, InterruptedException {
        ObjectNode result = Json.MAPPER.createObjectNode();
        result.put("name", name).put("vectors", size);
        if (name.equals(SQLITE_VEC) && !Files.isRegularFile(extension)) {
            return result.put("skipped", "there is no sqlite-vec");
        }
        System.err.println("benchmarks: " + name + ", " + size + " vectors");
        Path folder = target.resolve("index");
        ChildJvm.remove(folder);
        result.put("load", ChildJvm.load());
        result.set("build", process("build", name, data, size, folder));
        result.set("search", process("search", name, data, size, folder));
        ChildJvm.remove(folder);
        return result;
    }

    private JsonNode process(String what, String name, Path data, int size, Path folder)
            throws IOException, InterruptedException {
        List<String> options =
                new ArrayList<>(
                        List.of(
                                "-XX:+UseSerialGC",
                                "-Xms256m",
                                "-Xmx4g",
                                // so that what the heap has committed is resident
                                "-XX:+AlwaysPreTouch"));
        if (name.equals(OURS_SIMD) || name.equals(LUCENE)) { // it makes Lucene faster, too
            options.add("--add-modules=jdk.incubator.vector");
        }
        return new ChildJvm(target.resolve("trial.log"))
                .run(
                        Trial.class,
                        options,
                        List.of(
                                what,
                                name,
                                data.toString(),
                                Integer.toString(size),
                                folder.toString(),
                                extension.toString()));
    }

    private static String markdown(ObjectNode results) {
        List<String> lines = new ArrayList<>();
        JsonNode texts = results.path("texts");
        lines.add(results.path("machine").asString() + " 384 dimensions, 10 hits.");
        lines.add(
                String.format(
                        Locale.ROOT,
                        "Pieces of %s; the area is %s, %.1f %% of all.",
                        texts.path("source").asString(),
                        texts.path("area").asString(),
                        100 * texts.path("share").asDouble()));
        lines.add("");
        lines.add(
                "| vectors | | CPU ms | p50 ms | p99 ms | recall | 2 %: CPU ms | p99 ms | recall |"
                        + " area: CPU ms | p99 ms | recall | build s | memory, bytes each |"
                        + " disk, bytes each | load |");
        lines.add("|---|---|---|---|---|---|---|---|---|---|---|---|---|---|---|---|");
        for (JsonNode trial : results.path("trials")) {
            lines.add(row(trial));
        }
        return String.join("\n", lines);
    }

    private static String row(JsonNode trial) {
        int size = trial.path("vectors").asInt();
        if (trial.has("skipped")) {
            return "| %d | %s | %s |"
                    .formatted(
                            size, trial.path("name").asString(), trial.path("skipped").asString());
        }
        JsonNode search = trial.path("search");
        JsonNode all = search.path(Among.ALL.name());
        return String.format(
                Locale.ROOT,
                "| %d | %s | %.2f | %.2f | %.2f | %.4f | %s | %s | %.1f | %d | %d | %.1f |",
                size,
                trial.path("name").asString(),
                all.path("cpuMillis").asDouble(),
                all.path("p50Millis").asDouble(),
                all.path("p99Millis").asDouble(),
                all.path("recall").asDouble(),
                narrowed(search.path(Among.TOPIC.name())),
                narrowed(search.path(Among.AREA.name())),
                trial.path("build").path("seconds").asDouble(),
                search.path("memoryBytes").asLong() / size,
                trial.path("build").path("diskBytes").asLong() / size,
                trial.path("load").asDouble());
    }

    private static String narrowed(JsonNode queries) {
        return String.format(
                Locale.ROOT,
                "%.2f | %.2f | %.4f",
                queries.path("cpuMillis").asDouble(),
                queries.path("p99Millis").asDouble(),
                queries.path("recall").asDouble());
    }
}
