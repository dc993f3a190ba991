package dev.hqe.benchmarks.mcp;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Starts `hqe mcp` where no workbench is running, through the launcher, on several data
/// directories in turn.
public final class ColdStarts {

    private static final double KIB = 1024;

    /// With hundreds of Topics on a machine with other work a first start takes many seconds.
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    /// What the starts on one data directory came to, medians.
    ///
    /// @param starts how many
    /// @param wallMillis from starting the process to the answer to `tools/list`
    /// @param fastestMillis the best of these
    /// @param cpuMillis user and system time until then, of the shim and of the workbench
    /// @param readyMegabytes resident memory of the workbench then
    /// @param restMegabytes the same after a while in which nobody asked anything
    /// @param tools in the answer
    public record Figures(
            int starts,
            double wallMillis,
            double fastestMillis,
            double cpuMillis,
            double readyMegabytes,
            double restMegabytes,
            int tools) {}

    private record One(double wallMillis, double cpuMillis, double megabytes, int tools) {}

    private final Path root;
    private final Path log;

    /// Starts nothing yet.
    ///
    /// @param root the repository, built
    /// @param log what the processes say on standard error
    public ColdStarts(Path root, Path log) {
        this.root = root;
        this.log = log;
    }

    /// Starts and ends it on each in turn.
    ///
    /// @param homes data directories by name; each is started once more first, to fill caches
    /// @param rest how long the last one is left alone before its memory is read
    /// @throws IllegalStateException if one does not start or answer
    public Map<String, Figures> measure(Map<String, Path> homes, int rounds, Duration rest)
            throws IOException, InterruptedException {
        Map<String, List<One>> starts = new LinkedHashMap<>();
        Map<String, Double> atRest = new LinkedHashMap<>();
        List<String> names = new ArrayList<>(homes.keySet());
        for (int round = -1; round < rounds; round++) {
            for (String name : names) {
                One one = start(name, home(homes, name), Duration.ZERO);
                if (round >= 0) {
                    starts.computeIfAbsent(name, each -> new ArrayList<>()).add(one);
                }
            }
            Collections.rotate(names, 1);
        }
        for (String name : homes.keySet()) {
            atRest.put(name, start(name, home(homes, name), rest).megabytes());
        }
        Map<String, Figures> figures = new LinkedHashMap<>();
        homes.keySet()
                .forEach(name ->
                        figures.put(
                                name,
                                figures(
                                        starts.getOrDefault(name, List.of()),
                                        atRest.getOrDefault(name, Double.NaN))));
        return figures;
    }

    private static Path home(Map<String, Path> homes, String name) {
        return Optional.ofNullable(homes.get(name)).orElseThrow();
    }

    private static Figures figures(List<One> starts, double restMegabytes) {
        return new Figures(
                starts.size(),
                Sample.median(starts, One::wallMillis),
                starts.stream().mapToDouble(One::wallMillis).min().orElse(Double.NaN),
                Sample.median(starts, One::cpuMillis),
                Sample.median(starts, One::megabytes),
                restMegabytes,
                starts.isEmpty() ? 0 : starts.getLast().tools());
    }

    private One start(String name, Path home, Duration rest)
            throws IOException, InterruptedException {
        System.err.println("benchmarks/wasm: hqe mcp with " + name);
        Optional<ProcessHandle> workbench = Optional.empty();
        ServerProcess process =
                ServerProcess.start(
                        List.of(root.resolve("hqe").toString(), "mcp"),
                        Map.of("HQE_HOME", home.toString()),
                        log);
        try (StdioWire wire = new StdioWire(process, PATIENCE)) {
            String tools = wire.greet(Era.LEGACY);
            double wall = (System.nanoTime() - process.startNanos()) / 1e6;
            long cpu = process.usage().cpuMillis();
            workbench = process.handle().children().findFirst();
            ProcessHandle started =
                    workbench.orElseThrow(() ->
                            new IllegalStateException(
                                    "a workbench was running already on " + home));
            Thread.sleep(rest);
            return new One(
                    wall,
                    cpu,
                    Footprint.of(started).resident() / KIB,
                    tools.split("\"inputSchema\"", -1).length - 1);
        } catch (WireException e) {
            throw new IllegalStateException("hqe mcp with " + name + ": " + e.getMessage(), e);
        } finally {
            process.close();
            StartBenchmark.end(workbench);
        }
    }
}
