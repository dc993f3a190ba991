package dev.hqe.benchmarks.chaos;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/// Kills (`kill -9`) a shim or the workbench every now and then, and remembers what processes the
/// workbenches had, none of which may be left. What is chosen comes from a seed; which processes
/// there are to choose from does not.
final class Killer {

    private static final int LEAST_MILLIS = 1000;
    private static final int SPREAD_MILLIS = 3000;
    private static final int WORKBENCH_PERCENT = 30;

    /// As long as this at most a workbench is left alone after its start, so that it is killed
    /// while it starts, while it is at work, and now and then something gets done.
    private static final int SPARED_MILLIS = 12_000;

    private final Site site;
    private final Ledger ledger;
    private final Random random;
    private final Map<Long, ProcessHandle> seen = new ConcurrentHashMap<>();

    Killer(Site site, Ledger ledger, long seed) {
        this.site = site;
        this.ledger = ledger;
        this.random = new Random(seed);
    }

    /// Until it is over.
    void run(BooleanSupplier over) throws InterruptedException {
        while (!over.getAsBoolean()) {
            TimeUnit.MILLISECONDS.sleep(LEAST_MILLIS + random.nextInt(SPREAD_MILLIS));
            look();
            if (random.nextInt(100) < WORKBENCH_PERCENT) {
                int spared = random.nextInt(SPARED_MILLIS);
                site.workbench()
                        .filter(each -> isOlder(each, spared))
                        .ifPresent(each -> kill(each, "workbenches"));
            } else {
                shim().ifPresent(each -> kill(each, "shims"));
            }
        }
    }

    private static boolean isOlder(ProcessHandle process, int millis) {
        return process.info()
                .startInstant()
                .filter(start -> start.plusMillis(millis).isBefore(Instant.now()))
                .isPresent();
    }

    /// Remembers the workbench and what it has started.
    void look() {
        site.workbench()
                .ifPresent(workbench -> {
                    seen.put(workbench.pid(), workbench);
                    workbench.descendants().forEach(each -> seen.put(each.pid(), each));
                });
    }

    /// Every process of a workbench that was seen, with what it was.
    Map<Long, ProcessHandle> seen() {
        return new HashMap<>(seen);
    }

    private Optional<ProcessHandle> shim() {
        List<ProcessHandle> shims =
                ProcessHandle.current()
                        .descendants()
                        .filter(each -> Site.commandLine(each.pid()).contains("dev.hqe.shim.Shim"))
                        .toList();
        return shims.isEmpty()
                ? Optional.empty()
                : Optional.of(shims.get(random.nextInt(shims.size())));
    }

    private void kill(ProcessHandle process, String what) {
        ledger.kills(process, what);
        process.destroyForcibly();
    }
}
