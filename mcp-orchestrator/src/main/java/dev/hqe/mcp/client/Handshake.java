package dev.hqe.mcp.client;

import dev.hqe.kernel.json.Json;
import dev.hqe.mcp.RawJson;
import dev.hqe.mcp.internal.protocol.MetaKeys;
import dev.hqe.mcp.internal.protocol.Quoted;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Finds out which era a server speaks and agrees on a version (2026-07-28, Versioning, stdio and
/// Streamable HTTP, "Backward Compatibility"): `server/discover` first, and `initialize` when the
/// answer is neither a discovery nor an error that only a modern server gives.
final class Handshake {

    /// Newest first.
    static final List<String> MODERN = List.of("2026-07-28");

    /// Newest first.
    static final List<String> LEGACY =
            List.of("2025-11-25", "2025-06-18", "2025-03-26", "2024-11-05");

    private static final System.Logger LOG = System.getLogger(Handshake.class.getName());

    /// In all, for authorization may ask the user to sign in.
    private static final Duration WITH_A_USER = Duration.ofMinutes(15);

    private static final int HEADER_MISMATCH = -32020;
    private static final int MISSING_CAPABILITY = -32021;
    private static final int UNSUPPORTED_VERSION = -32022;

    private final Conversation conversation;
    private final Transport transport;
    private final ClientIdentity identity;
    private final ClientOffers offers;
    private final ClientLimits limits;

    Handshake(
            Conversation conversation,
            Transport transport,
            ClientIdentity identity,
            ClientOffers offers,
            ClientLimits limits) {
        this.conversation = conversation;
        this.transport = transport;
        this.identity = identity;
        this.offers = offers;
        this.limits = limits;
    }

    /// Agrees with the server.
    ///
    /// @param remembered the era of an earlier connection; a wrong one is found out
    ServerProfile agree(Optional<ServerEra> remembered) throws InterruptedException {
        if (transport.isOfOldKind()) {
            return initialize();
        }
        if (remembered.filter(era -> era == ServerEra.LEGACY).isPresent()) {
            try {
                return initialize();
            } catch (ServerFault | ClientException.HttpRefused e) {
                LOG.log(Level.DEBUG, "a server is not of the era that was remembered", e);
                return discover(MODERN.getFirst(), true).orElseThrow(() -> e);
            }
        }
        Optional<ServerProfile> modern = discover(MODERN.getFirst(), true);
        return modern.isPresent() ? modern.get() : initialize();
    }

    /// Asks a server what it is, in the modern era.
    ///
    /// @return empty when it is legacy
    private Optional<ServerProfile> discover(String version, boolean mayRetry)
            throws InterruptedException {
        modern(version, "");
        Reply reply;
        try {
            RequestOptions options = RequestOptions.DEFAULT.within(limits.probe(), WITH_A_USER);
            reply = conversation.exchange("server/discover", Params.NONE, options);
        } catch (ClientException.TimedOut e) {
            LOG.log(Level.DEBUG, "silent to server/discover: taken for legacy", e);
            return Optional.empty();
        }
        return switch (reply) {
            case Reply.Result(RawJson json, String _) -> discovered(json);
            case Reply.Fault(int code, String said, var data, int _) when isModern(code) -> {
                if (code != UNSUPPORTED_VERSION) {
                    throw new ServerFault(code, said, data);
                }
                List<String> served =
                        strings(
                                data.<JsonNode>map(RawJson::tree)
                                        .orElseGet(Json::object)
                                        .path("supported"));
                Optional<String> common = MODERN.stream().filter(served::contains).findFirst();
                if (common.isPresent() && mayRetry) {
                    yield discover(common.get(), false);
                }
                if (common.isEmpty() && LEGACY.stream().anyMatch(served::contains)) {
                    yield Optional.empty();
                }
                throw noCommonVersion(served);
            }
            case Reply.Refused(int status, String _) when status == 401 || status == 403 -> {
                reply.orThrow("server/discover");
                yield Optional.empty();
            }
            case Reply.Lost _, Reply.Broken _ -> {
                reply.orThrow("server/discover");
                yield Optional.empty();
            }
            case Reply.Fault _, Reply.Refused _, Reply.Misshapen _, Reply.SessionOver() ->
                    Optional.empty();
        };
    }

    private Optional<ServerProfile> discovered(RawJson json) {
        JsonNode result = json.tree();
        if (!result.path("supportedVersions").isArray()) {
            return Optional.empty();
        }
        List<String> served = strings(result.path("supportedVersions"));
        Optional<String> version = MODERN.stream().filter(served::contains).findFirst();
        if (version.isEmpty()) {
            if (LEGACY.stream().anyMatch(served::contains)) {
                return Optional.empty();
            }
            throw noCommonVersion(served);
        }
        modern(version.get(), "");
        JsonNode info = result.path("_meta").path(MetaKeys.SERVER_INFO);
        return Optional.of(
                new ServerProfile(
                        ServerEra.MODERN,
                        version.get(),
                        object(info.isObject() ? info : result.path("serverInfo")),
                        object(result.path("capabilities")),
                        result.path("instructions").asString(""),
                        json));
    }

    /// Says everything in each request from now on.
    void modern(String version, String logLevel) {
        transport.speaks(ServerEra.MODERN, version);
        conversation.speaks(
                ServerEra.MODERN,
                MessageWriter.modern(
                        version, identity, offers.capabilities(ServerEra.MODERN), logLevel));
    }

    /// Opens a legacy session (2025-11-25, Lifecycle).
    ServerProfile initialize() throws InterruptedException {
        transport.forgetSession();
        transport.speaks(ServerEra.LEGACY, "");
        conversation.speaks(ServerEra.LEGACY, MessageWriter.legacy());
        if (transport.isOfOldKind()) {
            String why = transport.openOldKind();
            if (!why.isEmpty()) {
                throw new ClientException(
                        "it opens no event stream as HTTP+SSE (2024-11-05) has it: "
                                + why
                                + ". If it speaks Streamable HTTP, its type is not 'sse'.");
            }
        }
        Reply reply = tryInitialize();
        if (reply instanceof Reply.Refused(int status, String _)
                && (status == 400 || status == 404 || status == 405)
                && !transport.isOfOldKind()
                && transport.fallsBack()) {
            reply = tryInitialize();
        }
        RawJson json = reply.orThrow("initialize").json();
        JsonNode result = json.tree();
        String version = result.path("protocolVersion").asString("");
        if (!LEGACY.contains(version)) {
            throw noCommonVersion(List.of(version));
        }
        transport.speaks(ServerEra.LEGACY, version);
        conversation.tell("notifications/initialized", Json.object());
        transport.ready();
        return new ServerProfile(
                ServerEra.LEGACY,
                version,
                object(result.path("serverInfo")),
                object(result.path("capabilities")),
                result.path("instructions").asString(""),
                json);
    }

    private Reply tryInitialize() throws InterruptedException {
        Params params =
                Params.NONE
                        .with("protocolVersion", LEGACY.getFirst())
                        .with("capabilities", offers.capabilities(ServerEra.LEGACY))
                        .with("clientInfo", identity.toJson());
        return conversation.exchange(
                "initialize",
                params,
                RequestOptions.DEFAULT.within(limits.handshake(), WITH_A_USER));
    }

    private static boolean isModern(int code) {
        return code == HEADER_MISMATCH || code == MISSING_CAPABILITY || code == UNSUPPORTED_VERSION;
    }

    private static ClientException noCommonVersion(List<String> served) {
        return new ClientException(
                "the server speaks "
                        + Quoted.brief(String.join(", ", served), 200)
                        + "; this client speaks "
                        + String.join(", ", MODERN)
                        + ", "
                        + String.join(", ", LEGACY)
                        + ": update whichever is older");
    }

    private static List<String> strings(JsonNode array) {
        List<String> strings = new ArrayList<>();
        for (JsonNode each : array) {
            strings.add(each.asString(""));
        }
        return strings;
    }

    private static ObjectNode object(JsonNode node) {
        return node instanceof ObjectNode object ? object : Json.object();
    }
}
