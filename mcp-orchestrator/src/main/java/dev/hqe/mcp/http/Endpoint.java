package dev.hqe.mcp.http;

import dev.hqe.mcp.Access;
import dev.hqe.mcp.ConnectionLimits;
import dev.hqe.mcp.McpServer;
import dev.hqe.mcp.internal.protocol.MessageText;
import dev.hqe.mcp.internal.protocol.MetaKeys;
import dev.hqe.mcp.internal.protocol.RpcError;
import dev.hqe.mcp.internal.protocol.Versions;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import tools.jackson.databind.JsonNode;

/// One endpoint for both eras. A request is modern when its `MCP-Protocol-Version` header or its
/// `_meta` says so, whatever else it carries; all others belong to a legacy session (2026-07-28,
/// Versioning, "Backward Compatibility"). Thread-safe.
final class Endpoint {

    /// What whoever still waits is told at the end.
    static final RpcError STOPPING =
            new RpcError(
                    RpcError.INTERNAL_ERROR,
                    "Cancelled: the server is stopping and the call did not finish in time");

    private final HttpLimits limits;
    private final ByteBudget bodies;
    private final ModernRequests modern;
    private final LegacyRequests legacy;

    Endpoint(McpServer server, HttpLimits limits) {
        this.limits = limits;
        this.bodies = new ByteBudget(limits.bodiesBytes());
        ConnectionLimits session = session(limits);
        AtomicInteger streams = new AtomicInteger();
        this.modern = new ModernRequests(server, limits, session, streams);
        this.legacy = new LegacyRequests(server, limits, session, streams);
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
                    receive(new Posted(exchange, access, accepted, value, length));
        }
    }

    private void receive(Posted posted) {
        String version = posted.version();
        boolean legacyVersion = Versions.LEGACY.contains(version);
        if (version.isEmpty() ? posted.saysModern() : !legacyVersion) {
            modern.receive(posted);
        } else if (legacyVersion
                && posted.meta().has(MetaKeys.PROTOCOL_VERSION)
                && !posted.isInitialize()) {
            posted.fail(
                    new RpcError(
                            RpcError.HEADER_MISMATCH,
                            "Header mismatch: "
                                    + HeaderCheck.PROTOCOL_VERSION
                                    + " does not say what the body says"),
                    400);
        } else {
            legacy.receive(posted);
        }
    }

    /// Legacy only: a stream for what belongs to no request, or one that was cut off.
    void get(Exchange exchange, Access access) {
        legacy.get(exchange, access);
    }

    /// Legacy only: the client wants no more of its session.
    void delete(Exchange exchange, Access access) {
        legacy.delete(exchange, access);
    }

    void expire(long now) {
        legacy.expire(now);
    }

    int sessions() {
        return legacy.sessions();
    }

    /// Tells those who listen that there will be nothing more to hear.
    void endSubscriptions() {
        modern.endSubscriptions();
    }

    void close() {
        legacy.close();
        modern.close();
    }
}
