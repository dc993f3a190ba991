package dev.hqe.mcp.oauth;

import java.net.URI;
import java.security.PrivateKey;
import java.util.Optional;
import java.util.function.Supplier;

/// On whose behalf a token is asked for, and with what.
public sealed interface Grant {

    /// A person signs in with their browser (authorization code with PKCE). The ordinary way.
    record Person() implements Grant {}

    /// The workbench on its own behalf, with a secret or a key that its operator was given (the
    /// `oauth-client-credentials` extension). No browser, no refresh tokens.
    ///
    /// @param issuer the authorization server that the credential belongs to; empty to trust the
    ///   one that the server names
    /// @param credential what proves the client
    record ClientCredentials(Optional<String> issuer, ClientCredential credential)
            implements Grant {}

    /// The workbench as a workload whose platform hands it signed identity tokens (RFC 7523). A
    /// refusal is final: the assertion is not sent again and no other grant is tried.
    ///
    /// @param clientId the client id that goes with the assertion; empty for none
    /// @param assertion gives a JWT for each token request; it must not block for long
    record Workload(Optional<String> clientId, Supplier<SecretValue> assertion) implements Grant {}

    /// A person who is signed in at their company's identity provider, which decides which servers
    /// they may use (the `enterprise-managed-authorization` extension): the provider exchanges the
    /// identity token for a grant to this server, and the grant is exchanged for an access token.
    ///
    /// @param client the client at the server's authorization server
    /// @param providerTokenEndpoint the token endpoint of the identity provider
    /// @param providerClientId the client id at the identity provider
    /// @param idToken gives the person's identity token for each token request
    record Enterprise(
            OAuthClient client,
            URI providerTokenEndpoint,
            String providerClientId,
            Supplier<SecretValue> idToken)
            implements Grant {}

    /// What proves a client that acts for itself.
    sealed interface ClientCredential {

        /// A shared secret.
        record Secret(OAuthClient client) implements ClientCredential {
            public Secret {
                if (client.secret().isEmpty()) {
                    throw new IllegalArgumentException(
                            "client credentials need a client secret: " + client.id());
                }
            }
        }

        /// A private key whose public half the authorization server knows.
        ///
        /// @param clientId the client id
        /// @param algorithm the JWS algorithm, for example `ES256`
        /// @param key the private key; never written anywhere
        record Key(String clientId, String algorithm, PrivateKey key) implements ClientCredential {
            @Override
            public String toString() {
                return "Key[clientId=" + clientId + ", algorithm=" + algorithm + "]";
            }
        }
    }
}
