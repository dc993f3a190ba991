package dev.hqe.mcp.internal.protocol;

import dev.hqe.mcp.Access;
import dev.hqe.mcp.ClientAbilities;
import dev.hqe.mcp.LogLevel;
import dev.hqe.mcp.McpServer;
import dev.hqe.mcp.Principal;
import dev.hqe.mcp.RawJson;
import dev.hqe.mcp.TaskSupport;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// Revision 2026-07-28: no handshake and no session, everything in the request's `_meta`. Holds no
/// state of any connection, so one instance serves all. Thread-safe.
final class ModernEra {

    /// The version served.
    static final String VERSION = "2026-07-28";

    /// Of requests that never ask and never become tasks.
    private static final Terms.Rounds NO_ROUNDS =
            new Terms.Rounds(
                    "",
                    Optional.empty(),
                    JsonNodeFactory.instance.objectNode(),
                    TaskSupport.NEVER,
                    false);

    private final ServerCore core;
    private final SharedMethods methods;
    private final TaskMethods tasks;
    private final Dialect dialect;
    private final ObjectNode meta;

    ModernEra(ServerCore core) {
        McpServer server = core.server();
        this.core = core;
        this.meta = JsonNodeFactory.instance.objectNode();
        meta.set(MetaKeys.SERVER_INFO, server.info().toJson());
        this.tasks = new TaskMethods(core);
        this.dialect = Dialect.modern(meta);
        this.methods =
                new SharedMethods(
                        server,
                        dialect,
                        new ToolListing(server.road(), tool -> tool),
                        Dialect.CACHED);
    }

    /// Whether a request is meant for this era: it carries any of the per-request protocol fields,
    /// or its method exists in no other (2026-07-28, Versioning, "Backward Compatibility").
    static boolean speaks(Incoming.Request request) {
        JsonNode meta = request.meta();
        return meta.has(MetaKeys.PROTOCOL_VERSION)
                || meta.has(MetaKeys.CLIENT_CAPABILITIES)
                || meta.has(MetaKeys.CLIENT_INFO)
                || request.method().equals("server/discover")
                || request.method().equals("subscriptions/listen");
    }

    /// @param access what the transport has checked of the client
    /// @throws ParamsException when the parameters do not fit
    Verdict decide(Incoming.Request request, Access access, int pageSize) {
        JsonNode meta = request.meta();
        JsonNode version = meta.path(MetaKeys.PROTOCOL_VERSION);
        if (!version.isString()) {
            return malformed(
                    MetaKeys.PROTOCOL_VERSION, "the protocol version, for example " + VERSION);
        }
        if (!version.stringValue().equals(VERSION)) {
            return Verdict.failure(unsupported(version.stringValue()));
        }
        if (!(meta.path(MetaKeys.CLIENT_CAPABILITIES) instanceof ObjectNode capabilities)) {
            return malformed(MetaKeys.CLIENT_CAPABILITIES, "an object, {} for none");
        }
        JsonNode info = meta.path(MetaKeys.CLIENT_INFO);
        Optional<Principal> principal =
                info.isMissingNode()
                        ? Optional.of(unnamed(access))
                        : Params.principal(info, access);
        if (principal.isEmpty()) {
            return malformed(MetaKeys.CLIENT_INFO, "an object with \"name\" and \"version\"");
        }
        Terms terms =
                new Terms(
                        principal.get(),
                        new ClientAbilities(capabilities),
                        new Params(request).progressToken(),
                        logs(meta.path(MetaKeys.LOG_LEVEL)),
                        Optional.of(rounds(request, capabilities)));
        return switch (request.method()) {
            case "server/discover" -> Verdict.result(List.of(discovery(access)));
            case "subscriptions/listen" -> listen(request, terms);
            default ->
                    methods.decide(new SharedMethods.Asked(request, terms, pageSize))
                            .or(() -> tasks.decide(request, terms))
                            .orElseGet(() ->
                                    Verdict.failure(
                                            RpcError.methodNotFound(request.method(), names())));
        };
    }

    /// The start of every complete result object, up to where its own members begin.
    RawJson start() {
        return dialect.start();
    }

    /// A small result of another type.
    Answer result(String type, ObjectNode members) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("resultType", type);
        json.set("_meta", meta);
        json.setAll(members);
        return new Answer.Result(List.of(RawJson.of(json.toString())));
    }

    /// The result that ends a subscription gracefully (2026-07-28, Subscriptions, "Graceful
    /// Closure").
    static RawJson subscriptionEnd(RequestId subscription) {
        return RawJson.of(
                "{\"resultType\":\"complete\",\"_meta\":{\""
                        + MetaKeys.SUBSCRIPTION_ID
                        + "\":"
                        + subscription.toJson()
                        + "}}");
    }

    /// The names of the methods served, for messages.
    String names() {
        return "server/discover, subscriptions/listen, "
                + methods.names()
                + ", "
                + TaskMethods.NAMES;
    }

    private static Principal unnamed(Access access) {
        return new Principal(Principal.Kind.AGENT, "unnamed", "", access);
    }

    /// Without a level the client wants none (2026-07-28, Logging).
    private static Predicate<LogLevel> logs(JsonNode level) {
        if (level.isMissingNode()) {
            return any -> false;
        }
        LogLevel from =
                LogLevel.of(level.asString(""))
                        .orElseThrow(() -> new ParamsException(LegacyEra.LEVELS));
        return said -> said.compareTo(from) >= 0;
    }

    private static Terms.Rounds rounds(Incoming.Request request, ObjectNode capabilities) {
        ObjectNode params = request.params();
        return switch (request.method()) {
            case "tools/call", "resources/read", "prompts/get" -> {
                JsonNode state = params.path("requestState");
                if (!state.isMissingNode() && !state.isString()) {
                    throw new ParamsException(
                            "\"requestState\" must be the string it was given as");
                }
                yield new Terms.Rounds(
                        capabilities.isEmpty() && state.isMissingNode() ? "" : Binding.of(request),
                        state.isString() ? Optional.of(state.stringValue()) : Optional.empty(),
                        new Params(request).object("inputResponses"),
                        TaskSupport.NEVER,
                        false);
            }
            default -> NO_ROUNDS;
        };
    }

    private Verdict listen(Incoming.Request request, Terms terms) {
        if (!(request.params().path("notifications") instanceof ObjectNode filter)) {
            return Verdict.invalidParams(
                    "subscriptions/listen needs \"notifications\", an object such as"
                            + " {\"toolsListChanged\": true}");
        }
        if (!filter.path("taskIds").isMissingNode() && !terms.takesTasks()) {
            return Verdict.failure(TaskMethods.undeclared("a subscription to tasks"));
        }
        return new Verdict.Listen(
                ChangeFilter.honoured(
                        filter,
                        core.listings(),
                        uri ->
                                !core.server().resources().isEmpty()
                                        && terms.principal().access().scope().hasResource(uri),
                        task -> core.tasks().find(task, terms.principal()).isPresent()));
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

    private RawJson discovery(Access access) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("resultType", "complete");
        json.putArray("supportedVersions").add(VERSION);
        json.set("capabilities", core.capabilities(true, access));
        json.set("_meta", meta);
        if (!core.server().instructions().isEmpty()) {
            json.put("instructions", core.server().instructions());
        }
        return RawJson.of(json.put("ttlMs", 3_600_000).put("cacheScope", "private").toString());
    }
}
