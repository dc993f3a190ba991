package dev.hqe.benchmarks.wasm;

import dev.hqe.benchmarks.mcp.ColdStarts;
import dev.hqe.kernel.json.Json;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/// What `benchmarks/wasm` has measured, as Markdown and as JSON. Not thread-safe.
final class WasmReport {

    /// With what ratios are made.
    static final String PEER = "V8";

    private static final double MICROS = 1000;

    private final String machine;
    private final List<Race> races = new ArrayList<>();
    private final Map<String, ColdStarts.Figures> starts = new LinkedHashMap<>();
    private Optional<TopicHomes> homes = Optional.empty();

    WasmReport(String machine) {
        this.machine = machine;
    }

    void add(Race race) {
        races.add(race);
    }

    void add(TopicHomes made, Map<String, ColdStarts.Figures> figures) {
        homes = Optional.of(made);
        starts.putAll(figures);
    }

    String markdown() {
        List<String> lines = new ArrayList<>();
        lines.add(machine);
        races.forEach(race -> race(lines, race));
        homes.ifPresent(made -> topics(lines, made));
        return String.join("\n", lines);
    }

    private static void race(List<String> lines, Race race) {
        lines.add("\n### " + race.title() + "\n");
        lines.add("| | | p50 | p99 | CPU a call | p50 / V8 | calls | the first |");
        lines.add("|---|---|---|---|---|---|---|---|");
        race.medians()
                .forEach((work, timings) -> {
                    String label = work;
                    for (Map.Entry<String, Timing> each : timings.entrySet()) {
                        lines.add(row(race, work, label, each.getKey(), each.getValue(), timings));
                        label = "";
                    }
                });
        if (!race.failures().isEmpty()) {
            lines.add("\nNot measured:\n");
            race.failures().forEach(why -> lines.add("- " + why));
        }
    }

    private static String row(
            Race race,
            String work,
            String label,
            String name,
            Timing timing,
            Map<String, Timing> timings) {
        Timing peer = timings.get(PEER);
        String ratio = peer == null ? "" : ratio(timing.p50Micros() / peer.p50Micros());
        return cells(
                label,
                name,
                time(timing.p50Micros()),
                time(timing.p99Micros()),
                time(timing.cpuMicros()),
                ratio,
                Long.toString(timing.calls()),
                time(race.first(work, name).firstMicros()));
    }

    private void topics(List<String> lines, TopicHomes made) {
        lines.add(
                "\n### `hqe mcp` with %d Topics: from starting it to the answer to `tools/list`\n"
                        .formatted(made.topics()));
        lines.add(
                "| | ms, median | fastest | CPU, ms | workbench, MB | at rest, MB | tools | starts |");
        lines.add("|---|---|---|---|---|---|---|---|");
        starts.forEach((name, figures) ->
                lines.add(
                        cells(
                                name,
                                figure("%.0f", figures.wallMillis()),
                                figure("%.0f", figures.fastestMillis()),
                                figure("%.0f", figures.cpuMillis()),
                                figure("%.0f", figures.readyMegabytes()),
                                figure("%.0f", figures.restMegabytes()),
                                Integer.toString(figures.tools()),
                                Integer.toString(figures.starts()))));
        lines.add("\nBeside the others, in a workbench that runs:\n");
        lines.add("| | |");
        lines.add("|---|---|");
        lines.add(cells("a folder is noticed after", figure("%.0f ms", made.noticeMillis())));
        lines.add(cells("granting one takes", figure("%.0f ms", made.grantMillis())));
        lines.add(
                cells(
                        "granting all, one after the other",
                        figure("%.1f s", made.grantAllSeconds())));
    }

    private static String cells(String... cells) {
        return "| " + String.join(" | ", cells) + " |";
    }

    private static String time(double micros) {
        if (micros >= 100 * MICROS) {
            return figure("%.0f ms", micros / MICROS);
        }
        if (micros >= MICROS) {
            return figure("%.1f ms", micros / MICROS);
        }
        return figure(micros >= 100 ? "%.0f µs" : "%.1f µs", micros);
    }

    private static String ratio(double ratio) {
        return figure(ratio >= 10 ? "%.0f" : "%.2f", ratio);
    }

    private static String figure(String format, double value) {
        return String.format(Locale.ROOT, format, value);
    }

    String json() {
        ObjectNode root = Json.object().put("machine", machine);
        ObjectNode all = root.putObject("races");
        for (Race race : races) {
            ObjectNode works = all.putObject(race.title());
            race.medians()
                    .forEach((work, timings) -> {
                        ObjectNode contestants = works.putObject(work);
                        timings.forEach((name, timing) ->
                                contestants
                                        .putObject(name)
                                        .put("calls", timing.calls())
                                        .put("p50Micros", timing.p50Micros())
                                        .put("p99Micros", timing.p99Micros())
                                        .put("cpuMicros", timing.cpuMicros()));
                    });
        }
        ObjectNode homesNode = root.putObject("starts");
        starts.forEach((name, figures) ->
                homesNode
                        .putObject(name)
                        .put("wallMillis", figures.wallMillis())
                        .put("cpuMillis", figures.cpuMillis())
                        .put("readyMegabytes", figures.readyMegabytes())
                        .put("restMegabytes", figures.restMegabytes())
                        .put("tools", figures.tools())
                        .put("starts", figures.starts()));
        homes.ifPresent(made ->
                root.putObject("topics")
                        .put("count", made.topics())
                        .put("noticeMillis", made.noticeMillis())
                        .put("grantMillis", made.grantMillis())
                        .put("grantAllSeconds", made.grantAllSeconds()));
        return Json.MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(root);
    }
}
