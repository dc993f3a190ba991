package dev.hqe.benchmarks.mcp;

import dev.hqe.kernel.json.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/// What `benchmarks/start` has measured, as Markdown and as JSON.
record StartReport(StartFigures figures) {

    static final String WARM = "hqe mcp, a workbench is running";
    static final String COLD = "hqe mcp, no workbench is running";
    static final String ALONE = "hqe mcp --standalone";
    static final String SHIM = "hqe mcp (the shim)";
    static final String WORKBENCH = "the workbench behind it";

    private static final double KIB = 1024;

    String markdown() {
        List<String> lines = new ArrayList<>();
        lines.add("### From starting the process to the answer to `tools/list`\n");
        lines.add("| | ms, median | fastest | CPU, ms | rounds |");
        lines.add("|---|---|---|---|---|");
        figures.starts().keySet().forEach(name -> lines.add(startRow(name)));
        lines.add("\n### Memory of a process that nobody asks anything, MB\n");
        lines.add("| | resident | its share | at most |");
        lines.add("|---|---|---|---|");
        figures.idle()
                .forEach((name, memory) ->
                        lines.add(
                                row(
                                        name,
                                        megabytes(memory.resident()),
                                        megabytes(memory.share()),
                                        megabytes(memory.peak()))));
        lines.add("\n### Beside the aims\n");
        lines.add("| | ours | theirs | ratio | aim |");
        lines.add("|---|---|---|---|---|");
        wallAim(lines, WARM, "at most 0.5");
        wallAim(lines, COLD, "at most 2");
        memoryAim(lines, SHIM, "at most 45 MB");
        memoryAim(lines, WORKBENCH, "at most 150 MB");
        if (!figures.failures().isEmpty()) {
            lines.add("\n### What could not be measured\n");
            figures.failures().forEach((name, why) -> lines.add("- " + name + ": " + why));
        }
        return String.join("\n", lines);
    }

    private String startRow(String name) {
        List<StartFigures.Start> runs = figures.starts().getOrDefault(name, List.of());
        double fastest =
                runs.stream().mapToDouble(StartFigures.Start::wallMillis).min().orElse(Double.NaN);
        StartFigures.Start median = figures.start(name).orElseThrow();
        return row(
                name,
                figure("%.0f", median.wallMillis()),
                figure("%.0f", fastest),
                figure("%.0f", median.cpuMillis()),
                Integer.toString(runs.size()));
    }

    private void wallAim(List<String> lines, String ours, String aim) {
        Optional<StartFigures.Start> our = figures.start(ours);
        Optional<StartFigures.Start> their = figures.start(Peers.TYPESCRIPT_V2);
        if (our.isPresent() && their.isPresent()) {
            double ratio = our.get().wallMillis() / their.get().wallMillis();
            lines.add(
                    row(
                            ours + ", ms, beside " + Peers.TYPESCRIPT_V2,
                            figure("%.0f", our.get().wallMillis()),
                            figure("%.0f", their.get().wallMillis()),
                            figure("%.2f", ratio),
                            aim));
        }
    }

    private void memoryAim(List<String> lines, String process, String aim) {
        Footprint memory = figures.idle().get(process);
        if (memory != null) {
            lines.add(row(process + ", resident MB", megabytes(memory.resident()), "", "", aim));
        }
    }

    private static String row(String... cells) {
        return "| " + String.join(" | ", cells) + " |";
    }

    private static String megabytes(long kib) {
        return figure("%.0f", kib / KIB);
    }

    private static String figure(String format, double value) {
        return String.format(Locale.ROOT, format, value);
    }

    String json() {
        ObjectNode root = Json.MAPPER.createObjectNode();
        ObjectNode starts = root.putObject("starts");
        figures.starts()
                .forEach((name, runs) -> {
                    ObjectNode start = starts.putObject(name);
                    figures.start(name)
                            .ifPresent(median -> {
                                start.put("wallMillis", median.wallMillis());
                                start.put("cpuMillis", median.cpuMillis());
                            });
                    start.putPOJO("runs", runs);
                });
        root.putPOJO("idleKib", figures.idle());
        root.putPOJO("failures", figures.failures());
        return Json.MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(root);
    }
}
