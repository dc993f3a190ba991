package dev.hqe.mcp.http;

import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One event stream of a legacy session, which outlives the connections that carry it: what was
/// sent is kept, within bounds, for a client that comes back with `Last-Event-ID` (2025-11-25,
/// Transports, "Resumability and Redelivery"). Thread-safe.
final class ReplayStream {

    private record Kept(long number, byte[] json) {}

    private final long id;
    private final long maxBytes;
    private final ByteBudget budget;
    private final ArrayDeque<Kept> kept = new ArrayDeque<>();
    private long bytes;
    private long last;
    private long delivered;
    private @Nullable EventWriter writer;
    private boolean ended;

    /// @param id unlike that of any other stream of the session
    /// @param maxBytes what this one may keep
    /// @param budget what all may keep
    ReplayStream(long id, long maxBytes, ByteBudget budget) {
        this.id = id;
        this.maxBytes = maxBytes;
        this.budget = budget;
    }

    /// Sends a message, or keeps it for later.
    ///
    /// @return false when it is lost
    synchronized boolean send(byte[] json) {
        if (ended) {
            return false;
        }
        last++;
        boolean canComeLater = keep(json);
        EventWriter out = writer;
        if (out == null) {
            return canComeLater;
        }
        if (out.event(eventId(last), json)) {
            delivered = last;
            return true;
        }
        // A gap would not be noticed; an end is, and a new connection begins where this one ended.
        writer = null;
        out.end();
        return canComeLater;
    }

    private boolean keep(byte[] json) {
        while (!kept.isEmpty() && bytes + json.length > maxBytes) {
            forget(kept.removeFirst());
        }
        if (json.length > maxBytes || !budget.take(json.length)) {
            return false;
        }
        kept.add(new Kept(last, json));
        bytes += json.length;
        return true;
    }

    private void forget(Kept event) {
        bytes -= event.json.length;
        budget.giveBack(event.json.length);
    }

    /// The stream has its first connection.
    ///
    /// @param priming whether to begin with an event that has only an id, from which the client can
    ///   come back before anything was said
    synchronized void open(EventWriter out, boolean priming) {
        writer = out;
        if (priming) {
            out.raw(text("id: " + eventId(0) + "\nretry: 1000\ndata: \n\n"));
        }
        replay(out, 0);
    }

    /// The client has come back: what it missed, then what comes.
    ///
    /// @param after the last event that it saw
    synchronized void resume(EventWriter out, long after) {
        EventWriter before = writer;
        if (before != null) {
            before.end();
        }
        writer = out;
        replay(out, after);
        if (ended) {
            out.end();
        }
    }

    private void replay(EventWriter out, long after) {
        for (Kept event : kept) {
            if (event.number > after && out.event(eventId(event.number), event.json)) {
                delivered = event.number;
            }
        }
    }

    /// The connection is gone.
    synchronized void detach(EventWriter gone) {
        if (writer == gone) {
            writer = null;
        }
    }

    /// Gives the connection up; the client comes back for the rest after a while.
    synchronized void pause() {
        EventWriter out = writer;
        if (out != null && !ended) {
            writer = null;
            out.raw(text("retry: 500\n\n"));
            out.end();
        }
    }

    /// Nothing more will be said.
    synchronized void end() {
        ended = true;
        EventWriter out = writer;
        if (out != null) {
            out.end();
        }
    }

    synchronized boolean isConnected() {
        return writer != null;
    }

    /// Ends the stream and forgets everything.
    ///
    /// @return what was never sent
    synchronized List<byte[]> discard() {
        end();
        List<byte[]> unsent = new ArrayList<>();
        for (Kept event : kept) {
            if (event.number > delivered) {
                unsent.add(event.json);
            }
            forget(event);
        }
        kept.clear();
        return unsent;
    }

    long id() {
        return id;
    }

    private String eventId(long number) {
        return id + "_" + number;
    }

    private static byte[] text(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
