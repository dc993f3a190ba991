package dev.hqe.mcp.http;

import dev.hqe.mcp.ConnectionLimits;
import dev.hqe.mcp.McpServer;
import dev.hqe.mcp.internal.protocol.MetaKeys;
import dev.hqe.mcp.internal.protocol.Outbound;
import dev.hqe.mcp.internal.protocol.ProtocolSession;
import dev.hqe.mcp.internal.protocol.RequestId;
import dev.hqe.mcp.internal.protocol.RpcError;
import dev.hqe.mcp.internal.protocol.Versions;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Requests of revision 2026-07-28: each has headers that say what its body says, and a session of
/// its own that ends with it. Thread-safe.
final class ModernRequests {

    private final McpServer server;
    private final HttpLimits limits;
    private final ConnectionLimits session;
    private final HeaderCheck headerCheck;
    private final AtomicInteger streams;
    private final Set<ProtocolSession> listening = ConcurrentHashMap.newKeySet();

    /// @param session one client's share of the server's bounds
    /// @param streams how many streams are open, whoever has opened them
    ModernRequests(
            McpServer server, HttpLimits limits, ConnectionLimits session, AtomicInteger streams) {
        this.server = server;
        this.limits = limits;
        this.session = session;
        this.headerCheck = new HeaderCheck(server.road());
        this.streams = streams;
    }

    void receive(Posted posted) {
        Exchange exchange = posted.exchange();
        if (!(posted.message() instanceof ObjectNode envelope)
                || !envelope.path("method").isString()
                || !"2.0".equals(envelope.path("jsonrpc").asString(""))) {
            posted.fail(
                    RpcError.invalidRequest("the body is one JSON-RPC 2.0 request or notification"),
                    400);
            return;
        }
        if (!envelope.has("id")) {
            exchange.empty(202); // this revision has no notifications that a client posts
            return;
        }
        boolean listens = posted.method().equals("subscriptions/listen");
        if (isRefused(posted, envelope) || (listens && cannotListen(posted))) {
            return;
        }
        Accepted accepted = posted.accepted();
        ModernReply reply =
                new ModernReply(
                        exchange,
                        RequestId.of(envelope.path("id")),
                        accepted.events(),
                        accepted.json(),
                        isMalformed(posted.meta()),
                        limits.streamBytes());
        ProtocolSession own = new ProtocolSession(server, Outbound.NONE, session, posted.access());
        reply.answeredBy(own);
        if (listens) {
            streams.incrementAndGet();
            listening.add(own);
            exchange.whenOver(() -> {
                listening.remove(own);
                streams.decrementAndGet();
            });
        }
        exchange.awaitedBy(reply);
        own.receiveModern(envelope, posted.length(), reply);
    }

    /// Whether the headers say something else than the body, or a version that is not served.
    private boolean isRefused(Posted posted, ObjectNode envelope) {
        Exchange exchange = posted.exchange();
        JsonNode version = posted.meta().path(MetaKeys.PROTOCOL_VERSION);
        Optional<String> bodyVersion =
                version.isString() ? Optional.of(version.stringValue()) : Optional.empty();
        String said = posted.version();
        boolean contradicts = bodyVersion.isPresent() && !bodyVersion.get().equals(said);
        if (!said.isEmpty() && !said.equals(Versions.MODERN) && !contradicts) {
            // Before what else is amiss: that is told by the rules of a version that is not spoken.
            posted.fail(Versions.unsupported(said), 400);
            return true;
        }
        Optional<String> mismatch =
                headerCheck.mismatch(exchange.headers(), envelope, bodyVersion, posted.access());
        if (mismatch.isPresent()) {
            posted.fail(new RpcError(RpcError.HEADER_MISMATCH, mismatch.get()), 400);
            return true;
        }
        return false;
    }

    private boolean cannotListen(Posted posted) {
        if (!posted.accepted().events()) {
            posted.fail(
                    RpcError.invalidRequest(
                            "a subscription needs a client that accepts text/event-stream"),
                    406);
            return true;
        }
        if (streams.get() >= limits.streams()) {
            posted.fail(
                    new RpcError(
                            RpcError.INTERNAL_ERROR,
                            "Service unavailable: too many streams are open"),
                    503);
            return true;
        }
        return false;
    }

    private static boolean isMalformed(JsonNode meta) {
        JsonNode client = meta.path(MetaKeys.CLIENT_INFO);
        boolean named = client.path("name").isString() && client.path("version").isString();
        return !meta.path(MetaKeys.PROTOCOL_VERSION).isString()
                || !meta.path(MetaKeys.CLIENT_CAPABILITIES).isObject()
                || (!client.isMissingNode() && !named);
    }

    /// Tells those who listen that there will be nothing more to hear.
    void endSubscriptions() {
        listening.forEach(ProtocolSession::endSubscriptions);
    }

    /// Ends whoever still listens.
    void close() {
        listening.forEach(ProtocolSession::abort);
    }
}
