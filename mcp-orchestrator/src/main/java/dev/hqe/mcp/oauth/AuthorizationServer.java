package dev.hqe.mcp.oauth;

import java.net.URI;
import java.util.List;
import java.util.Optional;

/// What is known of an authorization server (RFC 8414, or OpenID Connect Discovery).
///
/// @param issuer its name, compared letter by letter
/// @param authorizationEndpoint where a person signs in; empty if it has no such way
/// @param tokenEndpoint where tokens are given out
/// @param registrationEndpoint where clients register themselves; empty if they cannot
/// @param scopes the scopes it knows; empty if not said
/// @param codeChallengeMethods the PKCE methods; empty if it does not say that it has any
/// @param tokenEndpointAuth how clients may prove themselves; empty if not said
/// @param grantTypes the grants; empty if not said
/// @param namesIssuer whether its redirects carry `iss` (RFC 9207)
/// @param readsClientDocuments whether a client id may be the address of a document
record AuthorizationServer(
        String issuer,
        Optional<URI> authorizationEndpoint,
        URI tokenEndpoint,
        Optional<URI> registrationEndpoint,
        Scopes scopes,
        List<String> codeChallengeMethods,
        Optional<List<String>> tokenEndpointAuth,
        Optional<List<String>> grantTypes,
        boolean namesIssuer,
        boolean readsClientDocuments) {

    /// Reads a metadata document whose issuer has been checked.
    static AuthorizationServer of(MetadataDocument document, EndpointRules rules) {
        return new AuthorizationServer(
                document.requiredText("issuer"),
                endpoint(document, "authorization_endpoint", rules),
                rules.check(document.requiredText("token_endpoint"), "its token_endpoint"),
                endpoint(document, "registration_endpoint", rules),
                document.texts("scopes_supported").map(Scopes::of).orElse(Scopes.NONE),
                document.texts("code_challenge_methods_supported").orElse(List.of()),
                document.texts("token_endpoint_auth_methods_supported"),
                document.texts("grant_types_supported"),
                document.flag("authorization_response_iss_parameter_supported"),
                document.flag("client_id_metadata_document_supported"));
    }

    /// A server of 2025-03-26 without metadata: the endpoints of that revision at its origin, and
    /// PKCE, which that revision requires of every server.
    static AuthorizationServer legacy(String origin) {
        return new AuthorizationServer(
                origin,
                Optional.of(URI.create(origin + "/authorize")),
                URI.create(origin + "/token"),
                Optional.of(URI.create(origin + "/register")),
                Scopes.NONE,
                List.of("S256"),
                Optional.empty(),
                Optional.empty(),
                false,
                false);
    }

    private static Optional<URI> endpoint(
            MetadataDocument document, String name, EndpointRules rules) {
        return document.text(name).map(text -> rules.check(text, "its " + name));
    }
}
