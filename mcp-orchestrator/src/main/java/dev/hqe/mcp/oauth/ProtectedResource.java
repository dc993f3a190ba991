package dev.hqe.mcp.oauth;

import java.net.URI;
import java.util.List;
import java.util.Optional;

/// What a server says of itself in its protected-resource metadata (RFC 9728).
///
/// @param identifier the resource identifier, exactly as published: it goes into requests as it is
/// @param authorizationServers issuers of the authorization servers, at least one
/// @param scopesSupported the scopes that basic use needs; empty if not said
/// @param metadata where the metadata was found on the word of a challenge; empty for a well-known
///   place
/// @param legacy whether there is no metadata and the server's origin is its own authorization
///   server, as in 2025-03-26
record ProtectedResource(
        String identifier,
        List<String> authorizationServers,
        Optional<Scopes> scopesSupported,
        Optional<URI> metadata,
        boolean legacy) {

    /// Whether a resource identifier speaks of a server: the same origin, and the server's path is
    /// the identifier's or lies below it.
    static boolean covers(URI identifier, URI server) {
        String above = path(identifier);
        String path = path(server);
        return identifier.getHost() != null
                && origin(identifier).equals(origin(server))
                && identifier.getRawFragment() == null
                && (identifier.getRawQuery() == null
                        || identifier.getRawQuery().equals(server.getRawQuery()))
                && (path.equals(above) || path.startsWith(above + "/"));
    }

    /// The canonical address of a server: lower case, no query, no fragment, no slash at the end of
    /// an otherwise empty path.
    static String canonical(URI server) {
        return origin(server) + path(server);
    }

    /// Scheme, host and port of an address, in lower case and without the default port.
    static String origin(URI address) {
        String scheme = EndpointRules.lower(address.getScheme());
        int port = address.getPort();
        boolean standard =
                port == -1
                        || (port == 443 && scheme.equals("https"))
                        || (port == 80 && scheme.equals("http"));
        return scheme
                + "://"
                + EndpointRules.lower(address.getHost())
                + (standard ? "" : ":" + port);
    }

    /// The path without a slash at its end; empty for the root.
    static String path(URI address) {
        String path = address.getRawPath() == null ? "" : address.getRawPath();
        return path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
    }
}
