package dev.hqe.mcp.oauth;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Finds out where a server's tokens come from: first the server's own metadata (RFC 9728), then
/// the authorization server's (RFC 8414 and OpenID Connect), each in the order of the
/// specification. Nothing is cached: it runs on sign-in and refresh alone, and a server that has
/// moved to another authorization server is noticed at once. Thread-safe.
final class Discovery {

    private static final String RESOURCE_WORDS = "The protected-resource metadata";
    private static final String SERVER_WORDS = "The authorization-server metadata";

    private final URI server;
    private final OAuthHttp http;
    private final EndpointRules rules;

    /// A server and the authorization server that was chosen for it.
    record Found(ProtectedResource resource, AuthorizationServer authorizationServer) {}

    Discovery(URI server, OAuthHttp http, EndpointRules rules) {
        this.server = server;
        this.http = http;
        this.rules = rules;
    }

    /// @param challenged the `resource_metadata` of a challenge, if it named one
    /// @param preferredIssuer the authorization server to stay with if the server still names it
    /// @throws OAuthException if there is none that can be trusted
    Found find(Optional<URI> challenged, Optional<String> preferredIssuer)
            throws InterruptedException {
        ProtectedResource resource = resource(challenged);
        List<String> issuers = resource.authorizationServers();
        String issuer =
                preferredIssuer.filter(issuers::contains).orElseGet(() -> issuers.getFirst());
        return new Found(resource, authorizationServer(issuer, resource.legacy()));
    }

    private ProtectedResource resource(Optional<URI> challenged) throws InterruptedException {
        if (challenged.isPresent()) {
            URI source = challenged.get();
            OAuthHttp.Reply reply = http.get(source, rules, RESOURCE_WORDS);
            if (!reply.ok()) {
                throw new OAuthException(
                        "The server "
                                + server
                                + " says that its metadata is at "
                                + source
                                + ", which answers with status "
                                + reply.status()
                                + ". Ask the server's operator to correct it.");
            }
            return resource(
                    MetadataDocument.parse(RESOURCE_WORDS, source, reply.body()), challenged);
        }
        for (URI place : resourcePlaces()) {
            Optional<MetadataDocument> document = probe(place, RESOURCE_WORDS);
            if (document.isPresent()) {
                return resource(document.get(), Optional.empty());
            }
        }
        return new ProtectedResource(
                ProtectedResource.canonical(server),
                List.of(ProtectedResource.origin(server)),
                Optional.empty(),
                Optional.empty(),
                true);
    }

    private List<URI> resourcePlaces() {
        String root = ProtectedResource.origin(server) + "/.well-known/oauth-protected-resource";
        String path = ProtectedResource.path(server);
        return path.isEmpty()
                ? List.of(URI.create(root))
                : List.of(URI.create(root + path), URI.create(root));
    }

    private ProtectedResource resource(MetadataDocument document, Optional<URI> metadata) {
        String identifier = document.requiredText("resource");
        URI address;
        try {
            address = URI.create(identifier);
        } catch (IllegalArgumentException broken) {
            throw document.wrong("resource", "an address");
        }
        if (!ProtectedResource.covers(address, server)) {
            throw new OAuthException(
                    RESOURCE_WORDS
                            + " at "
                            + document.source()
                            + " is for "
                            + OAuthException.quoted(identifier)
                            + " and not for "
                            + server
                            + ", so it is not used. Check the server's address, or ask its operator"
                            + " to correct 'resource'.");
        }
        List<String> issuers =
                document.texts("authorization_servers")
                        .filter(list -> !list.isEmpty())
                        .orElseThrow(() ->
                                document.wrong(
                                        "authorization_servers", "a list of at least one address"));
        return new ProtectedResource(
                identifier,
                issuers,
                document.texts("scopes_supported").map(Scopes::of),
                metadata,
                false);
    }

    private AuthorizationServer authorizationServer(String issuer, boolean legacy)
            throws InterruptedException {
        URI name = rules.check(issuer, "its authorization server");
        List<String> asked = new ArrayList<>();
        for (URI place : issuerPlaces(name)) {
            Optional<MetadataDocument> document = probe(place, SERVER_WORDS);
            asked.add(place.toString());
            if (document.isPresent()) {
                checkIssuer(document.get(), issuer, legacy);
                return AuthorizationServer.of(document.get(), rules);
            }
        }
        if (legacy) {
            return AuthorizationServer.legacy(issuer);
        }
        throw new OAuthException(
                "The authorization server "
                        + issuer
                        + " of "
                        + server
                        + " publishes no metadata (asked: "
                        + String.join(", ", asked)
                        + "). Ask its operator to publish it.");
    }

    static List<URI> issuerPlaces(URI issuer) {
        String origin = ProtectedResource.origin(issuer);
        String path = ProtectedResource.path(issuer);
        String oauth = origin + "/.well-known/oauth-authorization-server" + path;
        String openid = origin + "/.well-known/openid-configuration" + path;
        return path.isEmpty()
                ? List.of(URI.create(oauth), URI.create(openid))
                : List.of(
                        URI.create(oauth),
                        URI.create(openid),
                        URI.create(origin + path + "/.well-known/openid-configuration"));
    }

    /// The document has to name the very issuer that we asked for, letter by letter. Only where we
    /// made up the issuer from the server's address, its root may be written with a slash.
    private void checkIssuer(MetadataDocument document, String issuer, boolean legacy) {
        String named = document.requiredText("issuer");
        boolean same = named.equals(issuer) || (legacy && named.equals(issuer + "/"));
        if (!same) {
            throw new OAuthException(
                    SERVER_WORDS
                            + " at "
                            + document.source()
                            + " is that of "
                            + OAuthException.quoted(named)
                            + " and not of "
                            + OAuthException.quoted(issuer)
                            + ", so it is not used. If they are the same, ask the operator of "
                            + server
                            + " to write both alike.");
        }
    }

    /// A document at a well-known place, or empty if there is none: a status 4xx, or a page that is
    /// no JSON object, as a site with one page for everything answers.
    private Optional<MetadataDocument> probe(URI place, String what) throws InterruptedException {
        OAuthHttp.Reply reply = http.get(place, rules, what);
        if (reply.status() >= 400 && reply.status() < 500) {
            return Optional.empty();
        }
        if (!reply.ok()) {
            throw new OAuthException(
                    what
                            + " at "
                            + place
                            + " was answered with status "
                            + reply.status()
                            + ". Try again later.");
        }
        return MetadataDocument.isObject(reply.body())
                ? Optional.of(MetadataDocument.parse(what, place, reply.body()))
                : Optional.empty();
    }
}
