package dev.hqe.mcp.oauth;

import java.util.Optional;

/// How a client proves at the token endpoint who it is.
public enum TokenEndpointAuth {
    /// A public client: only its id, and PKCE.
    NONE("none"),
    /// Id and secret in an `Authorization: Basic` header.
    CLIENT_SECRET_BASIC("client_secret_basic"),
    /// Id and secret in the form.
    CLIENT_SECRET_POST("client_secret_post"),
    /// A JWT signed with the client's private key (RFC 7523).
    PRIVATE_KEY_JWT("private_key_jwt");

    private final String wireName;

    TokenEndpointAuth(String wireName) {
        this.wireName = wireName;
    }

    /// The name in metadata and registrations.
    public String wireName() {
        return wireName;
    }

    /// The method of that name, or empty for one that is not spoken here.
    public static Optional<TokenEndpointAuth> named(String wireName) {
        for (TokenEndpointAuth method : values()) {
            if (method.wireName.equals(wireName)) {
                return Optional.of(method);
            }
        }
        return Optional.empty();
    }
}
