package dev.hqe.benchmarks.chaos;

import dev.hqe.kernel.json.Json;
import dev.hqe.kernel.store.Database;
import dev.hqe.kernel.store.DatabaseSettings;
import dev.hqe.kernel.store.WorkbenchSchema;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// What must hold when everybody has gone: the workbench still works, ends when it is told to, and
/// leaves its data whole and nothing else.
///
/// @param site where it ran
/// @param ledger takes what does not hold
record EndChecks(Site site, Ledger ledger) {

    private static final Duration SETTLE = Duration.ofSeconds(20);
    private static final int PAGE = 1000;

    void run(Map<String, String> acknowledged, Map<Long, ProcessHandle> processes)
            throws IOException, InterruptedException {
        JsonNode status = site.status();
        expect(status.path("pid").asLong() > 0, "hqe status after all: " + status);
        expect(status.path("guests").isEmpty(), "agents that are still there: " + status);
        Site.Result stop = site.run("stop");
        expect(stop.exitCode() == 0, "hqe stop: " + stop);
        expect(site.isFree(), "the data directory is still held");
        stored(acknowledged);
        nothingIsLeft(processes);
        try (Database database =
                Database.open(
                        site.home().resolve("workbench.db"),
                        WorkbenchSchema.migrations(),
                        DatabaseSettings.DEFAULT)) {
            List<String> problems = database.integrityProblems();
            expect(problems.isEmpty(), "the database is damaged: " + problems);
        }
    }

    private void expect(boolean good, String what) {
        if (good) {
            ledger.count("end checks that hold");
        } else {
            ledger.fail(what);
        }
    }

    /// Every acknowledged write is there, as it was written.
    private void stored(Map<String, String> acknowledged) throws IOException, InterruptedException {
        Map<String, String> stored = new HashMap<>();
        String cursor = "";
        do {
            List<String> command =
                    new ArrayList<>(List.of("entities", "--json", "-n", Integer.toString(PAGE)));
            if (!cursor.isEmpty()) {
                command.addAll(List.of("--after", cursor));
            }
            Site.Result result = site.run(command.toArray(String[]::new));
            if (result.exitCode() != 0) {
                ledger.fail("hqe entities: " + result);
                return;
            }
            JsonNode page = Json.MAPPER.readTree(result.out());
            for (JsonNode entity : page.path("entities")) {
                JsonNode data = entity.path("data");
                stored.put(data.path("path").asString(""), data.path("text").asString(""));
            }
            cursor = page.path("next_cursor").asString("");
        } while (!cursor.isEmpty());
        ledger.add("acknowledged writes", acknowledged.size());
        acknowledged.forEach((file, text) -> {
            if (text.equals(stored.get(file))) {
                ledger.count("acknowledged writes that are there");
            } else if (!file.equals("changing.txt") || !isNewer(stored.get(file), text)) {
                ledger.fail(
                        file
                                + ": acknowledged as '"
                                + text
                                + "', stored is '"
                                + stored.get(file)
                                + "'");
            } else {
                ledger.count("acknowledged writes that are there");
            }
        });
    }

    /// A later write that was not acknowledged may have been stored all the same.
    private static boolean isNewer(@Nullable String stored, String text) {
        return stored != null
                && stored.startsWith("round ")
                && Integer.parseInt(stored.split(" ", -1)[1])
                        >= Integer.parseInt(text.split(" ", -1)[1]);
    }

    private void nothingIsLeft(Map<Long, ProcessHandle> processes)
            throws IOException, InterruptedException {
        long end = System.nanoTime() + SETTLE.toNanos();
        List<String> left = left(processes);
        while (!left.isEmpty() && System.nanoTime() < end) {
            Thread.sleep(200);
            left = left(processes);
        }
        expect(left.isEmpty(), "processes that were left: " + left);
        ledger.add("processes of workbenches that were seen", processes.size());
        expect(!Files.exists(site.home().resolve("run/workbench.sock")), "a socket was left");
        expect(!Files.exists(site.home().resolve("hosted-servers")), "a note of servers was left");
        try (Stream<Path> files = Files.list(site.temp())) {
            List<String> names =
                    files.map(file -> String.valueOf(file.getFileName()))
                            // The JDK's own, which it clears away by itself at the next start.
                            .filter(name -> !name.startsWith("hsperfdata"))
                            .toList();
            expect(
                    names.isEmpty(),
                    "temporary files that were left: "
                            + names.size()
                            + " "
                            + names.stream().limit(5).toList());
        }
    }

    private List<String> left(Map<Long, ProcessHandle> processes) throws IOException {
        List<String> left = new ArrayList<>();
        processes.forEach((pid, process) -> {
            if (process.isAlive()) {
                left.add(pid + ": " + Site.commandLine(pid));
            }
        });
        try (Stream<Path> all = Files.list(Path.of("/proc"))) {
            all.map(each -> String.valueOf(each.getFileName()))
                    .filter(name -> name.matches("\\d+"))
                    .map(Long::parseLong)
                    .filter(pid -> pid != ProcessHandle.current().pid())
                    .filter(this::isOurs)
                    .forEach(pid -> left.add(pid + ": " + Site.commandLine(pid)));
        }
        return left;
    }

    private boolean isOurs(long pid) {
        try {
            Path proc = Path.of("/proc", Long.toString(pid));
            String home = "HQE_HOME=" + site.home() + "\0";
            return Site.commandLine(pid).contains(site.work().toString())
                    || new String(
                                    Files.readAllBytes(proc.resolve("environ")),
                                    StandardCharsets.UTF_8)
                            .contains(home);
        } catch (IOException gone) {
            return false;
        }
    }
}
