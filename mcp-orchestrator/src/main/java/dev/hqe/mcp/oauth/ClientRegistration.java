package dev.hqe.mcp.oauth;

import dev.hqe.kernel.json.Json;
import java.net.URI;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Decides who we are at an authorization server, in the order of the specification:
/// pre-registered, a client-id metadata document, a registration that is kept or made now; else the
/// person is told how to register by hand. Thread-safe.
final class ClientRegistration {

    private static final String WORDS = "The registration endpoint";

    private final OAuthSettings settings;
    private final OAuthHttp http;
    private final EndpointRules rules;
    private final InstantSource clock;

    ClientRegistration(
            OAuthSettings settings, OAuthHttp http, EndpointRules rules, InstantSource clock) {
        this.settings = settings;
        this.http = http;
        this.rules = rules;
        this.clock = clock;
    }

    /// The client to use, or empty if we have to [#register].
    ///
    /// @param kept the client that we registered earlier **with this authorization server**
    /// @throws OAuthException if there is none and none can be registered
    Optional<OAuthClient> known(AuthorizationServer server, Optional<OAuthClient> kept) {
        if (settings.preRegistered().isPresent()) {
            return Optional.of(preRegistered(settings.preRegistered().get(), server));
        }
        if (server.readsClientDocuments() && settings.metadataDocument().isPresent()) {
            return settings.metadataDocument()
                    .map(document -> OAuthClient.publicClient(document.toString()));
        }
        Optional<OAuthClient> usable = kept.filter(client -> client.usableAt(clock.instant()));
        if (usable.isEmpty() && server.registrationEndpoint().isEmpty()) {
            throw new OAuthException(
                    "The authorization server "
                            + server.issuer()
                            + " does not let programs register themselves. Register a client there"
                            + " by hand, with the redirect address http://127.0.0.1/callback, and"
                            + " set its client id for this server.");
        }
        return usable;
    }

    /// Whether a client was neither given nor a document, so that a new one can replace it.
    boolean selfRegistered(AuthorizationServer server) {
        return settings.preRegistered().isEmpty()
                && !(server.readsClientDocuments() && settings.metadataDocument().isPresent());
    }

    private static OAuthClient preRegistered(
            OAuthSettings.PreRegistered given, AuthorizationServer server) {
        given.issuer().ifPresent(issuer -> checkBound(issuer, server));
        return given.client();
    }

    /// @throws OAuthException if a credential belongs to another authorization server
    static void checkBound(String issuer, AuthorizationServer server) {
        if (!issuer.equals(server.issuer())) {
            throw new OAuthException(
                    "The client that is set for this server belongs to the authorization server "
                            + issuer
                            + ", but the server now names "
                            + server.issuer()
                            + ". Nothing was sent there. If the change is right, set the client id"
                            + " that "
                            + server.issuer()
                            + " gave you.");
        }
    }

    /// Registers a native, public client (RFC 7591).
    OAuthClient register(AuthorizationServer server, URI redirect) throws InterruptedException {
        URI endpoint = server.registrationEndpoint().orElseThrow();
        OAuthHttp.Reply reply =
                http.post(
                        endpoint,
                        rules,
                        WORDS,
                        Map.of("Content-Type", "application/json"),
                        Json.MAPPER.writeValueAsString(request(server, redirect)));
        if (!reply.ok()) {
            throw refused(endpoint, reply);
        }
        MetadataDocument answer = MetadataDocument.parse(WORDS, endpoint, reply.body());
        return new OAuthClient(
                answer.requiredText("client_id"),
                answer.text("client_secret").map(SecretValue::new),
                answer.text("token_endpoint_auth_method").flatMap(TokenEndpointAuth::named),
                answer.seconds("client_secret_expires_at")
                        .filter(seconds -> seconds > 0)
                        .map(Instant::ofEpochSecond),
                Optional.of(redirect));
    }

    private ObjectNode request(AuthorizationServer server, URI redirect) {
        ObjectNode request = Json.object().put("client_name", settings.clientName());
        request.putArray("redirect_uris").add(redirect.toString());
        ArrayNode grants = request.putArray("grant_types").add("authorization_code");
        if (server.grantTypes().map(types -> types.contains("refresh_token")).orElse(true)) {
            grants.add("refresh_token");
        }
        request.putArray("response_types").add("code");
        request.put("token_endpoint_auth_method", preferredAuth(server).wireName());
        return request.put("application_type", "native");
    }

    private static TokenEndpointAuth preferredAuth(AuthorizationServer server) {
        List<String> supported = server.tokenEndpointAuth().orElse(List.of());
        for (TokenEndpointAuth method :
                List.of(
                        TokenEndpointAuth.NONE,
                        TokenEndpointAuth.CLIENT_SECRET_BASIC,
                        TokenEndpointAuth.CLIENT_SECRET_POST)) {
            if (supported.contains(method.wireName())) {
                return method;
            }
        }
        return TokenEndpointAuth.NONE;
    }

    private static OAuthException refused(URI endpoint, OAuthHttp.Reply reply) {
        if (reply.status() == 404 || reply.status() == 405) {
            return new OAuthException(
                    WORDS
                            + " "
                            + endpoint
                            + " does not exist. If the server wants an API key, set it as a header"
                            + " of the server; else register a client by hand and set its client"
                            + " id.");
        }
        String said = "status " + reply.status();
        if (MetadataDocument.isObject(reply.body())) {
            MetadataDocument answer = MetadataDocument.parse(WORDS, endpoint, reply.body());
            said +=
                    answer.text("error").map(code -> ", " + OAuthException.quoted(code)).orElse("")
                            + answer.text("error_description")
                                    .map(text -> ": " + OAuthException.quoted(text))
                                    .orElse("");
        }
        return new OAuthException(
                WORDS
                        + " "
                        + endpoint
                        + " refused this program ("
                        + said
                        + "). Register a client there by hand and set its client id for this"
                        + " server.");
    }
}
