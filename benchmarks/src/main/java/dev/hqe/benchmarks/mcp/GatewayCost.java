package dev.hqe.benchmarks.mcp;

import dev.hqe.benchmarks.mcp.Peer.Transport;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// What a call costs more when it goes through the product to a server that the product hosts: the
/// same echo server called directly and through it, one call at a time, in alternating slices of
/// time between two running processes.
///
/// @param directMicros median call, directly
/// @param hostedMicros median call, through the product
/// @param addedMicros the median of the differences of neighbouring slices
record GatewayCost(double directMicros, double hostedMicros, double addedMicros) {

    static final GatewayCost NOT_MEASURED = new GatewayCost(Double.NaN, Double.NaN, Double.NaN);

    private static final Duration CONNECT_LIMIT = Duration.ofSeconds(30);

    private record Pair(double direct, double hosted) {}

    static GatewayCost measure(Peers peers, boolean quick, Path log)
            throws IOException, InterruptedException {
        Peer direct =
                peers.installed().stream()
                        .filter(peer -> peer.name().equals(Peers.TYPESCRIPT_V1))
                        .findFirst()
                        .orElseThrow();
        Duration slice = Duration.ofMillis(quick ? 200 : 1000);
        Era era = Era.LEGACY;
        try (Peer.Running server = direct.start(Transport.STDIO, era, false, log);
                Peer.Running gateway = peers.gateway().start(Transport.STDIO, era, false, log)) {
            server.wire().greet(era);
            String tool = hostedTool(gateway.wire(), era);
            Questions plain = new Questions(era, "echo", false);
            Questions hosted = new Questions(era, tool, false);
            for (int i = 0; i < 4; i++) {
                server.wire().drive(plain, 1, Until.passed(slice));
                gateway.wire().drive(hosted, 1, Until.passed(slice));
            }
            List<Pair> pairs = new ArrayList<>();
            for (int i = 0; i < (quick ? 3 : 15); i++) {
                Sample one = server.wire().drive(plain, 1, Until.passed(slice));
                Sample other = gateway.wire().drive(hosted, 1, Until.passed(slice));
                pairs.add(new Pair(one.p50Micros(), other.p50Micros()));
            }
            return new GatewayCost(
                    Sample.median(pairs, Pair::direct),
                    Sample.median(pairs, Pair::hosted),
                    Sample.median(pairs, pair -> pair.hosted() - pair.direct()));
        }
    }

    /// The product answers before its servers have come up, so it is asked until the tool is there.
    private static String hostedTool(Wire wire, Era era) throws IOException, InterruptedException {
        String tool = "echo.echo";
        String answer = wire.greet(era);
        long start = System.nanoTime();
        for (long id = 3; !answer.contains('"' + tool + '"'); id++) {
            if (System.nanoTime() - start > CONNECT_LIMIT.toNanos()) {
                throw WireException.wrong("the product does not list " + tool + ": " + answer);
            }
            Thread.sleep(200);
            answer = wire.ask(era.list(id));
        }
        return tool;
    }
}
