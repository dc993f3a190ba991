package dev.hqe.benchmarks.mcp;

import dev.hqe.benchmarks.mcp.Peer.Transport;
import dev.hqe.benchmarks.mcp.StartContestant.WorkbenchBeside;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// Starts `hqe mcp` in all its ways and other servers in turn, several times over, and then looks
/// at what memory each has when nobody asks anything. It judges nothing: the exit code only says
/// whether it ran.
final class StartBenchmark {

    private static final Era ERA = Era.LEGACY;
    private static final int LOOK_MILLIS = 50;
    private static final Duration END = Duration.ofSeconds(20);

    /// How much is measured.
    private record Effort(int rounds, Duration idle) {

        static final Effort FULL = new Effort(15, Duration.ofSeconds(30));
        static final Effort SHORT = new Effort(5, Duration.ofSeconds(15));
    }

    private final Peers peers;
    private final Path target;
    private final Effort effort;
    private final StartFigures figures = new StartFigures();

    private StartBenchmark(Peers peers, Effort effort) {
        this.peers = peers;
        this.target = peers.root().resolve("benchmarks/target/start");
        this.effort = effort;
    }

    /// `[--short] [--json]`
    public static void main(String[] args) throws Exception {
        Effort effort = Effort.FULL;
        boolean json = false;
        for (String arg : args) {
            switch (arg) {
                case "--short" -> effort = Effort.SHORT;
                case "--json" -> json = true;
                default -> {
                    System.err.println("usage: benchmarks/start [--short] [--json]");
                    System.exit(2);
                }
            }
        }
        StartBenchmark benchmark = new StartBenchmark(Peers.fromProperties(), effort);
        Files.createDirectories(benchmark.target);
        benchmark.run();
        StartReport report = new StartReport(benchmark.figures);
        Files.writeString(benchmark.target.resolve("results.md"), report.markdown() + "\n");
        Files.writeString(benchmark.target.resolve("results.json"), report.json() + "\n");
        System.out.println(json ? report.json() : report.markdown());
    }

    private void run() throws Exception {
        List<StartContestant> contestants = new ArrayList<>(ours());
        List<StartContestant> others = others();
        if (others.isEmpty()) {
            say("skipped: the TypeScript SDKs, which need Node");
        }
        contestants.addAll(others);
        Path warmHome = target.resolve("home-warm");
        try (ServerProcess workbench =
                ServerProcess.start(
                        List.of(hqe(), "headless", "--idle", "1h"),
                        Map.of("HQE_HOME", warmHome.toString()),
                        log())) {
            awaitDoor(warmHome, workbench);
            // The first start of each makes data directories and fills the disk's cache.
            for (StartContestant contestant : contestants) {
                start(contestant, workbench);
            }
            for (int round = 0; round < effort.rounds(); round++) {
                say("round " + (round + 1) + " of " + effort.rounds());
                for (StartContestant contestant : contestants) {
                    measure(contestant, workbench);
                }
                Collections.rotate(contestants, 1);
            }
        }
        for (StartContestant contestant : contestants) {
            if (contestant.workbench() != WorkbenchBeside.RUNS) {
                idle(contestant);
            }
        }
    }

    private static void awaitDoor(Path home, ServerProcess workbench) throws InterruptedException {
        Path socket = home.resolve("run/workbench.sock");
        while (!Files.exists(socket)) {
            if (workbench.endsWithin(Duration.ZERO)) {
                throw WireException.wrong("the workbench has ended before its door was open");
            }
            Thread.sleep(LOOK_MILLIS);
        }
    }

    private List<StartContestant> ours() {
        return List.of(
                ours(StartReport.WARM, "home-warm", WorkbenchBeside.RUNS, "mcp"),
                ours(StartReport.COLD, "home-cold", WorkbenchBeside.IS_STARTED, "mcp"),
                ours(StartReport.ALONE, "home-alone", WorkbenchBeside.NONE, "mcp", "--standalone"));
    }

    private StartContestant ours(
            String name, String home, WorkbenchBeside workbench, String... arguments) {
        List<String> command = new ArrayList<>(List.of(hqe()));
        command.addAll(List.of(arguments));
        return new StartContestant(
                name, command, Map.of("HQE_HOME", target.resolve(home).toString()), workbench);
    }

    private List<StartContestant> others() {
        return peers.installed().stream()
                .filter(peer ->
                        peer.name().equals(Peers.TYPESCRIPT_V1)
                                || peer.name().equals(Peers.TYPESCRIPT_V2))
                .map(peer ->
                        new StartContestant(
                                peer.name(),
                                peer.coldCommands().getOrDefault(Transport.STDIO, List.of()),
                                peer.environment(),
                                WorkbenchBeside.NONE))
                .toList();
    }

    private void measure(StartContestant contestant, ServerProcess workbench)
            throws IOException, InterruptedException {
        if (figures.failed(contestant.name())) {
            return;
        }
        try {
            figures.add(contestant.name(), start(contestant, workbench));
        } catch (WireException e) {
            figures.fail(contestant.name(), String.valueOf(e.getMessage()));
        }
    }

    /// Starts it, asks, and ends it with the workbench that it may have started.
    private StartFigures.Start start(StartContestant contestant, ServerProcess workbench)
            throws IOException, InterruptedException {
        long before = workbench.usage().cpuMillis();
        Optional<ProcessHandle> started = Optional.empty();
        ServerProcess process =
                ServerProcess.start(contestant.command(), contestant.environment(), log());
        try (StdioWire wire = new StdioWire(process)) {
            wire.greet(ERA);
            double wall = (System.nanoTime() - process.startNanos()) / 1e6;
            long cpu = process.usage().cpuMillis();
            if (contestant.workbench() == WorkbenchBeside.RUNS) {
                cpu += workbench.usage().cpuMillis() - before;
            }
            started = workbenchOf(contestant, process);
            return new StartFigures.Start(wall, cpu);
        } finally {
            process.close();
            end(started);
        }
    }

    private static Optional<ProcessHandle> workbenchOf(
            StartContestant contestant, ServerProcess process) {
        return contestant.workbench() == WorkbenchBeside.IS_STARTED
                ? process.handle().children().findFirst()
                : Optional.empty();
    }

    static void end(Optional<ProcessHandle> workbench) throws InterruptedException {
        if (workbench.isEmpty()) {
            return;
        }
        workbench.get().destroy();
        try {
            workbench.get().onExit().get(END.toSeconds(), TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            workbench.get().destroyForcibly();
        }
    }

    /// The memory that each of its processes has after a while.
    private void idle(StartContestant contestant) throws IOException, InterruptedException {
        if (figures.failed(contestant.name())) {
            return;
        }
        say("at rest: " + contestant.name());
        Optional<ProcessHandle> started = Optional.empty();
        ServerProcess process =
                ServerProcess.start(contestant.command(), contestant.environment(), log());
        try (StdioWire wire = new StdioWire(process)) {
            wire.greet(ERA);
            started = workbenchOf(contestant, process);
            Thread.sleep(effort.idle());
            boolean shim = started.isPresent();
            figures.addIdle(
                    shim ? StartReport.SHIM : contestant.name(), Footprint.of(process.handle()));
            if (shim) {
                figures.addIdle(StartReport.WORKBENCH, Footprint.of(started.get()));
            }
        } finally {
            process.close();
            end(started);
        }
    }

    private String hqe() {
        return peers.root().resolve("hqe").toString();
    }

    private Path log() {
        return target.resolve("servers.log");
    }

    private static void say(String what) {
        System.err.println("benchmarks/start: " + what);
    }
}
