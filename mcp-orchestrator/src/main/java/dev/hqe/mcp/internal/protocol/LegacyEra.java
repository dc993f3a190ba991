package dev.hqe.mcp.internal.protocol;

import dev.hqe.mcp.Access;
import dev.hqe.mcp.ClientAbilities;
import dev.hqe.mcp.LogLevel;
import dev.hqe.mcp.Principal;
import dev.hqe.mcp.RawJson;
import dev.hqe.mcp.Registration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// Revisions 2024-11-05 to 2025-11-25: a session that an `initialize` request opens (2025-11-25,
/// Lifecycle). One instance per session; costs nothing until it is opened. Thread-safe.
final class LegacyEra {

    /// Newest first.
    static final List<String> VERSIONS =
            List.of("2025-11-25", "2025-06-18", "2025-03-26", "2024-11-05");

    /// What to say of a log level that there is not.
    static final String LEVELS =
            "Invalid log level: use debug, info, notice, warning, error, critical, alert or"
                    + " emergency";

    /// Most resources that one session watches.
    private static final int MAX_WATCHED = 1_000;

    /// What a client may ask without saying how it speaks, and gets told how to say it.
    private static final Set<String> KNOWN = Set.of("tools/list", "tools/call");

    private static final RawJson CLOSE = RawJson.of("}");
    private static final RawJson EMPTY = RawJson.of("{}");

    private final ServerCore core;
    private final Announcer announcer;
    private final Map<String, Registration> watched = new ConcurrentHashMap<>();
    private volatile Optional<Session> session = Optional.empty();
    private volatile boolean initialized;
    private volatile LogLevel logLevel = LogLevel.INFO;
    private Registration changes = Registration.NONE;
    private boolean over;

    private record Session(
            String version,
            Principal principal,
            ClientAbilities abilities,
            SharedMethods methods) {}

    /// @param out where it says of its own accord what has changed
    LegacyEra(ServerCore core, Outbound out) {
        this.core = core;
        this.announcer =
                new Announcer(
                        this::wants,
                        change -> core.notification(change, JsonNodeFactory.instance.objectNode()),
                        out::put);
    }

    /// The version that was agreed on; empty before `initialize`.
    Optional<String> version() {
        return session.map(Session::version);
    }

    /// Whether the session may send batches: only 2025-03-26 has them (there, Overview,
    /// "Batching").
    boolean hasBatches() {
        return session.map(open -> open.version.equals("2025-03-26")).orElse(false);
    }

    /// The client says that it is ready, and may be told of changes from here on.
    synchronized void initialized() {
        if (session.isPresent() && !initialized && !over) {
            initialized = true;
            changes = core.changes().listen(announcer);
        }
    }

    /// Tells of nothing any more and watches nothing.
    synchronized void close() {
        over = true;
        announcer.stop();
        changes.close();
        watched.values().forEach(Registration::close);
        watched.clear();
    }

    /// @param access what the transport has checked of the client
    /// @throws ParamsException when the parameters do not fit
    Verdict decide(Incoming.Request request, Access access, int pageSize) {
        if (request.method().equals("initialize")) {
            return initialize(request, access);
        }
        if (request.method().equals("ping")) {
            return Verdict.result(List.of(EMPTY));
        }
        Optional<Session> opened = session;
        if (opened.isEmpty()) {
            return KNOWN.contains(request.method())
                    ? eraless(request)
                    : Verdict.failure(
                            RpcError.methodNotFound(
                                    request.method(),
                                    "initialize, ping, " + core.modern().names()));
        }
        Session open = opened.get();
        return switch (request.method()) {
            case "logging/setLevel" -> setLevel(request);
            case "resources/subscribe" -> watch(request);
            case "resources/unsubscribe" -> unwatch(request);
            default -> {
                Terms terms =
                        new Terms(
                                open.principal,
                                open.abilities,
                                new Params(request).progressToken(),
                                level -> level.compareTo(logLevel) >= 0,
                                Optional.empty());
                yield open.methods
                        .decide(new SharedMethods.Asked(request, terms, pageSize))
                        .orElseGet(() -> unknown(request, open));
            }
        };
    }

    private Verdict unknown(Incoming.Request request, Session open) {
        String resources =
                core.server().resources().isEmpty()
                        ? ""
                        : "resources/subscribe, resources/unsubscribe, ";
        return Verdict.failure(
                RpcError.methodNotFound(
                        request.method(),
                        "initialize, ping, logging/setLevel, " + resources + open.methods.names()));
    }

    private boolean wants(Change change) {
        return switch (change) {
            case Change.Listing listing -> core.listings().contains(listing);
            case Change.Resource(String uri) -> watched.containsKey(uri);
            case Change.Task(var _) -> false;
        };
    }

    private Verdict setLevel(Incoming.Request request) {
        logLevel =
                LogLevel.of(request.params().path("level").asString(""))
                        .orElseThrow(() -> new ParamsException(LEVELS));
        return Verdict.result(List.of(EMPTY));
    }

    private synchronized Verdict watch(Incoming.Request request) {
        String uri = new Params(request).uri();
        if (core.server().resources().isEmpty()) {
            return session.map(open -> unknown(request, open)).orElseGet(() -> eraless(request));
        }
        if (!hasResource(uri)) {
            return Verdict.failure(RpcError.resourceNotFound(uri, true));
        }
        if (watched.size() >= MAX_WATCHED && !watched.containsKey(uri)) {
            return Verdict.invalidParams(
                    "at most " + MAX_WATCHED + " resources are watched: unsubscribe from one");
        }
        if (!over) {
            watched.computeIfAbsent(uri, core.server().resources()::watch);
        }
        return Verdict.result(List.of(EMPTY));
    }

    /// Who has opened the session.
    Optional<Principal> client() {
        return session.map(Session::principal);
    }

    /// Whether a resource, if there is one, is there for this client.
    private boolean hasResource(String uri) {
        return session.map(open -> open.principal.access().scope().hasResource(uri)).orElse(false);
    }

    private synchronized Verdict unwatch(Incoming.Request request) {
        Registration watch = watched.remove(new Params(request).uri());
        if (watch != null) {
            watch.close();
        }
        return Verdict.result(List.of(EMPTY));
    }

    private synchronized Verdict initialize(Incoming.Request request, Access access) {
        if (session.isPresent()) {
            return Verdict.failure(
                    RpcError.invalidRequest("this connection is already initialized"));
        }
        JsonNode asked = request.params().path("protocolVersion");
        Optional<Principal> principal =
                Params.principal(request.params().path("clientInfo"), access);
        if (!asked.isString()
                || principal.isEmpty()
                || !(request.params().path("capabilities") instanceof ObjectNode capabilities)) {
            return Verdict.invalidParams(
                    "initialize needs \"protocolVersion\" (a string such as 2025-11-25),"
                            + " \"capabilities\" (an object) and \"clientInfo\" (an object with"
                            + " \"name\" and \"version\")");
        }
        // The client's version if it is served, else the newest (2025-11-25, "Version
        // Negotiation").
        String version =
                VERSIONS.contains(asked.stringValue()) ? asked.stringValue() : VERSIONS.getFirst();
        session =
                Optional.of(
                        new Session(
                                version,
                                principal.get(),
                                new ClientAbilities(capabilities),
                                new SharedMethods(
                                        core.server(),
                                        Dialect.legacy(version),
                                        core.legacyTools(),
                                        CLOSE)));
        return Verdict.result(List.of(RawJson.of(greeting(version, access).toString())));
    }

    private ObjectNode greeting(String version, Access access) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("protocolVersion", version);
        json.set("capabilities", core.capabilities(false, access));
        json.set("serverInfo", core.server().info().toJson());
        if (!core.server().instructions().isEmpty()) {
            json.put("instructions", core.server().instructions());
        }
        return json;
    }

    /// No handshake came before and no `_meta` came with it, so no version says how to answer. The
    /// modern revision has a code for that: required `_meta` fields are missing.
    private static Verdict eraless(Incoming.Request request) {
        ObjectNode data = JsonNodeFactory.instance.objectNode();
        data.putArray("supported").add(ModernEra.VERSION).addAll(strings(VERSIONS));
        return Verdict.failure(
                new RpcError(
                        RpcError.INVALID_PARAMS,
                        request.method()
                                + " names no protocol version: either send initialize first"
                                + " (2025-11-25 and older), or put "
                                + MetaKeys.PROTOCOL_VERSION
                                + " and "
                                + MetaKeys.CLIENT_CAPABILITIES
                                + " into params._meta"
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
    static ObjectNode withoutForeignSchemas(ObjectNode tool) {
        JsonNode output = tool.path("outputSchema");
        if (!output.isMissingNode() && !"object".equals(output.path("type").asString(""))) {
            tool.remove("outputSchema");
        }
        return tool;
    }
}
