package dev.hqe.app.terminal;

import dev.hqe.app.Workbench;
import dev.hqe.ingestion.IngestException;
import dev.hqe.ingestion.IngestProgress;
import dev.hqe.ingestion.IngestReport;
import dev.hqe.ingestion.IngestRun;
import dev.hqe.kernel.topic.Topic;
import java.nio.file.Path;
import java.util.Locale;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// Runs an ingest in the terminal: progress on one line, Ctrl+C cancels it cleanly.
public final class IngestRunner {

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

    /// On Ctrl+C: ends the run between two commits. Its outcome is told by who waits for it.
    private static void stop(IngestRun run) {
        run.cancel();
        try {
            run.await();
        } catch (IngestException failed) {
            return;
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
        return String.format(
                Locale.ROOT,
                "%,d of %,d files, %.0f files/s",
                progress.done(),
                progress.found(),
                progress.filesPerSecond());
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
