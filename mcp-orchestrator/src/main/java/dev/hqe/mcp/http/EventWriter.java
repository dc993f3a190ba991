package dev.hqe.mcp.http;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.IteratingCallback;

/// One response as a stream of server-sent events (WHATWG HTML, "Server-sent events"). Events queue
/// up to a number of bytes and go out together whenever the write before them is through, so nobody
/// waits here: a client that does not read loses its connection, not our memory. Thread-safe.
final class EventWriter {

    private static final byte[] COMMENT = ":\n\n".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] DATA = "event: message\ndata: ".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] END = "\n\n".getBytes(StandardCharsets.US_ASCII);

    private final Response response;
    private final Callback callback;
    private final int maxBytes;
    private final Runnable beforeLast;
    private final Pump pump = new Pump();
    private final ArrayDeque<byte[]> queue = new ArrayDeque<>();
    private int bytes;
    private boolean ending;
    private boolean over;
    private volatile long lastNanos = System.nanoTime();

    /// @param response not committed yet; status and headers are set
    /// @param callback completed at the end, failed when the client is gone
    /// @param maxBytes how much may wait; one event alone may be larger
    /// @param beforeLast runs before the last write
    EventWriter(Response response, Callback callback, int maxBytes, Runnable beforeLast) {
        this.response = response;
        this.callback = callback;
        this.maxBytes = maxBytes;
        this.beforeLast = beforeLast;
    }

    /// Sends a message.
    ///
    /// @param id the event's id; empty for none
    /// @param json one JSON text without a line break; not copied
    /// @return false when it was not sent: the stream is over, or there is no room
    boolean event(String id, byte[] json) {
        synchronized (this) {
            if (over || ending || (bytes > 0 && bytes + json.length > maxBytes)) {
                return false;
            }
            if (!id.isEmpty()) {
                add(("id: " + id + "\n").getBytes(StandardCharsets.US_ASCII));
            }
            add(DATA);
            add(json);
            add(END);
        }
        pump.iterate();
        return true;
    }

    /// Sends something that is no message: a comment, the first event of a stream.
    ///
    /// @param lines complete lines and the empty one after them
    void raw(byte[] lines) {
        synchronized (this) {
            if (over || ending) {
                return;
            }
            add(lines);
        }
        pump.iterate();
    }

    /// Sends a comment, unless something else was sent lately.
    void keepAlive(long now, long everyNanos) {
        if (now - lastNanos >= everyNanos) {
            synchronized (this) {
                if (bytes > 0) {
                    return; // what waits will do, or shows that the client does not read
                }
            }
            raw(COMMENT);
        }
    }

    /// Ends the stream after what has been queued.
    void end() {
        synchronized (this) {
            ending = true;
        }
        pump.iterate();
    }

    /// Breaks the stream off.
    void abort(Throwable cause) {
        pump.abort(cause);
    }

    private void add(byte[] piece) {
        queue.add(piece);
        bytes += piece.length;
    }

    /// Everything that waits, as one buffer, so that it is one write.
    private ByteBuffer take() {
        byte[] block = new byte[bytes];
        int at = 0;
        for (byte[] piece : queue) {
            System.arraycopy(piece, 0, block, at, piece.length);
            at += piece.length;
        }
        queue.clear();
        return ByteBuffer.wrap(block);
    }

    private final class Pump extends IteratingCallback {

        private int writing;

        @Override
        protected Action process() {
            ByteBuffer block;
            boolean last;
            synchronized (EventWriter.this) {
                if (over) {
                    return Action.SUCCEEDED;
                }
                if (queue.isEmpty() && !ending) {
                    return Action.IDLE;
                }
                block = take();
                writing = block.remaining();
                last = ending;
                over = last;
            }
            if (last) {
                beforeLast.run();
            }
            lastNanos = System.nanoTime();
            response.write(last, block, this);
            return Action.SCHEDULED;
        }

        @Override
        protected void onSuccess() {
            synchronized (EventWriter.this) {
                bytes -= writing;
                writing = 0;
            }
        }

        @Override
        protected void onCompleteSuccess() {
            callback.succeeded();
        }

        @Override
        protected void onCompleteFailure(Throwable cause) {
            synchronized (EventWriter.this) {
                over = true;
                queue.clear();
            }
            beforeLast.run();
            callback.failed(cause);
        }
    }
}
