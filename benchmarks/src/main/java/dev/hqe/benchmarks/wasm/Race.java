package dev.hqe.benchmarks.wasm;

import dev.hqe.benchmarks.wasm.Contestant.Round;
import dev.hqe.benchmarks.wasm.Contestant.Turn;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// All contestants make the same calls, in turn and several rounds over, so that what else the
/// machine does hits them alike. Answers that differ end it.
final class Race {

    /// How much is measured.
    ///
    /// @param warmUp each contestant's first turn, which counts nothing
    record Effort(int rounds, Turn warmUp, Turn turn) {}

    private final String title;
    private final Effort effort;
    private final Map<String, Map<String, List<Timing>>> rounds = new LinkedHashMap<>();
    private final Map<String, Timing> first = new LinkedHashMap<>();
    private final List<String> failures = new ArrayList<>();

    Race(String title, Effort effort) {
        this.title = title;
        this.effort = effort;
    }

    void run(List<Workload> works, List<? extends Contestant> contestants) {
        for (Workload work : works) {
            List<Contestant> running = new ArrayList<>();
            Optional<String> answer = Optional.empty();
            rounds.put(work.name(), new LinkedHashMap<>());
            for (Contestant contestant : contestants) {
                if (contestant.makes(work)) {
                    System.err.println(
                            "benchmarks/wasm: %s: %s: %s"
                                    .formatted(title, work.name(), contestant.name()));
                    Optional<Round> round = turn(contestant, work, effort.warmUp());
                    if (round.isPresent()) {
                        String got = round.get().answer().strip();
                        requireSame(work, contestant, answer.orElse(got), got);
                        answer = Optional.of(got);
                        first.putIfAbsent(
                                key(work.name(), contestant.name()), round.get().timing());
                        running.add(contestant);
                    }
                }
            }
            for (int round = 0; round < effort.rounds(); round++) {
                for (Contestant contestant : List.copyOf(running)) {
                    Optional<Round> done = turn(contestant, work, effort.turn());
                    done.ifPresent(one -> {
                        rounds.get(work.name())
                                .computeIfAbsent(contestant.name(), name -> new ArrayList<>())
                                .add(one.timing());
                    });
                    if (done.isPresent()) {
                        requireSame(
                                work,
                                contestant,
                                answer.orElseThrow(),
                                done.get().answer().strip());
                    } else {
                        running.remove(contestant);
                    }
                }
                Collections.rotate(running, 1);
            }
        }
    }

    private static String key(String work, String contestant) {
        return work + "\n" + contestant;
    }

    private Optional<Round> turn(Contestant contestant, Workload work, Turn turn) {
        try {
            return Optional.of(contestant.call(work, turn));
        } catch (IOException e) {
            failures.add(work.name() + ": " + e.getMessage());
            return Optional.empty();
        }
    }

    private static void requireSame(
            Workload work, Contestant contestant, String expected, String got) {
        if (!expected.equals(got)) {
            throw new IllegalStateException(
                    "%s: %s answers otherwise than the others:%n%s%n%s"
                            .formatted(
                                    work.name(),
                                    contestant.name(),
                                    beginning(expected),
                                    beginning(got)));
        }
    }

    private static String beginning(String text) {
        return text.substring(0, Math.min(text.length(), 1000));
    }

    String title() {
        return title;
    }

    /// The medians by the names of workload and contestant, in the order in which they ran first.
    Map<String, Map<String, Timing>> medians() {
        Map<String, Map<String, Timing>> all = new LinkedHashMap<>();
        rounds.forEach((work, timings) -> {
            Map<String, Timing> medians = new LinkedHashMap<>();
            timings.forEach((name, each) -> medians.put(name, Timing.median(each)));
            all.put(work, medians);
        });
        return all;
    }

    /// The turn that was to warm it up.
    Timing first(String work, String contestant) {
        return Optional.ofNullable(first.get(key(work, contestant))).orElseThrow();
    }

    List<String> failures() {
        return List.copyOf(failures);
    }
}
