package dev.hqe.benchmarks.mcp;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/// Looks at a process again and again while something is done to it, and shows what it used over
/// time. [#finish] ends it.
final class Sampler {

    private static final long EVERY_MILLIS = 500;
    private static final int SHOWN = 10;

    private final ProcessHandle process;
    private final long startNanos = System.nanoTime();
    private final List<Usage> samples = new ArrayList<>();
    private final Thread thread = Thread.ofPlatform().daemon().name("sampler").unstarted(this::run);

    private Sampler(ProcessHandle process) {
        this.process = process;
    }

    static Sampler start(ProcessHandle process) {
        Sampler sampler = new Sampler(process);
        sampler.thread.start();
        return sampler;
    }

    private void run() {
        try {
            while (true) {
                samples.add(Usage.of(process));
                Thread.sleep(EVERY_MILLIS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /// Ends it and says what it saw as Markdown.
    String finish() throws InterruptedException {
        thread.interrupt();
        thread.join();
        double seconds = (System.nanoTime() - startNanos) / 1e9;
        StringBuilder text =
                new StringBuilder("\n| after, s | MB | threads | files |\n|---|---|---|---|\n");
        int step = Math.max(1, samples.size() / SHOWN);
        for (int i = 0; i < samples.size(); i += step) {
            Usage usage = samples.get(i);
            row(text, seconds * i / samples.size(), usage);
        }
        int quarter = Math.max(1, samples.size() / 4);
        List<Usage> first = samples.subList(0, quarter);
        List<Usage> last = samples.subList(samples.size() - quarter, samples.size());
        text.append("\nmedians of the first and the last quarter: ")
                .append(change(first, last, "MB", usage -> usage.residentKib() / 1024.0))
                .append(", ")
                .append(change(first, last, "threads", Usage::threads))
                .append(", ")
                .append(change(first, last, "files", Usage::files));
        return text.append('\n').toString();
    }

    private static void row(StringBuilder text, double seconds, Usage usage) {
        text.append(
                String.format(
                        Locale.ROOT,
                        "| %.0f | %.0f | %d | %d |\n",
                        seconds,
                        usage.residentKib() / 1024.0,
                        usage.threads(),
                        usage.files()));
    }

    private static String change(
            List<Usage> first, List<Usage> last, String unit, ToDoubleFunction<Usage> figure) {
        return String.format(
                Locale.ROOT,
                "%.0f -> %.0f %s",
                Sample.median(first, figure),
                Sample.median(last, figure),
                unit);
    }
}
