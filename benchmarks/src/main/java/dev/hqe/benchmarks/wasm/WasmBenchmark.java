package dev.hqe.benchmarks.wasm;

import dev.hqe.benchmarks.mcp.ColdStarts;
import dev.hqe.benchmarks.wasm.Contestant.Turn;
import dev.hqe.mcp.sandbox.CompileMode;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/// What a Topic's code costs: one call, the way from the file to the first answer, and hundreds of
/// Topics in the folder. It judges nothing but that all give the same answers.
final class WasmBenchmark {

    private static final int MAX_CALLS = 20_000;
    private static final String COMPILED = "ours, compiled";
    private static final String INTERPRETED = "ours, interpreted";
    private static final String NODE_WASI = "V8 with node:wasi";

    /// How much is measured.
    private record Effort(
            Race.Effort calls,
            Race.Effort cold,
            int topics,
            int lastTopics,
            int starts,
            Duration rest) {

        static final Effort FULL =
                new Effort(
                        new Race.Effort(7, calls(10_000), calls(1_000)),
                        new Race.Effort(11, loads(), loads()),
                        500,
                        10,
                        11,
                        Duration.ofSeconds(30));
        static final Effort SHORT =
                new Effort(
                        new Race.Effort(3, calls(3_000), calls(400)),
                        new Race.Effort(3, loads(), loads()),
                        500,
                        5,
                        3,
                        Duration.ofSeconds(10));

        private static Turn calls(long millis) {
            return new Turn(MAX_CALLS, Duration.ofMillis(millis));
        }

        private static Turn loads() {
            return new Turn(1, Duration.ofSeconds(1));
        }
    }

    /// What can be measured alone.
    private enum Part {
        CALLS,
        COLD,
        TOPICS
    }

    private final Path root;
    private final Path target;
    private final Effort effort;

    private WasmBenchmark(Path root, Effort effort) {
        this.root = root;
        this.target = root.resolve("benchmarks/target/wasm");
        this.effort = effort;
    }

    /// `[--short] [--json] [--only calls|cold|topics]`, as the script has checked it.
    public static void main(String[] args) throws Exception {
        Effort effort = Effort.FULL;
        boolean json = false;
        Set<Part> parts = EnumSet.allOf(Part.class);
        for (int i = 0; i < args.length; i++) {
            switch (args[i]) {
                case "--short" -> effort = Effort.SHORT;
                case "--json" -> json = true;
                case "--only" ->
                        parts = EnumSet.of(Part.valueOf(args[++i].toUpperCase(Locale.ROOT)));
                default -> throw new IllegalArgumentException(args[i]);
            }
        }
        Path root = Path.of(System.getProperty("hqe.root", "")).toAbsolutePath();
        WasmBenchmark benchmark = new WasmBenchmark(root, effort);
        Files.createDirectories(benchmark.target);
        WasmReport report = benchmark.run(parts);
        Files.writeString(benchmark.target.resolve("results.md"), report.markdown() + "\n");
        Files.writeString(benchmark.target.resolve("results.json"), report.json() + "\n");
        System.out.println(json ? report.json() : report.markdown());
    }

    private WasmReport run(Set<Part> parts) throws IOException, InterruptedException {
        WasmReport report = new WasmReport(machine());
        Path memory = Path.of("/dev/shm");
        Path folder =
                Files.isWritable(memory)
                        ? Files.createTempDirectory(memory, "hqe-benchmark-")
                        : Files.createDirectories(target.resolve("inputs"));
        try {
            measure(parts, report, Workload.all(root, folder));
        } finally {
            TopicHomes.remove(folder);
        }
        return report;
    }

    private void measure(Set<Part> parts, WasmReport report, List<Workload> works)
            throws IOException, InterruptedException {
        if (parts.contains(Part.COLD)) { // first, while this process has seen no Wasm either
            Race cold = new Race("From the file to the first answer", effort.cold());
            race(cold, onePerModule(works), true);
            report.add(cold);
        }
        if (parts.contains(Part.CALLS)) {
            Race calls = new Race("One call, a new instance each", effort.calls());
            race(calls, works, false);
            report.add(calls);
        }
        if (parts.contains(Part.TOPICS)) {
            TopicHomes homes =
                    new TopicHomes(target.resolve("homes"), effort.topics(), effort.lastTopics());
            report.add(
                    homes,
                    new ColdStarts(root, target.resolve("servers.log"))
                            .measure(homes.make(), effort.starts(), effort.rest()));
        }
    }

    private static List<Workload> onePerModule(List<Workload> works) {
        Map<Path, Workload> first = new LinkedHashMap<>();
        works.forEach(work -> first.putIfAbsent(work.wasm(), work));
        return List.copyOf(first.values());
    }

    private void race(Race race, List<Workload> works, boolean fresh) throws IOException {
        List<Contestant> contestants = new ArrayList<>();
        try {
            contestants.add(new Sandboxed(COMPILED, CompileMode.COMPILED, fresh));
            contestants.add(new Sandboxed(INTERPRETED, CompileMode.INTERPRETED, fresh));
            if (NodeV8.isInstalled(root)) {
                contestants.add(NodeV8.start(root, WasmReport.PEER, NodeV8.Host.MEMORY, fresh));
                contestants.add(NodeV8.start(root, NODE_WASI, NodeV8.Host.WASI, fresh));
            }
            if (!fresh) {
                contestants.add(new PlainJava());
            }
            race.run(works, contestants);
        } finally {
            contestants.forEach(Contestant::close);
        }
    }

    private String machine() throws IOException {
        var system = ManagementFactory.getOperatingSystemMXBean();
        return "Java %s, Node %s, %s, %d processors, load at the beginning %.1f."
                .formatted(
                        Runtime.version(),
                        NodeV8.isInstalled(root) ? NodeV8.version(root) : "missing",
                        system.getName(),
                        system.getAvailableProcessors(),
                        system.getSystemLoadAverage());
    }
}
