package dev.hqe.app.demo;

import dev.hqe.app.Installation;
import dev.hqe.app.Workbench;
import dev.hqe.app.door.RunningWorkbench;
import dev.hqe.app.terminal.IngestRunner;
import dev.hqe.app.terminal.ProgressLine;
import dev.hqe.app.terminal.Station;
import dev.hqe.ingestion.IngestReport;
import dev.hqe.kernel.file.FolderTree;
import dev.hqe.kernel.json.Json;
import dev.hqe.kernel.topic.Topic;
import io.modelcontextprotocol.spec.McpSchema.ProgressNotification;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// The main job, step by step, each with what came back and how long it took.
public final class Demo {

    private static final String TOPIC = "code_audit";
    private static final String TOOL = "code_audit.find_secrets";
    private static final Duration END = Duration.ofSeconds(30);
    private static final int FINDINGS_SHOWN = 10;

    private final Installation installation;
    private final Path folder;
    private final PrintWriter out;
    private final Station station;
    private final ProgressLine line;
    private int step;
    private long stored;

    /// @param folder what to look through
    /// @param station who looks on
    public Demo(Installation installation, Path folder, PrintWriter out, Station station) {
        this.installation = installation;
        this.folder = folder;
        this.out = out;
        this.station = station;
        this.line = new ProgressLine(station);
    }

    /// Runs it.
    ///
    /// @param keep whether the temporary data directory stays
    /// @return whether every step did what it should
    public boolean run(boolean keep) throws Exception {
        Path home = Files.createTempDirectory("hqe-demo-");
        Thread cleaning = new Thread(() -> delete(home), "demo-clean-up");
        if (!keep) {
            Runtime.getRuntime().addShutdownHook(cleaning);
        }
        say("HQE Workbench " + installation.version() + ", on " + folder);
        boolean complete = fill(home) && ask(home);
        if (complete) {
            next(keep ? home : null);
        }
        return complete;
    }

    /// Files in: a workbench of its own stores the folder and closes again.
    private boolean fill(Path home) throws Exception {
        try (Workbench workbench =
                timed("Open a workbench in " + home, () -> Workbench.open(home, installation))) {
            Topic topic = workbench.topics().require(TOPIC);
            detail(
                    "Topic "
                            + topic.id()
                            + " "
                            + topic.manifest().version()
                            + " is loaded: "
                            + topic.manifest().capabilities().tools().size()
                            + " tools, code in a Wasm sandbox");
            IngestReport report =
                    timed(
                            "Ingest the folder as entities",
                            () -> IngestRunner.run(workbench, folder, topic, station));
            IngestRunner.summary(report).lines().forEach(this::detail);
            detail(peakMemory());
            if (report.outcome() != IngestReport.Outcome.COMPLETED) {
                detail("stopped: " + report.outcome().name().toLowerCase(Locale.ROOT));
                return false;
            }
            stored = report.counts().stored();
            return true;
        }
    }

    /// The answer out: an agent starts the server on the same data and calls the tool.
    private boolean ask(Path home) throws Exception {
        List<String> command = new ArrayList<>(installation.command());
        command.add("mcp");
        try (Agent agent =
                timed(
                        "An agent (official MCP SDK for Java) starts `hqe mcp` and connects",
                        () -> Agent.connect(command, home, this::show))) {
            detail("MCP " + agent.protocolVersion() + " over stdio");
            List<String> tools = timed("The agent lists the tools", agent::tools);
            detail(String.join(", ", tools));
            JsonNode first = call("The agent calls " + TOOL, agent);
            report(first);
            call("The same call again", agent);
            return first.path("files_scanned").asLong() == stored;
        } finally {
            // Else it would wait a while for the next agent.
            new RunningWorkbench(home, installation.build()).stop(END);
        }
    }

    private JsonNode call(String what, Agent agent) throws Exception {
        Object result = timed(what, () -> agent.call(TOOL, Map.of()));
        return Json.MAPPER.valueToTree(result);
    }

    private void show(ProgressNotification progress) {
        double total = Optional.ofNullable(progress.total()).orElse(0.0);
        line.show(
                String.format(
                        Locale.ROOT, "    %,.0f of %,.0f entities", progress.progress(), total));
    }

    private void report(JsonNode result) {
        JsonNode findings = result.path("findings");
        detail(
                String.format(
                        Locale.ROOT,
                        "%,d files and %.1f MB scanned, %,d findings%s",
                        result.path("files_scanned").asLong(),
                        result.path("bytes_scanned").asLong() / 1e6,
                        findings.size(),
                        result.path("truncated").asBoolean(false) ? " (cut)" : ""));
        int shown = 0;
        for (JsonNode finding : findings) {
            if (shown++ == FINDINGS_SHOWN) {
                detail("... and " + (findings.size() - FINDINGS_SHOWN) + " more");
                break;
            }
            detail(
                    String.format(
                            "%-8s %-28s %s:%d:%d  %s",
                            finding.path("severity").asString(""),
                            finding.path("rule").asString(),
                            finding.path("path").asString(),
                            finding.path("line").asInt(),
                            finding.path("column").asInt(),
                            finding.path("preview").asString("")));
        }
    }

    private void next(@Nullable Path kept) {
        say("");
        say("Done. What to do next:");
        say("  ./hqe                                     open the window");
        say("  ./hqe ingest DIR --topic code_audit       store a folder for good");
        say("  claude mcp add hqe -- " + installation.shellCommand());
        say(
                "                                            connect Claude Code; any MCP client starts");
        say("                                            the same command");
        if (kept != null) {
            say("  HQE_HOME=" + kept + " ./hqe entities      look at what was stored");
        }
    }

    private <T> T timed(String what, Callable<T> work) throws Exception {
        step++;
        out.printf(Locale.ROOT, "%n%2d  %s%n", step, what);
        out.flush();
        long began = System.nanoTime();
        T value = work.call();
        line.clear();
        detail(String.format(Locale.ROOT, "%,d ms", (System.nanoTime() - began) / 1_000_000));
        return value;
    }

    private void detail(String text) {
        say("    " + text);
    }

    private void say(String text) {
        out.println(text);
        out.flush();
    }

    /// The most memory that this process has had, as Linux counts it; else its heap now.
    private static String peakMemory() {
        try {
            Path status = Path.of("/proc/self/status");
            if (Files.exists(status)) {
                for (String line : Files.readAllLines(status)) {
                    if (line.startsWith("VmHWM:")) {
                        long kib = Long.parseLong(line.replaceAll("\\D", ""));
                        return "peak memory of the process " + kib / 1024 + " MiB";
                    }
                }
            }
        } catch (IOException e) {
            return "peak memory not known: " + e.getMessage();
        }
        Runtime runtime = Runtime.getRuntime();
        return "heap in use " + ((runtime.totalMemory() - runtime.freeMemory()) >> 20) + " MiB";
    }

    private static void delete(Path directory) {
        try {
            FolderTree.delete(directory);
        } catch (IOException | UncheckedIOException e) { // a child may still be writing
            System.err.println("hqe: cannot delete " + directory + ": " + e.getMessage());
        }
    }
}
