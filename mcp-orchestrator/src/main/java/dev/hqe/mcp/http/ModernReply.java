package dev.hqe.mcp.http;

import dev.hqe.mcp.internal.protocol.MessageText;
import dev.hqe.mcp.internal.protocol.ProtocolSession;
import dev.hqe.mcp.internal.protocol.ReplyTo;
import dev.hqe.mcp.internal.protocol.RequestId;
import dev.hqe.mcp.internal.protocol.RpcError;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The response to one modern request (2026-07-28, Streamable HTTP): one JSON object, unless
/// something is to be said before; then a stream of events that ends with the response. A client
/// that goes away has thereby cancelled its request. Thread-safe.
final class ModernReply implements ReplyTo, Exchange.Waiting {

    private static final byte[] COMMENT = {':', '\n', '\n'};

    private final Exchange exchange;
    private final boolean takesEvents;
    private final boolean takesJson;
    private final boolean malformedMeta;
    private final int streamBytes;
    private volatile @Nullable ProtocolSession session;
    private @Nullable EventWriter events;
    private boolean over;

    /// @param takesEvents whether the client takes a stream of events
    /// @param takesJson whether it takes a JSON object
    /// @param malformedMeta whether what is wrong with the parameters is their `_meta`
    ModernReply(
            Exchange exchange,
            boolean takesEvents,
            boolean takesJson,
            boolean malformedMeta,
            int streamBytes) {
        this.exchange = exchange;
        this.takesEvents = takesEvents;
        this.takesJson = takesJson;
        this.malformedMeta = malformedMeta;
        this.streamBytes = streamBytes;
    }

    void answeredBy(ProtocolSession answering) {
        session = answering;
    }

    @Override
    public void send(Optional<RequestId> id, byte[] response) {
        respond(200, response);
    }

    @Override
    public void fail(Optional<RequestId> id, RpcError error) {
        respond(status(error), MessageText.error(id, error));
    }

    /// Statuses as the specification gives them; it has none for other errors, which are answers
    /// like any other.
    private int status(RpcError error) {
        return switch (error.code()) {
            case RpcError.METHOD_NOT_FOUND -> 404;
            case RpcError.HEADER_MISMATCH,
                    RpcError.MISSING_CLIENT_CAPABILITY,
                    RpcError.UNSUPPORTED_PROTOCOL_VERSION,
                    RpcError.INVALID_REQUEST,
                    RpcError.PARSE_ERROR ->
                    400;
            case RpcError.INVALID_PARAMS -> malformedMeta ? 400 : 200;
            default -> 200;
        };
    }

    private void respond(int status, byte[] response) {
        EventWriter stream;
        synchronized (this) {
            if (over) {
                return;
            }
            over = true;
            stream = events;
            if (stream == null && status == 200 && !takesJson) {
                stream = exchange.stream(streamBytes).orElse(null);
            }
        }
        if (stream == null) {
            exchange.json(status, response);
        } else {
            stream.event("", response);
            stream.end();
        }
    }

    @Override
    public void drop() {
        EventWriter stream;
        synchronized (this) {
            if (over) {
                return;
            }
            over = true;
            stream = events;
        }
        if (stream == null) {
            exchange.refuse(503, RpcError.INTERNAL_ERROR, "The request was cancelled");
        } else {
            stream.end();
        }
    }

    @Override
    public boolean offer(byte[] notification) {
        Optional<EventWriter> stream = stream();
        return stream.isPresent() && stream.get().event("", notification);
    }

    @Override
    public boolean ask(byte[] request) {
        return offer(request);
    }

    /// A client that does not read what it subscribed to is cut off: it would miss something.
    @Override
    public boolean tell(byte[] notification) {
        Optional<EventWriter> stream = stream();
        if (stream.isPresent() && !stream.get().event("", notification)) {
            exchange.abandon("the client does not read");
            return false;
        }
        return stream.isPresent();
    }

    private synchronized Optional<EventWriter> stream() {
        if (!takesEvents || over) {
            return Optional.empty();
        }
        if (events == null) {
            events = exchange.stream(streamBytes).orElse(null);
        }
        return Optional.ofNullable(events);
    }

    @Override
    public void gone() {
        synchronized (this) {
            over = true;
        }
        ProtocolSession answering = session;
        if (answering != null) {
            answering.abort();
        }
    }

    @Override
    public void silent() {
        stream().ifPresent(stream -> stream.raw(COMMENT));
    }
}
