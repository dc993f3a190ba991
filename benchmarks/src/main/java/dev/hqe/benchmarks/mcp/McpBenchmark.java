package dev.hqe.benchmarks.mcp;

import dev.hqe.benchmarks.mcp.Peer.Transport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;

/// Puts the same client to the product and to other MCP servers in turn, several times over, and
/// prints the medians as Markdown. It judges nothing: the exit code only says whether it ran.
final class McpBenchmark {

    private static final List<Integer> CONCURRENCIES = List.of(64, 16, 1);

    /// How long things are measured.
    private record Effort(
            int rounds, int starts, Duration firstWarmUp, Duration warmUp, Duration measure) {

        static final Effort FULL =
                new Effort(
                        3,
                        9,
                        Duration.ofSeconds(4),
                        Duration.ofMillis(1500),
                        Duration.ofSeconds(4));
        static final Effort SHORT =
                new Effort(
                        2, 5, Duration.ofSeconds(3), Duration.ofSeconds(1), Duration.ofSeconds(2));
        static final Effort QUICK =
                new Effort(
                        1,
                        1,
                        Duration.ofMillis(300),
                        Duration.ofMillis(200),
                        Duration.ofMillis(400));
    }

    private final List<Peer> peers;
    private final Effort effort;
    private final Path log;
    private final Results results = new Results();

    private McpBenchmark(List<Peer> peers, Effort effort, Path log) {
        this.peers = new ArrayList<>(peers);
        this.effort = effort;
        this.log = log;
    }

    /// `[--quick] [--peers NAME,...]`: a name is a part of a server's, whatever its case.
    public static void main(String[] args) throws Exception {
        Effort effort = Effort.FULL;
        List<String> names = List.of("");
        for (int i = 0; i < args.length; i++) {
            switch (args[i]) {
                case "--quick" -> effort = Effort.QUICK;
                case "--short" -> effort = Effort.SHORT;
                case "--peers" -> {
                    if (++i == args.length) {
                        usage();
                    }
                    names = List.of(args[i].split(",", -1));
                }
                default -> usage();
            }
        }
        Peers all = Peers.fromProperties();
        List<String> wanted = names;
        List<Peer> peers =
                all.installed().stream()
                        .filter(peer ->
                                peer.name().equals(Peers.OURS)
                                        || wanted.stream().anyMatch(name -> named(peer, name)))
                        .toList();
        Files.createDirectories(all.target());
        McpBenchmark benchmark =
                new McpBenchmark(peers, effort, all.target().resolve("servers.log"));
        benchmark.run();
        GatewayCost gateway = GatewayCost.NOT_MEASURED;
        if (peers.stream().anyMatch(peer -> peer.name().equals(Peers.TYPESCRIPT_V1))) {
            boolean quick = effort.equals(Effort.QUICK);
            try {
                gateway = GatewayCost.measure(all, quick, benchmark.log);
            } catch (WireException e) {
                // What the minutes before have measured is worth having without it.
                System.err.println(
                        "benchmarks/mcp: the gateway was not measured: " + e.getMessage());
            }
        }
        System.out.println(new Report(benchmark.results, peers, CONCURRENCIES, gateway).markdown());
    }

    private static void usage() {
        System.err.println("usage: benchmarks/mcp [--short | --quick] [--peers NAME,...]");
        System.exit(2);
    }

    private static boolean named(Peer peer, String name) {
        return peer.name().toLowerCase(Locale.ROOT).contains(name.toLowerCase(Locale.ROOT));
    }

    private void run() throws Exception {
        for (int start = 0; start < effort.starts(); start++) {
            say("starts, round " + (start + 1) + " of " + effort.starts());
            inTurn(true);
        }
        for (int round = 0; round < effort.rounds(); round++) {
            say("calls, round " + (round + 1) + " of " + effort.rounds());
            inTurn(false);
        }
    }

    /// Each server once, beginning with another one each time.
    private void inTurn(boolean starts) throws InterruptedException {
        for (Peer peer : peers) {
            for (Transport transport : Transport.values()) {
                for (Era era : peer.eras()) {
                    Cell cell = new Cell(peer.name(), transport, era, 0);
                    if (results.failed(cell)) {
                        continue;
                    }
                    try {
                        if (starts) {
                            results.add(cell, coldStart(peer, transport, era));
                        } else {
                            calls(peer, transport, era);
                        }
                    } catch (IOException | WireException e) {
                        results.fail(cell, String.valueOf(e.getMessage()));
                    }
                }
            }
        }
        Collections.rotate(peers, 1);
    }

    private Results.ColdStart coldStart(Peer peer, Transport transport, Era era)
            throws IOException {
        try (Peer.Running running = peer.start(transport, era, true, log)) {
            running.wire().greet(era);
            long wall = System.nanoTime() - running.process().startNanos();
            return new Results.ColdStart(wall / 1e6, running.process().usage().cpuMillis());
        }
    }

    /// Begins with the most calls at a time, so that the waiting times of single calls are those of
    /// a server that is warm. One that stalls is started again for the next number.
    private void calls(Peer peer, Transport transport, Era era)
            throws IOException, InterruptedException {
        List<Integer> rest = new ArrayList<>(CONCURRENCIES);
        rest.removeIf(number -> results.failed(new Cell(peer.name(), transport, era, number)));
        while (!rest.isEmpty()) {
            try (Peer.Running running = peer.start(transport, era, false, log)) {
                running.wire().greet(era);
                Thread.sleep(1000); // what it does after its start is not the calls'
                long idle = running.process().usage().residentKib();
                callsOf(running, new Cell(peer.name(), transport, era, 0), rest);
                long peak = running.process().usage().peakKib();
                results.add(
                        new Cell(peer.name(), transport, era, 0), new Results.Memory(idle, peak));
            } catch (WireException e) {
                if (rest.isEmpty()) {
                    throw e;
                }
                results.fail(
                        new Cell(peer.name(), transport, era, rest.removeFirst()),
                        String.valueOf(e.getMessage()));
            }
        }
    }

    private void callsOf(Peer.Running running, Cell cell, List<Integer> rest) throws IOException {
        Questions questions = new Questions(cell.era(), "echo", false);
        Duration warmUp = effort.firstWarmUp();
        while (!rest.isEmpty()) {
            int concurrency = rest.getFirst();
            running.wire().drive(questions, concurrency, Until.passed(warmUp));
            Sample sample =
                    running.wire().drive(questions, concurrency, Until.passed(effort.measure()));
            Cell figure = new Cell(cell.peer(), cell.transport(), cell.era(), concurrency);
            results.add(figure, sample);
            rest.removeFirst();
            warmUp = effort.warmUp();
        }
    }

    private static void say(String text) {
        System.err.println("benchmarks/mcp: " + text);
    }
}
