package dev.hqe.app.terminal;

import dev.hqe.app.Workbench;
import dev.hqe.ingestion.IngestProgress;
import dev.hqe.ingestion.IngestReport;
import dev.hqe.ingestion.IngestRun;
import dev.hqe.kernel.topic.Topic;
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
    public static IngestReport run(Workbench workbench, Path folder, Topic topic) {
        ProgressLine line = new ProgressLine();
        IngestRun run =
                workbench.folderIngest().start(folder, topic, now -> line.show("  " + text(now)));
        Thread cancel = new Thread(() -> stop(run), "ingest-cancel");
        Runtime.getRuntime().addShutdownHook(cancel);
        try {
            return run.await();
        } finally {
            keepHookOut(cancel);
            line.clear();
        }
    }

    /// On Ctrl+C: ends the run between two commits. A run that does not end is left to die with the
    /// process, which loses nothing that was acknowledged.
    private static void stop(IngestRun run) {
        run.cancel();
        if (run.awaitFor(LONGEST_STOP)) {
            System.err.println(
                    "stopped; what is stored stays, and the next run goes on from there");
        }
    }

    private static void keepHookOut(Thread hook) {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException alreadyShuttingDown) {
            return;
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
