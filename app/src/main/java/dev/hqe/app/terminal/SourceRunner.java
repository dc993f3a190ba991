package dev.hqe.app.terminal;

import dev.hqe.app.Workbench;
import dev.hqe.ingestion.source.Source;
import dev.hqe.ingestion.source.SourceProgress;
import dev.hqe.ingestion.source.SourceReport;
import dev.hqe.ingestion.source.SourceRun;
import dev.hqe.mcp.Registration;
import java.time.Duration;
import java.util.Locale;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// Runs a source in the terminal: progress on one line, Ctrl+C cancels it cleanly.
public final class SourceRunner {

    private static final Duration LONGEST_STOP = Duration.ofSeconds(5);

    private SourceRunner() {}

    /// Runs it and waits for its end.
    ///
    /// @param station who wants it
    public static SourceReport run(Workbench workbench, Source source, Station station) {
        ProgressLine line = new ProgressLine(station);
        SourceRun run = workbench.sources().start(source, now -> line.show("  " + text(now)));
        try (Registration _ = station.onInterrupt(() -> stop(run))) {
            return run.await();
        } finally {
            line.clear();
        }
    }

    /// A run that does not end is left to die with the process, which loses nothing that was
    /// acknowledged.
    private static void stop(SourceRun run) {
        run.cancel();
        run.awaitFor(LONGEST_STOP);
    }

    private static String text(SourceProgress progress) {
        String rate =
                String.format(
                        Locale.ROOT,
                        "%,d records, %.0f/s, %.1f MB",
                        progress.records(),
                        progress.recordsPerSecond(),
                        progress.bytes() / 1e6);
        return progress.remaining()
                .map(left ->
                        rate
                                + String.format(
                                        Locale.ROOT,
                                        " of %.1f MB, %d s left",
                                        progress.totalBytes() / 1e6,
                                        left.toSeconds()))
                .orElse(rate);
    }

    /// What a run has done, in a few lines.
    public static String summary(SourceReport report) {
        SourceProgress counts = report.counts();
        String reasons =
                new TreeMap<>(report.reasons())
                        .entrySet().stream()
                                .map(e -> e.getValue() + " " + e.getKey().word())
                                .collect(Collectors.joining(", "));
        String passed =
                counts.passed() == 0
                        ? ""
                        : String.format(
                                Locale.ROOT, ", %,d stored by the run before", counts.passed());
        return String.format(
                Locale.ROOT,
                "%s: %,d %s: %,d stored, %,d unchanged, %s%,d not stored%s%s%n"
                        + "%.1f MB in %.1f s, %,.0f records/s",
                report.source(),
                counts.records(),
                counts.records() == 1 ? "record" : "records",
                counts.stored(),
                counts.unchanged(),
                counts.files() + counts.deleted() == 0
                        ? ""
                        : String.format(Locale.ROOT, "%,d deleted, ", counts.deleted()),
                counts.refused(),
                reasons.isEmpty() ? "" : " (" + reasons + "; see hqe dead-letters)",
                passed,
                counts.bytes() / 1e6,
                counts.elapsed().toNanos() / 1e9,
                counts.recordsPerSecond());
    }
}
