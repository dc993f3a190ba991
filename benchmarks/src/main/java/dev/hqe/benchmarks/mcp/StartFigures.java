package dev.hqe.benchmarks.mcp;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What `benchmarks/start` has measured, by the names of contestants and processes, in the order in
/// which they came.
final class StartFigures {

    /// One start.
    ///
    /// @param wallMillis from starting the process to the answer to `tools/list`
    /// @param cpuMillis user and system time until then, of all processes that took part
    record Start(double wallMillis, double cpuMillis) {}

    private final Map<String, List<Start>> starts = new LinkedHashMap<>();
    private final Map<String, Footprint> idle = new LinkedHashMap<>();
    private final Map<String, String> failures = new LinkedHashMap<>();

    void add(String contestant, Start start) {
        starts.computeIfAbsent(contestant, name -> new ArrayList<>()).add(start);
    }

    void addIdle(String process, Footprint footprint) {
        idle.put(process, footprint);
    }

    void fail(String contestant, String why) {
        failures.put(contestant, why);
    }

    boolean failed(String contestant) {
        return failures.containsKey(contestant);
    }

    Map<String, List<Start>> starts() {
        return starts;
    }

    /// After a while in which nobody asked anything.
    Map<String, Footprint> idle() {
        return idle;
    }

    Map<String, String> failures() {
        return failures;
    }

    /// The medians.
    Optional<Start> start(String contestant) {
        return Optional.ofNullable(starts.get(contestant))
                .map(runs ->
                        new Start(
                                Sample.median(runs, Start::wallMillis),
                                Sample.median(runs, Start::cpuMillis)));
    }
}
