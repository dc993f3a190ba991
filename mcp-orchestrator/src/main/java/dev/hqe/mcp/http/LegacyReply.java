package dev.hqe.mcp.http;

import dev.hqe.mcp.internal.protocol.MessageText;
import dev.hqe.mcp.internal.protocol.ReplyTo;
import dev.hqe.mcp.internal.protocol.RequestId;
import dev.hqe.mcp.internal.protocol.RpcError;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The response to one legacy POST (2025-11-25, Transports): one JSON text, unless something is to
/// be said before; then a stream of events to which the client may come back. A client that goes
/// away has not cancelled anything. Thread-safe.
final class LegacyReply implements ReplyTo, Exchange.Waiting {

    private static final byte[] COMMENT = {':', '\n', '\n'};

    private final Exchange exchange;
    private final LegacySession session;
    private final boolean takesEvents;
    private final boolean priming;
    private final Runnable onSuccess;
    private @Nullable ReplayStream stream;
    private @Nullable EventWriter events;
    private boolean over;

    /// @param takesEvents whether the client takes a stream of events
    /// @param priming whether its version knows of streams that begin with an empty event
    /// @param onSuccess runs before a response that is no error is sent
    LegacyReply(
            Exchange exchange,
            LegacySession session,
            boolean takesEvents,
            boolean priming,
            Runnable onSuccess) {
        this.exchange = exchange;
        this.session = session;
        this.takesEvents = takesEvents;
        this.priming = priming;
        this.onSuccess = onSuccess;
    }

    @Override
    public void send(Optional<RequestId> id, byte[] response) {
        onSuccess.run();
        respond(200, response);
    }

    /// Legacy clients take any other status for a broken transport.
    @Override
    public void fail(Optional<RequestId> id, RpcError error) {
        respond(id.isPresent() ? 200 : 400, MessageText.error(id, error));
    }

    private void respond(int status, byte[] response) {
        ReplayStream streaming;
        synchronized (this) {
            if (over) {
                return;
            }
            over = true;
            streaming = stream;
        }
        if (streaming == null) {
            exchange.json(status, response);
        } else {
            streaming.send(response);
            session.ended(streaming);
        }
    }

    /// Nothing was asked that wants an answer, or it was cancelled.
    @Override
    public void drop() {
        ReplayStream streaming;
        synchronized (this) {
            if (over) {
                return;
            }
            over = true;
            streaming = stream;
        }
        if (streaming == null) {
            exchange.empty(202);
        } else {
            session.ended(streaming);
        }
    }

    @Override
    public boolean offer(byte[] message) {
        Optional<ReplayStream> streaming = stream();
        return streaming.isPresent() && streaming.get().send(message);
    }

    @Override
    public boolean ask(byte[] request) {
        return offer(request);
    }

    /// Only for clients that were told from the beginning how to come back (2025-11-25, Transports,
    /// "Sending Messages to the Server", on polling).
    @Override
    public void pause() {
        if (priming) {
            stream().ifPresent(ReplayStream::pause);
        }
    }

    private synchronized Optional<ReplayStream> stream() {
        if (!takesEvents || over) {
            return Optional.empty();
        }
        if (stream == null) {
            Optional<EventWriter> writer = exchange.stream(session.streamBytes());
            if (writer.isEmpty()) {
                return Optional.empty();
            }
            events = writer.get();
            stream = session.newStream();
            stream.open(writer.get(), priming);
        }
        return Optional.of(stream);
    }

    @Override
    public void gone() {
        ReplayStream streaming;
        EventWriter writer;
        synchronized (this) {
            streaming = stream;
            writer = events;
        }
        if (streaming != null && writer != null) {
            streaming.detach(writer);
        }
    }

    @Override
    public void silent() {
        stream();
        EventWriter writer;
        synchronized (this) {
            writer = events;
        }
        if (writer != null) {
            writer.raw(COMMENT);
        }
    }
}
