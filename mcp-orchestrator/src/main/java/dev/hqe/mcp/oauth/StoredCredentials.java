package dev.hqe.mcp.oauth;

import dev.hqe.kernel.json.Json;
import java.net.URI;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Everything that is kept of one server between two runs. It is bound to one authorization server:
/// when the server names another, none of it is used there.
///
/// @param issuer the authorization server that gave all this
/// @param resource the resource identifier that the tokens are for, exactly as it was published
/// @param resourceMetadata where the server said its metadata is; empty for the well-known places
/// @param client the client that registered itself; empty if it is pre-registered or a document
/// @param requested every scope that was asked for so far
/// @param tokens the tokens; empty when they were refused
public record StoredCredentials(
        String issuer,
        String resource,
        Optional<URI> resourceMetadata,
        Optional<OAuthClient> client,
        Scopes requested,
        Optional<Tokens> tokens) {

    StoredCredentials withTokens(Optional<Tokens> other) {
        return new StoredCredentials(issuer, resource, resourceMetadata, client, requested, other);
    }

    /// After a sign-in.
    StoredCredentials with(Scopes asked, Tokens given) {
        return new StoredCredentials(
                issuer, resource, resourceMetadata, client, asked, Optional.of(given));
    }

    StoredCredentials withClient(Optional<OAuthClient> other) {
        return new StoredCredentials(issuer, resource, resourceMetadata, other, requested, tokens);
    }

    /// All of it as one JSON text. **It holds the secrets**: it goes into a secret store and
    /// nowhere else.
    public SecretValue toSecret() {
        ObjectNode node = Json.object().put("version", 1).put("issuer", issuer);
        node.put("resource", resource).put("requested", requested.toString());
        resourceMetadata.ifPresent(uri -> node.put("resourceMetadata", uri.toString()));
        client.ifPresent(c -> write(c, node.putObject("client")));
        tokens.ifPresent(t -> write(t, node.putObject("tokens")));
        return new SecretValue(Json.MAPPER.writeValueAsString(node));
    }

    /// Reads what [#toSecret] wrote.
    ///
    /// @throws OAuthException if it is something else; the message repeats none of it
    public static StoredCredentials fromSecret(SecretValue secret) {
        try {
            JsonNode node = Json.MAPPER.readTree(secret.reveal());
            return new StoredCredentials(
                    required(node, "issuer"),
                    required(node, "resource"),
                    text(node, "resourceMetadata").map(URI::create),
                    node.has("client") ? Optional.of(client(node.get("client"))) : Optional.empty(),
                    Scopes.parse(required(node, "requested")),
                    node.has("tokens")
                            ? Optional.of(tokens(node.get("tokens")))
                            : Optional.empty());
        } catch (JacksonException | IllegalArgumentException | DateTimeException broken) {
            // The parser's message would quote the secret, so it is not the cause.
            throw new OAuthException(
                    "The stored sign-in of a server cannot be read ("
                            + broken.getClass().getSimpleName()
                            + "). Remove it and sign in again.");
        }
    }

    private static void write(OAuthClient client, ObjectNode node) {
        node.put("id", client.id());
        client.secret().ifPresent(s -> node.put("secret", s.reveal()));
        client.auth().ifPresent(a -> node.put("auth", a.wireName()));
        client.secretExpiresAt().ifPresent(t -> node.put("secretExpiresAt", t.toString()));
        client.redirect().ifPresent(r -> node.put("redirect", r.toString()));
    }

    private static OAuthClient client(JsonNode node) {
        return new OAuthClient(
                required(node, "id"),
                text(node, "secret").map(SecretValue::new),
                text(node, "auth").flatMap(TokenEndpointAuth::named),
                text(node, "secretExpiresAt").map(Instant::parse),
                text(node, "redirect").map(URI::create));
    }

    private static void write(Tokens tokens, ObjectNode node) {
        node.put("access", tokens.access().reveal()).put("granted", tokens.granted().toString());
        tokens.refresh().ifPresent(r -> node.put("refresh", r.reveal()));
        node.put("obtainedAt", tokens.obtainedAt().toString());
        tokens.expiresAt().ifPresent(t -> node.put("expiresAt", t.toString()));
        node.put("refreshed", tokens.refreshed());
    }

    private static Tokens tokens(JsonNode node) {
        return new Tokens(
                new SecretValue(required(node, "access")),
                text(node, "refresh").map(SecretValue::new),
                Scopes.parse(required(node, "granted")),
                Instant.parse(required(node, "obtainedAt")),
                text(node, "expiresAt").map(Instant::parse),
                node.path("refreshed").asBoolean(false));
    }

    private static String required(JsonNode node, String name) {
        return text(node, name)
                .orElseThrow(() -> new IllegalArgumentException(name + " is missing"));
    }

    private static Optional<String> text(JsonNode node, String name) {
        JsonNode value = node.path(name);
        return value.isString() ? Optional.of(value.stringValue()) : Optional.empty();
    }
}
