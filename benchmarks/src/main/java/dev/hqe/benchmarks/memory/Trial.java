package dev.hqe.benchmarks.memory;

import com.sun.management.OperatingSystemMXBean;
import dev.hqe.benchmarks.ChildJvm;
import dev.hqe.kernel.json.Json;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Objects;
import java.util.stream.Stream;
import tools.jackson.databind.node.ObjectNode;

/// One process: builds an index, or opens a built one and searches it. Prints a line of JSON.
final class Trial {

    private static final double MILLIS = 1e6;
    private static final int WARM_UP = 3000; // until the compiler has done its work
    private static final double WARM_UP_MILLIS = 4000;
    private static final int SLOW_QUERIES = 60;
    private static final double SLOW_MILLIS = 20;
    private static final OperatingSystemMXBean SYSTEM =
            (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();

    private Trial() {}

    /// `build|search NAME DATA SIZE FOLDER EXTENSION`.
    public static void main(String[] args) throws Exception {
        SampleSpace space = SampleSpace.open(Path.of(args[2]), Integer.parseInt(args[3]));
        Path folder = Files.createDirectories(Path.of(args[4]));
        ObjectNode result = Json.MAPPER.createObjectNode();
        try (Index index = MemoryBenchmark.index(args[1], folder, Path.of(args[5]))) {
            if (args[0].equals("build")) {
                long began = System.nanoTime();
                long cpu = SYSTEM.getProcessCpuTime();
                index.build(space);
                result.put("seconds", (System.nanoTime() - began) / 1e9);
                result.put("cpuSeconds", (SYSTEM.getProcessCpuTime() - cpu) / 1e9);
            } else {
                search(index, space, result);
            }
        }
        if (args[0].equals("build")) {
            result.put("diskBytes", size(folder));
        }
        System.out.println(result);
        System.exit(0); // Lance's threads would stay
    }

    private static void search(Index index, SampleSpace space, ObjectNode result) throws Exception {
        long before = heap() + ChildJvm.resident("RssAnon:") - committed();
        long began = System.nanoTime();
        index.open();
        result.put("openMillis", (System.nanoTime() - began) / MILLIS);
        for (Among among : Among.values()) {
            result.set(among.name(), queries(index, space, among));
        }
        long after = heap() + ChildJvm.resident("RssAnon:") - committed();
        result.put("memoryBytes", after - before);
        result.put("residentBytes", ChildJvm.resident("VmRSS:"));
    }

    private static ObjectNode queries(Index index, SampleSpace space, Among among)
            throws Exception {
        int count = SampleSpace.QUERIES;
        long first = System.nanoTime();
        for (int i = 1; i <= WARM_UP; i++) {
            index.search(space.queries()[i % SampleSpace.QUERIES], among);
            double millis = (System.nanoTime() - first) / MILLIS;
            if (i >= SLOW_QUERIES && millis / i > SLOW_MILLIS) {
                count = SLOW_QUERIES; // a search that takes this long needs no more
                break;
            }
            if (millis > WARM_UP_MILLIS && i >= SampleSpace.QUERIES) {
                break;
            }
        }
        int[][] truth = Objects.requireNonNull(space.truth().get(among));
        long[] nanos = new long[count];
        int[][] found = new int[count][];
        long cpu = SYSTEM.getProcessCpuTime();
        for (int i = 0; i < count; i++) {
            long began = System.nanoTime();
            found[i] = index.search(space.queries()[i], among);
            nanos[i] = System.nanoTime() - began;
        }
        cpu = SYSTEM.getProcessCpuTime() - cpu;
        int right = 0;
        for (int i = 0; i < count; i++) {
            int[] expected = truth[i];
            right +=
                    (int)
                            Arrays.stream(found[i])
                                    .filter(hit -> Arrays.stream(expected).anyMatch(e -> e == hit))
                                    .count();
        }
        Arrays.sort(nanos);
        return Json.MAPPER
                .createObjectNode()
                .put("cpuMillis", cpu / MILLIS / count)
                .put("p50Millis", nanos[count / 2] / MILLIS)
                .put("p99Millis", nanos[count * 99 / 100] / MILLIS)
                .put("recall", right / (double) (count * SampleSpace.HITS));
    }

    /// What lives on the heap. What the heap has committed is taken off the resident memory, so
    /// that only what is outside of it is left there.
    private static long heap() {
        System.gc();
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }

    private static long committed() {
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getCommitted();
    }

    private static long size(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile).mapToLong(f -> f.toFile().length()).sum();
        }
    }
}
