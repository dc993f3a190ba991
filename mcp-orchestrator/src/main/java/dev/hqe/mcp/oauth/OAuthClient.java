package dev.hqe.mcp.oauth;

import java.net.URI;
import java.time.Instant;
import java.util.Optional;

/// Who the workbench is at one authorization server: a client id, and what proves it.
///
/// @param id the client id
/// @param secret the client secret; empty for a public client
/// @param auth how the secret is to be shown; empty to take what the authorization server supports
/// @param secretExpiresAt when the secret stops working; empty for never
/// @param redirect the redirect address that was registered; empty if any loopback port will do
public record OAuthClient(
        String id,
        Optional<SecretValue> secret,
        Optional<TokenEndpointAuth> auth,
        Optional<Instant> secretExpiresAt,
        Optional<URI> redirect) {

    private static final int MAX_ID_CHARS = 2_000;

    public OAuthClient {
        if (id.isBlank() || id.length() > MAX_ID_CHARS) {
            throw new IllegalArgumentException(
                    "a client id has 1 to " + MAX_ID_CHARS + " characters, not " + id.length());
        }
    }

    /// A client with an id alone.
    public static OAuthClient publicClient(String id) {
        return new OAuthClient(
                id, Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
    }

    /// A client with a secret, shown in the way that the authorization server supports.
    public static OAuthClient withSecret(String id, SecretValue secret) {
        return new OAuthClient(
                id, Optional.of(secret), Optional.empty(), Optional.empty(), Optional.empty());
    }

    boolean usableAt(Instant now) {
        return secretExpiresAt.map(now::isBefore).orElse(true);
    }
}
