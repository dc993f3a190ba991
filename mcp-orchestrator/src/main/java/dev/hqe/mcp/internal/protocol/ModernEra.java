package dev.hqe.mcp.internal.protocol;

import dev.hqe.mcp.McpServer;
import dev.hqe.mcp.Principal;
import dev.hqe.mcp.RawJson;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// Revision 2026-07-28: no handshake and no session, everything in the request's `_meta`. Holds no
/// state of any connection, so one instance may serve many. Thread-safe.
final class ModernEra {

    /// The version served.
    static final String VERSION = "2026-07-28";

    private static final String PREFIX = "io.modelcontextprotocol/";
    private static final String PROTOCOL_VERSION = PREFIX + "protocolVersion";
    private static final String CLIENT_INFO = PREFIX + "clientInfo";
    private static final String CLIENT_CAPABILITIES = PREFIX + "clientCapabilities";
    static final String SUBSCRIPTION_ID = PREFIX + "subscriptionId";

    private static final String METHODS =
            "server/discover, tools/list, tools/call, subscriptions/listen";

    private static final Principal UNNAMED = new Principal(Principal.Kind.AGENT, "unnamed", "");

    /// A listing is fresh for a minute; who must know at once listens.
    private static final RawJson LIST_TAIL =
            RawJson.of(",\"ttlMs\":60000,\"cacheScope\":\"private\"}");

    private final ToolListing listing;
    private final Dialect dialect;
    private final RawJson discovery;

    ModernEra(McpServer server, int pageSize) {
        this.listing = new ToolListing(server.road(), pageSize, tool -> tool);
        ObjectNode meta = JsonNodeFactory.instance.objectNode();
        meta.set(PREFIX + "serverInfo", server.info().toJson());
        this.dialect = Dialect.modern(meta);
        this.discovery = discovery(server, meta);
    }

    /// Whether a request is meant for this era: it carries any of the per-request protocol fields,
    /// or its method exists in no other (2026-07-28, Versioning, "Backward Compatibility").
    static boolean speaks(Incoming.Request request) {
        JsonNode meta = request.meta();
        return meta.has(PROTOCOL_VERSION)
                || meta.has(CLIENT_CAPABILITIES)
                || meta.has(CLIENT_INFO)
                || request.method().equals("server/discover")
                || request.method().equals("subscriptions/listen");
    }

    Verdict decide(Incoming.Request request) {
        JsonNode meta = request.meta();
        JsonNode version = meta.path(PROTOCOL_VERSION);
        if (!version.isString()) {
            return malformed(PROTOCOL_VERSION, "the protocol version, for example " + VERSION);
        }
        if (!version.stringValue().equals(VERSION)) {
            return new Verdict.Failure(unsupported(version.stringValue()));
        }
        if (!meta.path(CLIENT_CAPABILITIES).isObject()) {
            return malformed(CLIENT_CAPABILITIES, "an object, {} for none");
        }
        JsonNode info = meta.path(CLIENT_INFO);
        Optional<Principal> principal =
                info.isMissingNode() ? Optional.of(UNNAMED) : ToolRequests.principal(info);
        if (principal.isEmpty()) {
            return malformed(CLIENT_INFO, "an object with \"name\" and \"version\"");
        }
        return switch (request.method()) {
            case "server/discover" -> new Verdict.Result(List.of(discovery));
            case "tools/list" -> ToolRequests.list(request, listing, dialect.start(), LIST_TAIL);
            case "tools/call" -> ToolRequests.call(request, dialect, principal.get());
            case "subscriptions/listen" -> listen(request);
            default -> new Verdict.Failure(RpcError.methodNotFound(request.method(), METHODS));
        };
    }

    /// The result that ends a subscription gracefully (2026-07-28, Subscriptions, "Graceful
    /// Closure").
    static RawJson subscriptionEnd(RequestId subscription) {
        return RawJson.of(
                "{\"resultType\":\"complete\",\"_meta\":{\""
                        + SUBSCRIPTION_ID
                        + "\":"
                        + subscription.toJson()
                        + "}}");
    }

    private static Verdict listen(Incoming.Request request) {
        if (!(request.params().path("notifications") instanceof ObjectNode filter)) {
            return Verdict.invalidParams(
                    "subscriptions/listen needs \"notifications\", an object such as"
                            + " {\"toolsListChanged\": true}");
        }
        return new Verdict.Listen(filter.path("toolsListChanged").asBoolean(false));
    }

    private static Verdict malformed(String key, String expected) {
        return Verdict.invalidParams(
                "Invalid params: _meta needs \""
                        + key
                        + "\": "
                        + expected
                        + " (2026-07-28, Overview, _meta)");
    }

    private static RpcError unsupported(String requested) {
        ObjectNode data = JsonNodeFactory.instance.objectNode();
        // Older versions are served as well, but by their handshake, not by naming them in _meta.
        data.putArray("supported").add(VERSION);
        data.put("requested", Quoted.brief(requested));
        return new RpcError(
                RpcError.UNSUPPORTED_PROTOCOL_VERSION, "Unsupported protocol version", data);
    }

    private static RawJson discovery(McpServer server, ObjectNode meta) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("resultType", "complete");
        json.putArray("supportedVersions").add(VERSION);
        json.putObject("capabilities").putObject("tools").put("listChanged", true);
        json.set("_meta", meta);
        if (!server.instructions().isEmpty()) {
            json.put("instructions", server.instructions());
        }
        return RawJson.of(json.put("ttlMs", 3_600_000).put("cacheScope", "private").toString());
    }
}
