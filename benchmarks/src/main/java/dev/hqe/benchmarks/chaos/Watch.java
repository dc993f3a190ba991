package dev.hqe.benchmarks.chaos;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.ToDoubleFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// What the workbench's process uses over time: resident memory, threads and open files every few
/// seconds, and more rarely its heap right after a full collection. Flat is what does not grow from
/// the middle third of the time to the last one; the first third warms up.
final class Watch {

    private static final int EVERY_SECONDS = 3;
    private static final int SHOWN = 20;

    /// Before that code is still being compiled and caches fill up.
    private static final double LEAST_SECONDS = 290;

    private static final Pattern OLD =
            Pattern.compile(
                    "tenured(?: generation)?\\s+total \\d+K, used (\\d+)K",
                    Pattern.CASE_INSENSITIVE);

    /// So much may the median of the last third be above the one of the middle third.
    private static final double MEGABYTES = 12;

    private static final double HEAP_MEGABYTES = 4;
    private static final double HANDLES = 4;

    private final Ledger ledger;
    private final ProcessHandle workbench;
    private final int heapEvery;
    private final List<Look> looks = new ArrayList<>();

    /// @param heapMegabytes not a number where no collection was asked for
    private record Look(
            double seconds, double megabytes, double threads, double files, double heapMegabytes) {}

    /// @param heapEvery how many looks from one full collection to the next
    Watch(Ledger ledger, ProcessHandle workbench, int heapEvery) {
        this.ledger = ledger;
        this.workbench = workbench;
        this.heapEvery = heapEvery;
    }

    void run(BooleanSupplier over) throws IOException, InterruptedException {
        long start = System.nanoTime();
        while (!over.getAsBoolean()) {
            double heap = looks.size() % heapEvery == heapEvery - 1 ? heap() : Double.NaN;
            look((System.nanoTime() - start) / 1e9, heap);
            TimeUnit.SECONDS.sleep(EVERY_SECONDS);
        }
    }

    private void look(double seconds, double heap) {
        Path proc = Path.of("/proc", Long.toString(workbench.pid()));
        try (Stream<Path> files = Files.list(proc.resolve("fd"))) {
            List<String> status = Files.readAllLines(proc.resolve("status"));
            looks.add(
                    new Look(
                            seconds,
                            number(status, "VmRSS:") / 1024,
                            number(status, "Threads:"),
                            files.count(),
                            heap));
        } catch (IOException e) {
            ledger.fail("the workbench " + workbench.pid() + " cannot be looked at: " + e);
        }
    }

    private static double number(List<String> status, String name) {
        return status.stream()
                .filter(line -> line.startsWith(name))
                .mapToDouble(line -> Double.parseDouble(line.replaceAll("\\D", "")))
                .findFirst()
                .orElse(Double.NaN);
    }

    /// What a full collection has left alive: it is all in the old generation then, where what the
    /// load allocates meanwhile is not.
    private double heap() throws IOException, InterruptedException {
        jcmd("GC.run");
        Matcher used = OLD.matcher(jcmd("GC.heap_info"));
        return used.find() ? Double.parseDouble(used.group(1)) / 1024 : Double.NaN;
    }

    private String jcmd(String command) throws IOException, InterruptedException {
        Path jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd");
        Process process =
                new ProcessBuilder(jcmd.toString(), Long.toString(workbench.pid()), command)
                        .redirectErrorStream(true)
                        .start();
        byte[] out = process.getInputStream().readAllBytes();
        process.waitFor();
        return new String(out, StandardCharsets.UTF_8);
    }

    /// The table, and the verdict.
    String report() {
        StringBuilder text =
                new StringBuilder(
                        """

                        | after, s | resident MB | threads | open files | heap after GC, MB |
                        |---:|---:|---:|---:|---:|
                        """);
        int step = Math.max(1, looks.size() / SHOWN);
        for (int i = 0; i < looks.size(); i++) {
            Look look = looks.get(i);
            if (i % step == 0) {
                text.append(
                        String.format(
                                Locale.ROOT,
                                "| %.0f | %.0f | %.0f | %.0f | %s |%n",
                                look.seconds(),
                                look.megabytes(),
                                look.threads(),
                                look.files(),
                                heapNear(i, step)));
            }
        }
        text.append('\n');
        if (looks.isEmpty() || looks.getLast().seconds() < LEAST_SECONDS) {
            return text.append("too short for a verdict: it takes 5 minutes at least\n").toString();
        }
        verdict(text, "resident MB", Look::megabytes, MEGABYTES);
        verdict(text, "heap after GC, MB", Look::heapMegabytes, HEAP_MEGABYTES);
        verdict(text, "threads", Look::threads, HANDLES);
        verdict(text, "open files", Look::files, HANDLES);
        return text.toString();
    }

    private String heapNear(int from, int step) {
        for (int i = from; i < Math.min(looks.size(), from + step); i++) {
            if (!Double.isNaN(looks.get(i).heapMegabytes())) {
                return String.format(Locale.ROOT, "%.1f", looks.get(i).heapMegabytes());
            }
        }
        return "";
    }

    private void verdict(
            StringBuilder text, String what, ToDoubleFunction<Look> figure, double allowed) {
        int third = looks.size() / 3;
        double middle = median(looks.subList(third, 2 * third), figure);
        double last = median(looks.subList(2 * third, looks.size()), figure);
        boolean flat = Double.isNaN(last) || last - middle <= allowed;
        text.append(
                String.format(
                        Locale.ROOT,
                        "%s: median of the middle third %.1f, of the last third %.1f, so %s%n",
                        what,
                        middle,
                        last,
                        flat ? "flat" : "GROWING"));
        if (!flat) {
            ledger.fail(what + " grows: " + middle + " -> " + last);
        }
    }

    private static double median(List<Look> part, ToDoubleFunction<Look> figure) {
        double[] sorted =
                part.stream().mapToDouble(figure).filter(each -> !Double.isNaN(each)).toArray();
        Arrays.sort(sorted);
        return sorted.length == 0 ? Double.NaN : sorted[sorted.length / 2];
    }
}
