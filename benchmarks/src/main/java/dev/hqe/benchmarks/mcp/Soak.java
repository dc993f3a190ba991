package dev.hqe.benchmarks.mcp;

import dev.hqe.benchmarks.mcp.Peer.Running;
import dev.hqe.benchmarks.mcp.Peer.Transport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/// Many calls and many connections to the product, on its full road. Every call has a text of its
/// own and is answered once, with that text. What is lost, mixed up or left behind makes the exit
/// code 1.
final class Soak {

    private static final int CONCURRENCY = 64;

    /// One connect in a hundred starts a process of its own.
    private static final int PROCESS_EVERY = 100;

    /// The server takes at most 256 sessions that nobody ends, and lets go of them later.
    private static final int ABANDONED = 60;

    private static final Duration SETTLE = Duration.ofSeconds(60);

    private final Peer product;
    private final Peer another;
    private final Path log;
    private boolean failed;

    /// @param another the product with another data directory, for a second one at the same time
    private Soak(Peer product, Peer another, Path log) {
        this.product = product;
        this.another = another;
        this.log = log;
    }

    /// `[--stdio N] [--http N] [--connects N]`: numbers of calls and of connections.
    public static void main(String[] args) throws Exception {
        long stdio = 200_000;
        long http = 50_000;
        long connects = 2_000;
        for (int i = 0; i + 1 < args.length; i += 2) {
            long number = Long.parseLong(args[i + 1]);
            switch (args[i]) {
                case "--stdio" -> stdio = number;
                case "--http" -> http = number;
                case "--connects" -> connects = number;
                default -> usage();
            }
        }
        if (args.length % 2 != 0) {
            usage();
        }
        Peers peers = Peers.fromProperties();
        Files.createDirectories(peers.target());
        Path target = peers.target();
        Soak soak =
                new Soak(
                        peers.ours(),
                        peers.ours(target.resolve("home-connects")),
                        target.resolve("servers.log"));
        soak.calls(Transport.STDIO, stdio);
        soak.calls(Transport.HTTP, http);
        soak.connects(connects);
        System.exit(soak.failed ? 1 : 0);
    }

    private static void usage() {
        System.err.println("usage: benchmarks/soak [--stdio N] [--http N] [--connects N]");
        System.exit(2);
    }

    /// Half of the calls in each era, each era with a process of its own.
    private void calls(Transport transport, long calls) throws IOException, InterruptedException {
        for (Era era : Era.values()) {
            long part = era == Era.LEGACY ? calls - calls / 2 : calls / 2;
            if (part == 0) {
                continue;
            }
            say(
                    String.format(
                            Locale.ROOT,
                            "## %,d calls over %s, %s, %d at a time",
                            part,
                            transport,
                            era,
                            CONCURRENCY));
            try (Running running = product.start(transport, era, false, log)) {
                running.wire().greet(era);
                Sampler sampler = Sampler.start(running.process().handle());
                try {
                    Until until = new Until(part, Duration.ofHours(1));
                    Sample sample =
                            running.wire()
                                    .drive(new Questions(era, "echo", true), CONCURRENCY, until);
                    say(
                            String.format(
                                    Locale.ROOT,
                                    "%,d answered, each with its own text; %,.0f a second, p50 %,.0f µs,"
                                            + " p99 %,.0f µs",
                                    sample.calls(),
                                    sample.perSecond(),
                                    sample.p50Micros(),
                                    sample.p99Micros()));
                    expect(
                            sample.calls() == part,
                            String.format(Locale.ROOT, "lost: %d calls", part - sample.calls()));
                } catch (WireException e) {
                    expect(false, String.valueOf(e.getMessage()));
                }
                say(sampler.finish());
            }
        }
    }

    /// Connections come, do one thing and go: over HTTP in four ways to one process, which must end
    /// up with the threads and files that it began with, and over standard streams with a process
    /// each, of which nothing may be left.
    private void connects(long connects) throws IOException, InterruptedException {
        if (connects == 0) {
            return;
        }
        try (Running running = product.start(Transport.HTTP, Era.LEGACY, false, log)) {
            ServerProcess server = running.process();
            HttpWire wire = (HttpWire) running.wire();
            for (int i = 0; i < 40; i++) {
                connect(wire.port(), i);
            }
            Usage before = settled(server, new Usage(0, 0, 0, 0, 0, 0), Duration.ofSeconds(3));
            long processes = connects / PROCESS_EVERY;
            say(
                    String.format(
                            Locale.ROOT,
                            "## %,d connects: %,d processes, the rest over HTTP",
                            connects,
                            processes));
            Sampler sampler = Sampler.start(server.handle());
            long done = 0;
            try {
                for (long i = 0; i < connects - processes; i++, done++) {
                    connect(wire.port(), i);
                }
                for (long i = 0; i < processes; i++, done++) {
                    connectProcess(another, i % 2 == 0 ? Era.LEGACY : Era.MODERN);
                }
            } catch (WireException e) {
                expect(false, String.format(Locale.ROOT, "connect %d: %s", done, e.getMessage()));
            }
            say(String.format(Locale.ROOT, "%,d connected and gone", done));
            say(sampler.finish());
            Usage after = settled(server, before, SETTLE);
            say(
                    String.format(
                            Locale.ROOT,
                            "threads %d -> %d, files %d -> %d, processes %d -> %d",
                            before.threads(),
                            after.threads(),
                            before.files(),
                            after.files(),
                            before.processes(),
                            after.processes()));
            expect(isSettled(after, before), "something was left behind");
        }
    }

    private void connect(int port, long number) throws IOException {
        Era era = number % 4 == 1 ? Era.MODERN : Era.LEGACY;
        try (HttpWire wire = new HttpWire(port, product.path(), era)) {
            wire.greet(era);
            wire.drive(new Questions(era, "echo", true), 1, new Until(1, Duration.ofMinutes(1)));
            if (number % 4 == 2) {
                wire.breakStream();
            }
            boolean abandon = number % 4 == 3 && number / 4 < ABANDONED;
            if (era == Era.LEGACY && !abandon) {
                int status = wire.endSession();
                expect(
                        status < 300,
                        String.format(Locale.ROOT, "ending a session: status %d", status));
            }
        }
    }

    private void connectProcess(Peer peer, Era era) throws IOException {
        List<ProcessHandle> all;
        try (Running running = peer.start(Transport.STDIO, era, false, log)) {
            running.wire().greet(era);
            all = running.process().handle().descendants().toList();
            // The client's end closes; the server has to go by itself.
            running.process().input().close();
            expect(running.process().endsWithin(SETTLE), "a process did not end with its client");
        }
        expect(
                all.stream().noneMatch(ProcessHandle::isAlive),
                String.format(Locale.ROOT, "processes of a server were left: %s", all));
    }

    /// Waits until the process uses no more threads and files than that, or the time is over.
    private static Usage settled(ServerProcess server, Usage goal, Duration limit)
            throws InterruptedException {
        long start = System.nanoTime();
        Usage usage = server.usage();
        while (!isSettled(usage, goal) && System.nanoTime() - start < limit.toNanos()) {
            Thread.sleep(500);
            usage = server.usage();
        }
        return usage;
    }

    /// Pools may have grown by a few threads in between; what leaks, leaks with every connect.
    private static boolean isSettled(Usage usage, Usage goal) {
        return usage.threads() <= goal.threads() + 8
                && usage.files() <= goal.files() + 8
                && usage.processes() <= goal.processes();
    }

    private void expect(boolean good, String message) {
        if (!good) {
            failed = true;
            say("FAILED: " + message);
        }
    }

    private static void say(String line) {
        System.out.println(line);
    }
}
