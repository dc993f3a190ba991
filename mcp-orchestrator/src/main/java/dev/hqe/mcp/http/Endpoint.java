package dev.hqe.mcp.http;

import dev.hqe.mcp.Access;
import dev.hqe.mcp.ConnectionLimits;
import dev.hqe.mcp.McpServer;
import dev.hqe.mcp.internal.protocol.MessageText;
import dev.hqe.mcp.internal.protocol.Outbound;
import dev.hqe.mcp.internal.protocol.ProtocolSession;
import dev.hqe.mcp.internal.protocol.RequestId;
import dev.hqe.mcp.internal.protocol.RpcError;
import dev.hqe.mcp.internal.protocol.Versions;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// One endpoint for both eras. A request is modern when its `MCP-Protocol-Version` header or its
/// `_meta` says so, whatever else it carries; all others belong to a legacy session (2026-07-28,
/// Versioning, "Backward Compatibility"). Thread-safe.
final class Endpoint {

    /// What whoever still waits is told at the end.
    static final RpcError STOPPING =
            new RpcError(
                    RpcError.INTERNAL_ERROR,
                    "Cancelled: the server is stopping and the call did not finish in time");

    private static final String SESSION = "Mcp-Session-Id";
    private static final String META = "io.modelcontextprotocol/";
    private static final String META_VERSION = META + "protocolVersion";
    private static final String META_CAPABILITIES = META + "clientCapabilities";
    private static final String META_CLIENT = META + "clientInfo";

    /// What versions without the header are taken for (2025-11-25, Transports, "Protocol Version
    /// Header").
    private static final String UNSAID = "2025-03-26";

    /// De facto code of a session that is not there.
    private static final int SESSION_NOT_FOUND = -32001;

    private final McpServer server;
    private final HttpLimits limits;
    private final ConnectionLimits session;
    private final ByteBudget bodies;
    private final HeaderCheck headerCheck;
    private final LegacySessions sessions;
    private final AtomicInteger listening = new AtomicInteger();
    private final Set<ProtocolSession> modern = ConcurrentHashMap.newKeySet();

    Endpoint(McpServer server, HttpLimits limits) {
        this.server = server;
        this.limits = limits;
        this.bodies = new ByteBudget(limits.bodiesBytes());
        this.session = session(limits);
        this.headerCheck = new HeaderCheck(server.road());
        this.sessions =
                new LegacySessions(
                        limits, (access, out) -> new ProtocolSession(server, out, session, access));
    }

    /// One client's share of the server's bounds.
    private static ConnectionLimits session(HttpLimits http) {
        return new ConnectionLimits(
                http.bodyBytes(),
                http.requests(),
                http.bodiesBytes(),
                32 << 20,
                Duration.ofSeconds(30),
                http.stopGrace(),
                100);
    }

    /// A message, or several of them.
    void post(Exchange exchange, Access access) {
        HttpFields headers = exchange.headers();
        String type = String.valueOf(headers.get(HttpHeader.CONTENT_TYPE));
        if (!type.split(";", 2)[0].strip().equalsIgnoreCase("application/json")) {
            exchange.refuse(
                    415,
                    RpcError.INVALID_REQUEST,
                    "Unsupported media type: Content-Type must be application/json");
            return;
        }
        Accepted accepted = Accepted.of(headers);
        if (!accepted.json() && !accepted.events()) {
            exchange.refuse(
                    406,
                    RpcError.INVALID_REQUEST,
                    "Not acceptable: Accept must list application/json and text/event-stream");
            return;
        }
        exchange.readingBody(true);
        new BodyRead(
                        exchange.request(),
                        limits.bodyBytes(),
                        bodies,
                        new BodyRead.Done() {
                            @Override
                            public void body(byte[] bytes, int length, long held) {
                                exchange.readingBody(false);
                                try {
                                    message(exchange, access, accepted, bytes, length);
                                } finally {
                                    bodies.giveBack(held);
                                }
                            }

                            @Override
                            public void refused(int status, String message) {
                                exchange.readingBody(false);
                                exchange.refuse(status, RpcError.INVALID_REQUEST, message);
                            }
                        })
                .start();
    }

    private void message(
            Exchange exchange, Access access, Accepted accepted, byte[] bytes, int length) {
        switch (MessageText.read(bytes, 0, length)) {
            case MessageText.Read.Broken(RpcError error) ->
                    exchange.refuse(400, error.code(), error.message());
            case MessageText.Read.Json(JsonNode value) ->
                    message(exchange, access, accepted, value, length);
        }
    }

    private void message(
            Exchange exchange, Access access, Accepted accepted, JsonNode message, int length) {
        List<String> versions = exchange.headers().getValuesList(HeaderCheck.PROTOCOL_VERSION);
        String version = versions.isEmpty() ? "" : versions.getFirst();
        JsonNode meta = message.path("params").path("_meta");
        boolean legacyVersion = Versions.LEGACY.contains(version);
        if (version.isEmpty() ? isModern(message, meta) : !legacyVersion) {
            modern(exchange, access, accepted, message, meta, length);
        } else if (legacyVersion && meta.has(META_VERSION) && !isInitialize(message)) {
            fail(
                    exchange,
                    message,
                    new RpcError(
                            RpcError.HEADER_MISMATCH,
                            "Header mismatch: "
                                    + HeaderCheck.PROTOCOL_VERSION
                                    + " does not say what the"
                                    + " body says"),
                    400);
        } else {
            legacy(exchange, access, accepted, message, version, length);
        }
    }

    private static boolean isModern(JsonNode message, JsonNode meta) {
        String method = message.path("method").asString("");
        return !isInitialize(message)
                && (meta.has(META_VERSION)
                        || meta.has(META_CAPABILITIES)
                        || method.equals("server/discover")
                        || method.equals("subscriptions/listen"));
    }

    private static boolean isInitialize(JsonNode message) {
        return message.path("method").asString("").equals("initialize");
    }

    private void modern(
            Exchange exchange,
            Access access,
            Accepted accepted,
            JsonNode message,
            JsonNode meta,
            int length) {
        if (!(message instanceof ObjectNode envelope)
                || !envelope.path("method").isString()
                || !"2.0".equals(envelope.path("jsonrpc").asString(""))) {
            fail(
                    exchange,
                    message,
                    RpcError.invalidRequest("the body is one JSON-RPC 2.0 request or notification"),
                    400);
            return;
        }
        Optional<String> bodyVersion =
                meta.path(META_VERSION).isString()
                        ? Optional.of(meta.path(META_VERSION).stringValue())
                        : Optional.empty();
        if (!envelope.has("id")) {
            exchange.empty(202); // this revision has no notifications that a client posts
            return;
        }
        Optional<String> mismatch =
                headerCheck.mismatch(exchange.headers(), envelope, bodyVersion, access);
        if (mismatch.isPresent()) {
            fail(exchange, message, new RpcError(RpcError.HEADER_MISMATCH, mismatch.get()), 400);
            return;
        }
        String version = exchange.headers().get(HeaderCheck.PROTOCOL_VERSION);
        if (!Versions.MODERN.equals(version)) {
            fail(exchange, message, Versions.unsupported(String.valueOf(version)), 400);
            return;
        }
        boolean listens = envelope.path("method").stringValue().equals("subscriptions/listen");
        if (listens && !accepted.events()) {
            fail(
                    exchange,
                    message,
                    RpcError.invalidRequest(
                            "a subscription needs a client that" + " accepts text/event-stream"),
                    406);
            return;
        }
        if (listens && listening.get() >= limits.streams()) {
            fail(
                    exchange,
                    message,
                    new RpcError(
                            RpcError.INTERNAL_ERROR,
                            "Service unavailable: too many streams are open"),
                    503);
            return;
        }
        ModernReply reply =
                new ModernReply(
                        exchange,
                        RequestId.of(envelope.path("id")),
                        accepted.events(),
                        accepted.json(),
                        isMalformed(meta),
                        limits.streamBytes());
        ProtocolSession session = new ProtocolSession(server, Outbound.NONE, this.session, access);
        reply.answeredBy(session);
        if (listens) {
            listening.incrementAndGet();
            modern.add(session);
            exchange.whenOver(() -> {
                modern.remove(session);
                listening.decrementAndGet();
            });
        }
        exchange.awaitedBy(reply);
        session.receiveModern(envelope, length, reply);
    }

    private static boolean isMalformed(JsonNode meta) {
        JsonNode client = meta.path(META_CLIENT);
        boolean named = client.path("name").isString() && client.path("version").isString();
        return !meta.path(META_VERSION).isString()
                || !meta.path(META_CAPABILITIES).isObject()
                || (!client.isMissingNode() && !named);
    }

    private void legacy(
            Exchange exchange,
            Access access,
            Accepted accepted,
            JsonNode message,
            String version,
            int length) {
        Optional<LegacySession> found;
        Runnable onSuccess = () -> {};
        if (isInitialize(message)) {
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
        String spoken = version.isEmpty() ? UNSAID : version;
        LegacyReply reply =
                new LegacyReply(
                        exchange,
                        session,
                        RequestId.of(message.path("id")),
                        accepted.events(),
                        spoken.compareTo("2025-11-25") >= 0,
                        onSuccess);
        exchange.awaitedBy(reply);
        if (!session.protocol().receive(message, length, reply)) {
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

    /// Legacy only: a stream for what belongs to no request, or one that was cut off.
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
        if (listening.get() >= limits.streams()) {
            exchange.refuse(
                    503, RpcError.INTERNAL_ERROR, "Service unavailable: too many streams are open");
            return;
        }
        listening.incrementAndGet();
        session.enter();
        exchange.whenOver(() -> {
            listening.decrementAndGet();
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

    /// Legacy only: the client wants no more of its session.
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

    private static void fail(Exchange exchange, JsonNode message, RpcError error, int status) {
        exchange.json(status, MessageText.error(RequestId.of(message.path("id")), error));
    }

    void expire(long now) {
        sessions.expire(now);
    }

    int sessions() {
        return sessions.size();
    }

    /// Tells those who listen that there will be nothing more to hear.
    void endSubscriptions() {
        modern.forEach(ProtocolSession::endSubscriptions);
    }

    void close() {
        sessions.endAll();
        modern.forEach(ProtocolSession::abort);
    }
}
