package dev.hqe.benchmarks;

import dev.hqe.kernel.json.Json;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/// Trials in processes of their own, so that none inherits what another has warmed up, filled or
/// left behind.
///
/// @param log what they say on standard error
public record ChildJvm(Path log) {

    /// Runs a class with this process's class path and waits for its end.
    ///
    /// @param options of the JVM
    /// @return the JSON in the last line of its standard output
    /// @throws IOException if it fails
    public JsonNode run(Class<?> main, List<String> options, List<String> arguments)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add("--enable-native-access=ALL-UNNAMED");
        command.add("--sun-misc-unsafe-memory-access=allow");
        command.add("--add-opens=java.base/java.nio=ALL-UNNAMED");
        command.addAll(options);
        command.add("-cp");
        command.add(System.getProperty("java.class.path"));
        command.add(main.getName());
        command.addAll(arguments);
        Process process =
                new ProcessBuilder(command)
                        .redirectError(ProcessBuilder.Redirect.appendTo(log.toFile()))
                        .start();
        String line;
        try (var out = process.inputReader()) {
            line = out.lines().reduce("", (before, last) -> last);
        }
        if (process.waitFor() != 0) {
            throw new IOException(String.join(" ", arguments) + ": it failed; see " + log);
        }
        return Json.MAPPER.readTree(line);
    }

    /// Deletes a folder with all that is in it, if it is there.
    public static void remove(Path folder) throws IOException {
        if (Files.exists(folder)) {
            try (Stream<Path> files = Files.walk(folder)) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        }
    }

    /// How many processes want to run, on average over the last minute.
    public static double load() {
        return ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
    }

    /// Bytes that this process has resident, by a name in `/proc/self/status`.
    public static long resident(String what) throws IOException {
        return Files.readAllLines(Path.of("/proc/self/status")).stream()
                .filter(line -> line.startsWith(what))
                .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", "")) * 1024)
                .findFirst()
                .orElseThrow();
    }

    /// What it runs on, for the head of a table.
    public static String machine() {
        return String.format(
                Locale.ROOT,
                "Java %s, %s, %d processors, load at the beginning %.1f.",
                Runtime.version(),
                System.getProperty("os.name"),
                Runtime.getRuntime().availableProcessors(),
                load());
    }
}
