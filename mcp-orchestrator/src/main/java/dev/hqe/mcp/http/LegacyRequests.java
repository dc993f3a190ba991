package dev.hqe.mcp.http;

import dev.hqe.mcp.Access;
import dev.hqe.mcp.ConnectionLimits;
import dev.hqe.mcp.McpServer;
import dev.hqe.mcp.internal.protocol.ProtocolSession;
import dev.hqe.mcp.internal.protocol.RequestId;
import dev.hqe.mcp.internal.protocol.RpcError;
import dev.hqe.mcp.internal.protocol.Versions;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/// Requests of revision 2025-11-25 and older: all but the first name the session that they belong
/// to. Thread-safe.
final class LegacyRequests {

    private static final String SESSION = "Mcp-Session-Id";

    /// What versions without the header are taken for (2025-11-25, Transports, "Protocol Version
    /// Header").
    private static final String UNSAID = "2025-03-26";

    /// De facto code of a session that is not there.
    private static final int SESSION_NOT_FOUND = -32001;

    private final HttpLimits limits;
    private final LegacySessions sessions;
    private final AtomicInteger streams;

    /// @param session one client's share of the server's bounds
    /// @param streams how many streams are open, whoever has opened them
    LegacyRequests(
            McpServer server, HttpLimits limits, ConnectionLimits session, AtomicInteger streams) {
        this.limits = limits;
        this.sessions =
                new LegacySessions(
                        limits, (access, out) -> new ProtocolSession(server, out, session, access));
        this.streams = streams;
    }

    void receive(Posted posted) {
        Exchange exchange = posted.exchange();
        Access access = posted.access();
        Optional<LegacySession> found;
        Runnable onSuccess = () -> {};
        if (posted.isInitialize()) {
            if (!sessions.hasRoom(access)) {
                exchange.refuse(
                        503,
                        RpcError.INTERNAL_ERROR,
                        "Service unavailable: too many sessions are open, in all or of yours:"
                                + " end some with DELETE");
                return;
            }
            LegacySession created = sessions.create(access);
            AtomicBoolean added = new AtomicBoolean();
            onSuccess =
                    () -> {
                        if (added.compareAndSet(false, true)) {
                            sessions.add(created);
                            exchange.header(SESSION, created.id());
                        }
                    };
            found = Optional.of(created);
        } else {
            found = session(exchange, access);
        }
        if (found.isEmpty()) {
            return;
        }
        LegacySession session = found.get();
        session.enter();
        exchange.whenOver(session::leave);
        if (session.isClosed()) { // between finding and entering it; from now on it is not idle
            notFound(exchange);
            return;
        }
        String version = posted.version();
        String spoken = version.isEmpty() ? UNSAID : version;
        LegacyReply reply =
                new LegacyReply(
                        exchange,
                        session,
                        RequestId.of(posted.message().path("id")),
                        posted.accepted().events(),
                        spoken.compareTo("2025-11-25") >= 0,
                        onSuccess);
        exchange.awaitedBy(reply);
        if (!session.protocol().receive(posted.message(), posted.length(), reply)) {
            reply.drop();
        }
    }

    /// The session that a request names; refuses the request when there is none.
    private Optional<LegacySession> session(Exchange exchange, Access access) {
        List<String> ids = exchange.headers().getValuesList(SESSION);
        if (ids.size() != 1) {
            exchange.refuse(
                    400,
                    RpcError.INVALID_REQUEST,
                    "Bad request: either send initialize first and then the Mcp-Session-Id that it"
                            + " answers with (2025-11-25 and older), or send MCP-Protocol-Version: "
                            + Versions.MODERN
                            + " and the same in params._meta");
            return Optional.empty();
        }
        Optional<LegacySession> session = sessions.find(ids.getFirst(), access);
        if (session.isEmpty()) {
            notFound(exchange);
        }
        return session;
    }

    private static void notFound(Exchange exchange) {
        exchange.refuse(404, SESSION_NOT_FOUND, "Session not found: send initialize for a new one");
    }

    /// A stream for what belongs to no request, or one that was cut off.
    void get(Exchange exchange, Access access) {
        if (isStateless(exchange)) {
            McpHttpHandler.notAllowed(exchange, "POST");
            return;
        }
        if (!Accepted.of(exchange.headers()).events()) {
            exchange.refuse(
                    406,
                    RpcError.INVALID_REQUEST,
                    "Not acceptable: Accept must list text/event-stream");
            return;
        }
        session(exchange, access).ifPresent(session -> stream(exchange, session));
    }

    private void stream(Exchange exchange, LegacySession session) {
        String last = exchange.headers().get("Last-Event-ID");
        Optional<EventIds.Seen> seen = last == null ? Optional.empty() : EventIds.parse(last);
        if (last != null && seen.flatMap(session::find).isEmpty()) {
            exchange.refuse(
                    400,
                    RpcError.INVALID_REQUEST,
                    "Bad request: that Last-Event-ID cannot be resumed from any more");
            return;
        }
        if (streams.get() >= limits.streams()) {
            exchange.refuse(
                    503, RpcError.INTERNAL_ERROR, "Service unavailable: too many streams are open");
            return;
        }
        streams.incrementAndGet();
        session.enter();
        exchange.whenOver(() -> {
            streams.decrementAndGet();
            session.leave();
        });
        Listener listener = new Listener();
        exchange.awaitedBy(listener);
        exchange.stream(limits.streamBytes())
                .ifPresent(
                        writer -> listener.carries(open(exchange, session, seen, writer), writer));
    }

    private static Optional<ReplayStream> open(
            Exchange exchange,
            LegacySession session,
            Optional<EventIds.Seen> seen,
            EventWriter writer) {
        if (seen.isPresent()) {
            Optional<ReplayStream> stream = session.resume(seen.get(), writer);
            if (stream.isEmpty()) {
                writer.end();
            }
            return stream;
        }
        String version = exchange.headers().get(HeaderCheck.PROTOCOL_VERSION);
        boolean priming = version != null && version.compareTo("2025-11-25") >= 0;
        writer.raw(new byte[] {':', '\n', '\n'}); // sends the head at once
        return Optional.of(session.listen(writer, priming));
    }

    /// The client wants no more of its session.
    void delete(Exchange exchange, Access access) {
        if (isStateless(exchange)) {
            McpHttpHandler.notAllowed(exchange, "POST");
            return;
        }
        session(exchange, access)
                .ifPresent(session -> {
                    sessions.end(session);
                    exchange.empty(204);
                });
    }

    private static boolean isStateless(Exchange exchange) {
        String version = exchange.headers().get(HeaderCheck.PROTOCOL_VERSION);
        return !exchange.headers().contains(SESSION)
                || (version != null && !Versions.LEGACY.contains(version));
    }

    void expire(long now) {
        sessions.expire(now);
    }

    int sessions() {
        return sessions.size();
    }

    void close() {
        sessions.endAll();
    }
}
