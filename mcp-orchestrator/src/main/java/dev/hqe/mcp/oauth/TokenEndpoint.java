package dev.hqe.mcp.oauth;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jwt.SignedJWT;
import com.nimbusds.oauth2.sdk.AuthorizationCode;
import com.nimbusds.oauth2.sdk.AuthorizationCodeGrant;
import com.nimbusds.oauth2.sdk.AuthorizationGrant;
import com.nimbusds.oauth2.sdk.ClientCredentialsGrant;
import com.nimbusds.oauth2.sdk.JWTBearerGrant;
import com.nimbusds.oauth2.sdk.RefreshTokenGrant;
import com.nimbusds.oauth2.sdk.Scope;
import com.nimbusds.oauth2.sdk.TokenRequest;
import com.nimbusds.oauth2.sdk.auth.ClientAuthentication;
import com.nimbusds.oauth2.sdk.auth.ClientSecretBasic;
import com.nimbusds.oauth2.sdk.auth.ClientSecretPost;
import com.nimbusds.oauth2.sdk.auth.PrivateKeyJWT;
import com.nimbusds.oauth2.sdk.auth.Secret;
import com.nimbusds.oauth2.sdk.http.HTTPRequest;
import com.nimbusds.oauth2.sdk.id.ClientID;
import com.nimbusds.oauth2.sdk.pkce.CodeVerifier;
import com.nimbusds.oauth2.sdk.token.RefreshToken;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.StringJoiner;

/// Asks an authorization server for tokens. Each request names the resource that they are for (RFC
/// 8707). Thread-safe.
final class TokenEndpoint {

    private static final String WORDS = "The token endpoint";
    private static final int MAX_TOKEN_CHARS = 16_384;
    private static final Set<String> FINAL_CODES =
            Set.of("invalid_grant", "invalid_client", "unauthorized_client", "invalid_scope");
    private static final long MAX_LIFE_SECONDS = Duration.ofDays(3_650).toSeconds();

    private final OAuthHttp http;
    private final EndpointRules rules;
    private final InstantSource clock;

    TokenEndpoint(OAuthHttp http, EndpointRules rules, InstantSource clock) {
        this.http = http;
        this.rules = rules;
        this.clock = clock;
    }

    /// The authorization server said no, with a code of RFC 6749, section 5.2.
    static final class Refused extends OAuthException {
        private static final long serialVersionUID = 1L;
        private final String code;

        Refused(String code, String message) {
            super(message);
            this.code = code;
        }

        String code() {
            return code;
        }

        /// Whether the same request can never succeed. Anything else may be a busy server.
        boolean isFinal() {
            return FINAL_CODES.contains(code);
        }
    }

    Tokens redeem(
            Discovery.Found found,
            OAuthClient client,
            String code,
            CodeVerifier verifier,
            URI redirect,
            Scopes requested)
            throws InterruptedException {
        AuthorizationGrant grant =
                new AuthorizationCodeGrant(new AuthorizationCode(code), redirect, verifier);
        return send(found, authenticated(found, client, grant), Scopes.NONE, requested, false);
    }

    /// The scopes are left out, which asks for those that the tokens have.
    Tokens refresh(Discovery.Found found, OAuthClient client, Tokens old, SecretValue refresh)
            throws InterruptedException {
        AuthorizationGrant grant = new RefreshTokenGrant(new RefreshToken(refresh.reveal()));
        Tokens next =
                send(found, authenticated(found, client, grant), Scopes.NONE, old.granted(), true);
        return next.refresh().isPresent() ? next : next.withRefresh(Optional.of(refresh));
    }

    Tokens clientCredentials(
            Discovery.Found found, Grant.ClientCredential credential, Scopes scopes)
            throws InterruptedException {
        AuthorizationGrant grant = new ClientCredentialsGrant();
        TokenRequest.Builder request =
                switch (credential) {
                    case Grant.ClientCredential.Secret(OAuthClient client) ->
                            authenticated(found, client, grant);
                    case Grant.ClientCredential.Key key ->
                            new TokenRequest.Builder(
                                    found.authorizationServer().tokenEndpoint(),
                                    signed(found.authorizationServer(), key),
                                    grant);
                };
        return send(found, request, scopes, scopes, false).withRefresh(Optional.empty());
    }

    /// Exchanges a signed assertion (RFC 7523, section 2.1).
    Tokens assertion(
            Discovery.Found found,
            Optional<OAuthClient> client,
            SecretValue assertion,
            Scopes scopes)
            throws InterruptedException {
        AuthorizationGrant grant;
        try {
            grant = new JWTBearerGrant(SignedJWT.parse(assertion.reveal()));
        } catch (ParseException broken) {
            throw new OAuthException(
                    "The assertion for "
                            + found.resource().identifier()
                            + " is no signed JWT. Check what gives it.");
        }
        URI endpoint = found.authorizationServer().tokenEndpoint();
        TokenRequest.Builder request =
                client.isPresent()
                        ? authenticated(found, client.get(), grant)
                        : new TokenRequest.Builder(endpoint, grant);
        return send(found, request, scopes, scopes, false).withRefresh(Optional.empty());
    }

    /// Has the identity provider exchange a person's identity token for a grant to one server (RFC
    /// 8693 with the identity-assertion profile).
    SecretValue exchange(Discovery.Found found, Grant.Enterprise enterprise, Scopes scopes)
            throws InterruptedException {
        Map<String, String> form = new LinkedHashMap<>();
        form.put("grant_type", "urn:ietf:params:oauth:grant-type:token-exchange");
        form.put("requested_token_type", "urn:ietf:params:oauth:token-type:id-jag");
        form.put("audience", found.authorizationServer().issuer());
        form.put("resource", found.resource().identifier());
        form.put("subject_token", enterprise.idToken().get().reveal());
        form.put("subject_token_type", "urn:ietf:params:oauth:token-type:id_token");
        form.put("client_id", enterprise.providerClientId());
        if (!scopes.isEmpty()) {
            form.put("scope", scopes.toString());
        }
        StringJoiner body = new StringJoiner("&");
        form.forEach((name, value) ->
                body.add(name + "=" + URLEncoder.encode(value, StandardCharsets.UTF_8)));
        MetadataDocument answer =
                post(enterprise.providerTokenEndpoint(), Map.of(), body.toString());
        return token(answer, "access_token")
                .orElseThrow(() -> answer.wrong("access_token", "there"));
    }

    private MetadataDocument post(URI endpoint, Map<String, String> headers, String form)
            throws InterruptedException {
        Map<String, String> all = new LinkedHashMap<>(headers);
        all.put("Content-Type", "application/x-www-form-urlencoded");
        OAuthHttp.Reply reply = http.post(endpoint, rules, WORDS, all, form);
        if (!reply.ok()) {
            throw refused(endpoint, reply);
        }
        return MetadataDocument.parse(WORDS, endpoint, reply.body());
    }

    private Tokens send(
            Discovery.Found found,
            TokenRequest.Builder request,
            Scopes scopes,
            Scopes expected,
            boolean refreshed)
            throws InterruptedException {
        request.resource(URI.create(found.resource().identifier()));
        if (!scopes.isEmpty()) {
            request.scope(new Scope(scopes.names().toArray(String[]::new)));
        }
        HTTPRequest wire = request.build().toHTTPRequest();
        Map<String, String> headers =
                wire.getAuthorization() == null
                        ? Map.of()
                        : Map.of("Authorization", wire.getAuthorization());
        Instant asked = clock.instant();
        MetadataDocument answer =
                post(found.authorizationServer().tokenEndpoint(), headers, wire.getBody());
        return tokens(answer, expected, asked, refreshed);
    }

    private static Tokens tokens(
            MetadataDocument answer, Scopes expected, Instant asked, boolean refreshed) {
        String type = answer.requiredText("token_type");
        if (!type.equalsIgnoreCase("Bearer")) {
            throw new OAuthException(
                    WORDS
                            + " at "
                            + answer.source()
                            + " gave a token of type "
                            + OAuthException.quoted(type)
                            + "; only Bearer tokens can be used.");
        }
        Optional<Instant> end =
                answer.seconds("expires_in")
                        .filter(seconds -> seconds > 0)
                        .map(seconds -> Math.min(seconds, MAX_LIFE_SECONDS))
                        .map(asked::plusSeconds);
        return new Tokens(
                token(answer, "access_token")
                        .orElseThrow(() -> answer.wrong("access_token", "there")),
                token(answer, "refresh_token"),
                answer.text("scope").map(Scopes::parse).orElse(expected),
                asked,
                end,
                refreshed);
    }

    /// A token goes into a header: only visible ASCII, so that it cannot end the header's line.
    private static Optional<SecretValue> token(MetadataDocument answer, String name) {
        Optional<String> token = answer.text(name);
        boolean sound =
                token.map(text ->
                                text.length() <= MAX_TOKEN_CHARS
                                        && text.chars().allMatch(c -> c > 0x20 && c < 0x7f))
                        .orElse(true);
        if (!sound) {
            throw answer.wrong(
                    name, "a token of at most " + MAX_TOKEN_CHARS + " visible characters");
        }
        return token.map(SecretValue::new);
    }

    private static OAuthException refused(URI endpoint, OAuthHttp.Reply reply) {
        if (!MetadataDocument.isObject(reply.body())
                || reply.status() == 429
                || reply.status() >= 500) {
            return new OAuthException(
                    WORDS
                            + " "
                            + endpoint
                            + " answered with status "
                            + reply.status()
                            + ". Try again later.");
        }
        MetadataDocument document = MetadataDocument.parse(WORDS, endpoint, reply.body());
        String code = document.text("error").orElse("status " + reply.status());
        String said =
                document.text("error_description")
                        .map(text -> ": " + OAuthException.quoted(text))
                        .orElse("");
        return new Refused(
                code,
                WORDS
                        + " "
                        + endpoint
                        + " refused with "
                        + OAuthException.quoted(code)
                        + said
                        + ". Sign in again, or check the client that is set for this server.");
    }

    private static TokenRequest.Builder authenticated(
            Discovery.Found found, OAuthClient client, AuthorizationGrant grant) {
        URI endpoint = found.authorizationServer().tokenEndpoint();
        ClientID id = new ClientID(client.id());
        Optional<Secret> secret = client.secret().map(value -> new Secret(value.reveal()));
        return switch (method(found.authorizationServer(), client)) {
            case NONE, PRIVATE_KEY_JWT -> new TokenRequest.Builder(endpoint, id, grant);
            case CLIENT_SECRET_BASIC ->
                    with(endpoint, new ClientSecretBasic(id, secret.orElseThrow()), grant);
            case CLIENT_SECRET_POST ->
                    with(endpoint, new ClientSecretPost(id, secret.orElseThrow()), grant);
        };
    }

    private static TokenRequest.Builder with(
            URI endpoint, ClientAuthentication auth, AuthorizationGrant grant) {
        return new TokenRequest.Builder(endpoint, auth, grant);
    }

    /// What the registration says; else the best that both sides can do; else Basic, which every
    /// authorization server has to know.
    static TokenEndpointAuth method(AuthorizationServer server, OAuthClient client) {
        if (client.secret().isEmpty()) {
            return TokenEndpointAuth.NONE;
        }
        if (client.auth().isPresent()) {
            return client.auth().get();
        }
        List<String> supported =
                server.tokenEndpointAuth()
                        .orElse(List.of(TokenEndpointAuth.CLIENT_SECRET_BASIC.wireName()));
        for (TokenEndpointAuth method :
                List.of(
                        TokenEndpointAuth.CLIENT_SECRET_BASIC,
                        TokenEndpointAuth.CLIENT_SECRET_POST,
                        TokenEndpointAuth.NONE)) {
            if (supported.contains(method.wireName())) {
                return method;
            }
        }
        return TokenEndpointAuth.CLIENT_SECRET_BASIC;
    }

    /// The audience is the issuer: an assertion that names it can be used nowhere else.
    private static PrivateKeyJWT signed(
            AuthorizationServer server, Grant.ClientCredential.Key key) {
        try {
            return new PrivateKeyJWT(
                    new ClientID(key.clientId()),
                    URI.create(server.issuer()),
                    JWSAlgorithm.parse(key.algorithm()),
                    key.key(),
                    null,
                    null);
        } catch (JOSEException | IllegalArgumentException broken) {
            throw new OAuthException(
                    "The key of client "
                            + OAuthException.quoted(key.clientId())
                            + " cannot sign with "
                            + OAuthException.quoted(key.algorithm())
                            + ". Check the algorithm and the key.");
        }
    }
}
