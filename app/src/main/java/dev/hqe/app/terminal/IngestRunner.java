package dev.hqe.app.terminal;

import dev.hqe.app.Workbench;
import dev.hqe.ingestion.IngestProgress;
import dev.hqe.ingestion.IngestReport;
import dev.hqe.ingestion.IngestRun;
import dev.hqe.kernel.topic.Topic;
import dev.hqe.mcp.Registration;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// Runs an ingest in the terminal: progress on one line, Ctrl+C cancels it cleanly.
public final class IngestRunner {

    private static final Duration LONGEST_STOP = Duration.ofSeconds(5);

    private IngestRunner() {}

    /// Runs it and waits for its end.
    ///
    /// @param station who wants it
    public static IngestReport run(Workbench workbench, Path folder, Topic topic, Station station) {
        ProgressLine line = new ProgressLine(station);
        IngestRun run =
                workbench.folderIngest().start(folder, topic, now -> line.show("  " + text(now)));
        try (Registration _ = station.onInterrupt(() -> stop(run, station))) {
            return run.await();
        } finally {
            line.clear();
        }
    }

    /// On Ctrl+C: ends the run between two commits. A run that does not end is left to die with the
    /// process, which loses nothing that was acknowledged.
    private static void stop(IngestRun run, Station station) {
        run.cancel();
        if (run.awaitFor(LONGEST_STOP)) {
            PrintWriter err =
                    new PrintWriter(
                            new OutputStreamWriter(station.err(), station.errCharset()), true);
            err.println("stopped; what is stored stays, and the next run goes on from there");
        }
    }

    private static String text(IngestProgress progress) {
        String rate = String.format(Locale.ROOT, ", %.0f files/s", progress.filesPerSecond());
        return progress.walked()
                ? String.format(
                        Locale.ROOT, "%,d of %,d files%s", progress.done(), progress.found(), rate)
                : String.format(Locale.ROOT, "%,d files%s", progress.done(), rate);
    }

    /// What a run has done, in a few lines.
    public static String summary(IngestReport report) {
        IngestProgress counts = report.counts();
        String reasons =
                new TreeMap<>(report.reasons())
                        .entrySet().stream()
                                .map(e -> e.getValue() + " " + e.getKey().word())
                                .collect(Collectors.joining(", "));
        return String.format(
                Locale.ROOT,
                "%,d %s: %,d stored, %,d unchanged, %,d not stored%s; %,d deleted, %,d ignored%n"
                        + "%.1f MB in %.1f s, %,.0f files/s",
                counts.found(),
                counts.found() == 1 ? "file" : "files",
                counts.stored(),
                counts.unchanged(),
                counts.skipped() + counts.rejected() + counts.vanished(),
                reasons.isEmpty() ? "" : " (" + reasons + "; see hqe dead-letters)",
                counts.deleted(),
                counts.ignored(),
                counts.bytes() / 1e6,
                counts.elapsed().toNanos() / 1e9,
                counts.filesPerSecond());
    }
}
