package dev.hqe.mcp.http;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Ids of events: the stream's number in its session and the event's in its stream, `3_17`.
final class EventIds {

    private static final Pattern FORM = Pattern.compile("(\\d{1,15})_(\\d{1,15})");

    private EventIds() {}

    /// An event that a client has seen.
    record Seen(long stream, long number) {}

    /// Reads a `Last-Event-ID`; empty when it is none of ours.
    static Optional<Seen> parse(String id) {
        Matcher parts = FORM.matcher(id);
        return parts.matches()
                ? Optional.of(
                        new Seen(Long.parseLong(parts.group(1)), Long.parseLong(parts.group(2))))
                : Optional.empty();
    }
}
