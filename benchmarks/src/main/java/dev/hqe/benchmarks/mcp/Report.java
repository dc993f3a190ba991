package dev.hqe.benchmarks.mcp;

import dev.hqe.benchmarks.mcp.Peer.Transport;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// The results as Markdown.
///
/// @param concurrencies the numbers of calls at a time that were measured
record Report(Results results, List<Peer> peers, List<Integer> concurrencies, GatewayCost gateway) {

    private static final String NONE = "-";

    Report {
        peers = List.copyOf(peers);
        concurrencies = concurrencies.stream().sorted(Comparator.naturalOrder()).toList();
    }

    String markdown() {
        List<String> lines = new ArrayList<>();
        coldStarts(lines);
        for (Transport transport : Transport.values()) {
            calls(lines, transport);
        }
        memory(lines);
        gateway(lines);
        aims(lines);
        if (!results.failures().isEmpty()) {
            lines.add("### What could not be measured\n");
            results.failures()
                    .forEach((cell, reason) -> lines.add("- " + name(cell) + ": " + reason));
        }
        return String.join("\n", lines);
    }

    private static String name(Cell cell) {
        String at = cell.concurrency() == 0 ? "" : ", " + cell.concurrency() + " at a time";
        return cell.peer() + ", " + cell.transport() + ", " + cell.era() + at;
    }

    private void coldStarts(List<String> lines) {
        lines.add("### Cold start: from starting the process to the answer to `tools/list`\n");
        lines.add("| server | speaks | stdio, ms | CPU, ms | HTTP, ms | CPU, ms |");
        lines.add("|---|---|---|---|---|---|");
        for (Peer peer : peers) {
            for (Era era : peer.eras()) {
                StringBuilder row = row(peer, era);
                for (Transport transport : Transport.values()) {
                    Optional<Results.ColdStart> start =
                            results.start(new Cell(peer.name(), transport, era, 0));
                    cell(row, start.map(s -> figure("%.0f", s.wallMillis())));
                    cell(row, start.map(s -> figure("%.0f", s.cpuMillis())));
                }
                lines.add(row.toString());
            }
        }
        lines.add("");
    }

    private void calls(List<String> lines, Transport transport) {
        lines.add("### Calls over " + transport + ": a second, p50 and p99 in µs\n");
        StringBuilder head = new StringBuilder("| server | speaks |");
        StringBuilder rule = new StringBuilder("|---|---|");
        for (int concurrency : concurrencies) {
            head.append(' ').append(concurrency).append(" at a time | p50 | p99 |");
            rule.append("---|---|---|");
        }
        lines.add(head.toString());
        lines.add(rule.toString());
        for (Peer peer : peers) {
            for (Era era : peer.eras()) {
                StringBuilder row = row(peer, era);
                for (int concurrency : concurrencies) {
                    Cell place = new Cell(peer.name(), transport, era, concurrency);
                    Optional<Sample> sample = results.sample(place);
                    cell(
                            row,
                            sample.map(s -> figure("%,.0f", s.perSecond()))
                                    .or(() -> failure(place)));
                    cell(row, sample.map(s -> figure("%,.0f", s.p50Micros())));
                    cell(row, sample.map(s -> figure("%,.0f", s.p99Micros())));
                }
                lines.add(row.toString());
            }
        }
        lines.add("");
    }

    private Optional<String> failure(Cell cell) {
        return Optional.ofNullable(results.failures().get(cell))
                .map(reason -> reason.startsWith("stalled") ? "stalls" : "fails");
    }

    private void memory(List<String> lines) {
        lines.add("### Memory, MB resident\n");
        lines.add("| server | speaks | stdio, idle | peak | HTTP, idle | peak |");
        lines.add("|---|---|---|---|---|---|");
        for (Peer peer : peers) {
            for (Era era : peer.eras()) {
                StringBuilder row = row(peer, era);
                for (Transport transport : Transport.values()) {
                    Optional<Results.Memory> memory =
                            results.memory(new Cell(peer.name(), transport, era, 0));
                    cell(row, memory.map(m -> figure("%.0f", m.idleKib() / 1024.0)));
                    cell(row, memory.map(m -> figure("%.0f", m.peakKib() / 1024.0)));
                }
                lines.add(row.toString());
            }
        }
        lines.add("");
    }

    private void gateway(List<String> lines) {
        lines.add("### A hosted server's call, one at a time over stdio\n");
        lines.add("| | p50, µs |");
        lines.add("|---|---|");
        lines.add(
                "| "
                        + Peers.TYPESCRIPT_V1
                        + ", directly | "
                        + micros(gateway.directMicros())
                        + " |");
        lines.add(
                "| the same, hosted by "
                        + Peers.OURS
                        + " | "
                        + micros(gateway.hostedMicros())
                        + " |");
        lines.add("| added | " + micros(gateway.addedMicros()) + " |");
        lines.add("");
    }

    private void aims(List<String> lines) {
        lines.add("### Beside the aims\n");
        lines.add("| | ours | theirs | ratio | aim |");
        lines.add("|---|---|---|---|---|");
        for (Era era : Era.values()) {
            perSecond(lines, Transport.STDIO, era, 3);
            perSecond(lines, Transport.HTTP, era, 6);
        }
        Optional<Sample> ours = sample(Peers.OURS, Transport.STDIO, Era.LEGACY, 1);
        Optional<Sample> theirs = sample(Peers.TYPESCRIPT_V1, Transport.STDIO, Era.LEGACY, 1);
        if (ours.isPresent() && theirs.isPresent()) {
            double our = ours.get().p50Micros();
            double their = theirs.get().p50Micros();
            lines.add(
                    aim(
                            "stdio, 1 at a time, 2025-11-25: p50 in µs, beside "
                                    + Peers.TYPESCRIPT_V1,
                            our,
                            their,
                            "at most 1"));
        }
        lines.add(
                "| a hosted call, added p50 in µs | "
                        + micros(gateway.addedMicros())
                        + " | | | at most 100 |");
        lines.add("");
    }

    private void perSecond(List<String> lines, Transport transport, Era era, int times) {
        Optional<Sample> ours = sample(Peers.OURS, transport, era, 64);
        Optional<Sample> theirs = sample(Peers.TYPESCRIPT_V2, transport, era, 64);
        if (ours.isPresent() && theirs.isPresent()) {
            String what =
                    transport
                            + ", 64 at a time, "
                            + era
                            + ": calls a second, beside "
                            + Peers.TYPESCRIPT_V2;
            double our = ours.get().perSecond();
            lines.add(aim(what, our, theirs.get().perSecond(), "at least " + times));
        }
    }

    private static String aim(String what, double ours, double theirs, String aim) {
        return "| "
                + what
                + " | "
                + figure("%,.0f", ours)
                + " | "
                + figure("%,.0f", theirs)
                + " | "
                + figure("%.2f", ours / theirs)
                + " | "
                + aim
                + " |";
    }

    private Optional<Sample> sample(String peer, Transport transport, Era era, int concurrency) {
        return results.sample(new Cell(peer, transport, era, concurrency));
    }

    private static StringBuilder row(Peer peer, Era era) {
        return new StringBuilder("| " + peer.name() + " | " + era + " |");
    }

    private static void cell(StringBuilder row, Optional<String> value) {
        row.append(' ').append(value.orElse(NONE)).append(" |");
    }

    private static String micros(double value) {
        return Double.isNaN(value) ? NONE : figure("%,.0f", value);
    }

    private static String figure(String format, double value) {
        return String.format(Locale.ROOT, format, value);
    }
}
