package dev.hqe.mcp.internal.protocol;

import dev.hqe.mcp.McpServer;
import dev.hqe.mcp.Principal;
import dev.hqe.mcp.RawJson;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// Revisions 2024-11-05 to 2025-11-25: a session that an `initialize` request opens (2025-11-25,
/// Lifecycle). One instance per session; [#decide] and [#initialized] belong to the reading thread,
/// [#wantsNotifications] to any.
final class LegacyEra {

    /// Newest first.
    static final List<String> VERSIONS =
            List.of("2025-11-25", "2025-06-18", "2025-03-26", "2024-11-05");

    private static final String METHODS = "initialize, ping, tools/list, tools/call";
    private static final RawJson OPEN = RawJson.of("{");
    private static final RawJson CLOSE = RawJson.of("}");
    private static final RawJson EMPTY = RawJson.of("{}");

    private final McpServer server;
    private final ToolListing listing;
    private Optional<Session> session = Optional.empty();
    private volatile boolean initialized;

    private record Session(String version, Principal principal, Dialect dialect) {}

    LegacyEra(McpServer server, int pageSize) {
        this.server = server;
        this.listing = new ToolListing(server.road(), pageSize, LegacyEra::withoutForeignSchemas);
    }

    /// Whether the session may send batches: only 2025-03-26 has them (there, Overview,
    /// "Batching").
    boolean hasBatches() {
        return session.map(open -> open.version.equals("2025-03-26")).orElse(false);
    }

    /// The client says that it is ready.
    void initialized() {
        initialized = session.isPresent();
    }

    /// Whether the handshake is done and the server may speak on its own.
    boolean wantsNotifications() {
        return initialized;
    }

    Verdict decide(Incoming.Request request) {
        return switch (request.method()) {
            case "initialize" -> initialize(request);
            case "ping" -> new Verdict.Result(List.of(EMPTY));
            case "tools/list" ->
                    session.isEmpty()
                            ? eraless(request)
                            : ToolRequests.list(request, listing, OPEN, CLOSE);
            case "tools/call" ->
                    session.map(open -> ToolRequests.call(request, open.dialect, open.principal))
                            .orElseGet(() -> eraless(request));
            default -> new Verdict.Failure(RpcError.methodNotFound(request.method(), METHODS));
        };
    }

    private Verdict initialize(Incoming.Request request) {
        if (session.isPresent()) {
            return new Verdict.Failure(
                    RpcError.invalidRequest("this connection is already initialized"));
        }
        JsonNode asked = request.params().path("protocolVersion");
        Optional<Principal> principal = ToolRequests.principal(request.params().path("clientInfo"));
        if (!asked.isString()
                || principal.isEmpty()
                || !request.params().path("capabilities").isObject()) {
            return Verdict.invalidParams(
                    "initialize needs \"protocolVersion\" (a string such as 2025-11-25),"
                            + " \"capabilities\" (an object) and \"clientInfo\" (an object with"
                            + " \"name\" and \"version\")");
        }
        // The client's version if it is served, else the newest (2025-11-25, "Version
        // Negotiation").
        String version =
                VERSIONS.contains(asked.stringValue()) ? asked.stringValue() : VERSIONS.getFirst();
        Dialect dialect = Dialect.legacy(version);
        session = Optional.of(new Session(version, principal.get(), dialect));
        return new Verdict.Result(List.of(RawJson.of(greeting(version).toString())));
    }

    private ObjectNode greeting(String version) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("protocolVersion", version);
        json.putObject("capabilities").putObject("tools").put("listChanged", true);
        json.set("serverInfo", server.info().toJson());
        if (!server.instructions().isEmpty()) {
            json.put("instructions", server.instructions());
        }
        return json;
    }

    /// No handshake came before and no `_meta` came with it, so no version says how to answer. The
    /// modern revision has a code for that: required `_meta` fields are missing.
    private static Verdict eraless(Incoming.Request request) {
        ObjectNode data = JsonNodeFactory.instance.objectNode();
        data.putArray("supported").add(ModernEra.VERSION).addAll(strings(VERSIONS));
        return new Verdict.Failure(
                new RpcError(
                        RpcError.INVALID_PARAMS,
                        request.method()
                                + " names no protocol version: either send initialize first"
                                + " (2025-11-25 and older), or put"
                                + " io.modelcontextprotocol/protocolVersion and"
                                + " io.modelcontextprotocol/clientCapabilities into params._meta"
                                + " (2026-07-28)",
                        data));
    }

    private static List<JsonNode> strings(List<String> values) {
        return values.stream()
                .<JsonNode>map(value -> JsonNodeFactory.instance.stringNode(value))
                .toList();
    }

    /// Before 2026-07-28 a structured result is an object and so is what its schema describes; an
    /// output schema of anything else would make clients wait for a `structuredContent` that they
    /// cannot be given.
    private static ObjectNode withoutForeignSchemas(ObjectNode tool) {
        JsonNode output = tool.path("outputSchema");
        if (!output.isMissingNode() && !"object".equals(output.path("type").asString(""))) {
            tool.remove("outputSchema");
        }
        return tool;
    }
}
