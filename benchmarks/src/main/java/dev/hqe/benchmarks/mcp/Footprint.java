package dev.hqe.benchmarks.mcp;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// The memory of one process right now, from `/proc`, in KiB.
///
/// @param resident all that it has in memory
/// @param share the same, but what several processes share is divided among them
/// @param peak the most that it has ever had resident
record Footprint(long resident, long share, long peak) {

    static Footprint of(ProcessHandle process) throws IOException {
        Path proc = Path.of("/proc", Long.toString(process.pid()));
        List<String> now = Files.readAllLines(proc.resolve("smaps_rollup"));
        List<String> status = Files.readAllLines(proc.resolve("status"));
        return new Footprint(kib(now, "Rss:"), kib(now, "Pss:"), kib(status, "VmHWM:"));
    }

    private static long kib(List<String> lines, String name) {
        return lines.stream()
                .filter(line -> line.startsWith(name))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                .findFirst()
                .orElse(0);
    }
}
