package dev.hqe.benchmarks.mcp;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Everything that was measured so far. One thread's.
final class Results {

    /// How long a start took.
    ///
    /// @param wallMillis from starting the process to the answer to `tools/list`
    /// @param cpuMillis what its processes had used by then
    record ColdStart(double wallMillis, double cpuMillis) {}

    /// What a server had resident.
    ///
    /// @param idleKib a second after it had listed its tools
    /// @param peakKib the most, up to the end of its calls
    record Memory(long idleKib, long peakKib) {}

    private final Map<Cell, List<ColdStart>> starts = new LinkedHashMap<>();
    private final Map<Cell, List<Memory>> memories = new LinkedHashMap<>();
    private final Map<Cell, List<Sample>> samples = new LinkedHashMap<>();
    private final Map<Cell, String> failures = new LinkedHashMap<>();

    void add(Cell cell, ColdStart start) {
        starts.computeIfAbsent(cell, c -> new ArrayList<>()).add(start);
    }

    void add(Cell cell, Memory memory) {
        memories.computeIfAbsent(cell, c -> new ArrayList<>()).add(memory);
    }

    void add(Cell cell, Sample sample) {
        samples.computeIfAbsent(cell, c -> new ArrayList<>()).add(sample);
    }

    /// What could not be measured, and why.
    void fail(Cell cell, String reason) {
        failures.putIfAbsent(cell, reason);
    }

    Map<Cell, String> failures() {
        return failures;
    }

    /// The medians.
    Optional<ColdStart> start(Cell cell) {
        return Optional.ofNullable(starts.get(cell))
                .map(runs ->
                        new ColdStart(
                                Sample.median(runs, ColdStart::wallMillis),
                                Sample.median(runs, ColdStart::cpuMillis)));
    }

    Optional<Memory> memory(Cell cell) {
        return Optional.ofNullable(memories.get(cell))
                .map(runs ->
                        new Memory(
                                (long) Sample.median(runs, Memory::idleKib),
                                (long) Sample.median(runs, Memory::peakKib)));
    }

    Optional<Sample> sample(Cell cell) {
        return Optional.ofNullable(samples.get(cell)).map(Sample::median);
    }

    /// Whether that failed, so that the others of its kind need not wait for it again.
    boolean failed(Cell cell) {
        return failures.containsKey(cell);
    }
}
