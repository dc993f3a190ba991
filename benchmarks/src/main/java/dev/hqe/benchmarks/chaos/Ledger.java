package dev.hqe.benchmarks.chaos;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.LongAdder;

/// What happened, counted, and what must not have happened. Thread-safe.
final class Ledger {

    private static final int MAX_SHOWN = 30;

    private final ConcurrentSkipListMap<String, LongAdder> counts = new ConcurrentSkipListMap<>();
    private final List<String> failures = new CopyOnWriteArrayList<>();
    private final Map<Long, String> killed = new ConcurrentHashMap<>();

    void count(String what) {
        add(what, 1);
    }

    void add(String what, long number) {
        counts.computeIfAbsent(what, name -> new LongAdder()).add(number);
    }

    /// The exit code will be 1.
    void fail(String what) {
        count("FAILURES");
        if (failures.size() < MAX_SHOWN) {
            failures.add(what);
            System.out.println("FAILED: " + what);
        }
    }

    /// Before a process is killed, so that nobody wonders why it ended.
    void kills(ProcessHandle process, String what) {
        killed.put(process.pid(), what);
        count("killed: " + what);
    }

    boolean wasKilled(long pid) {
        return killed.containsKey(pid);
    }

    boolean failed() {
        return !failures.isEmpty();
    }

    Map<String, Long> counts() {
        Map<String, Long> all = new TreeMap<>();
        counts.forEach((what, number) -> all.put(what, number.sum()));
        return all;
    }
}
