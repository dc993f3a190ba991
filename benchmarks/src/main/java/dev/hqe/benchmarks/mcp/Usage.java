package dev.hqe.benchmarks.mcp;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/// What a process and its descendants use right now, from `/proc`.
///
/// @param cpuMillis user and system time so far, of ended children too; in steps of 10 ms
/// @param residentKib resident memory
/// @param peakKib the most that each process has ever had resident, added up
/// @param threads threads
/// @param files open file descriptors
/// @param processes how many processes it is
record Usage(
        long cpuMillis, long residentKib, long peakKib, int threads, int files, int processes) {

    private static final int TICK_MILLIS = 10;

    // Fields of /proc/PID/stat, counted from the state, which follows the name in parentheses.
    private static final int FIRST_TIME = 11;
    private static final int TIMES = 4;
    private static final int THREADS = 17;

    /// The process itself and all below it. What has ended counts nothing.
    static Usage of(ProcessHandle process) {
        return Stream.concat(Stream.of(process), process.descendants())
                .map(each -> single(Path.of("/proc", Long.toString(each.pid()))))
                .reduce(new Usage(0, 0, 0, 0, 0, 0), Usage::plus);
    }

    private static Usage single(Path proc) {
        try {
            String stat = Files.readString(proc.resolve("stat"));
            List<String> fields = List.of(stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1));
            long ticks = 0;
            for (int time = 0; time < TIMES; time++) {
                ticks += Long.parseLong(fields.get(FIRST_TIME + time));
            }
            List<String> status = Files.readAllLines(proc.resolve("status"));
            return new Usage(
                    ticks * TICK_MILLIS,
                    kib(status, "VmRSS:"),
                    kib(status, "VmHWM:"),
                    Integer.parseInt(fields.get(THREADS)),
                    files(proc),
                    1);
        } catch (IOException e) {
            return new Usage(0, 0, 0, 0, 0, 0); // it has just ended
        }
    }

    private static long kib(List<String> status, String name) {
        return status.stream()
                .filter(line -> line.startsWith(name))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                .findFirst()
                .orElse(0);
    }

    private static int files(Path proc) throws IOException {
        try (Stream<Path> files = Files.list(proc.resolve("fd"))) {
            return (int) files.count();
        }
    }

    private Usage plus(Usage other) {
        return new Usage(
                cpuMillis + other.cpuMillis,
                residentKib + other.residentKib,
                peakKib + other.peakKib,
                threads + other.threads,
                files + other.files,
                processes + other.processes);
    }
}
