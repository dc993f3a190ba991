package dev.hqe.mcp.oauth;

import java.net.URI;
import java.util.Optional;

/// How one server is to be signed in to.
///
/// @param clientName what the person reads on the consent page
/// @param grant on whose behalf
/// @param preRegistered a client that was registered by hand, and the authorization server it
///   belongs to; used before anything else
/// @param metadataDocument the address of our client-id metadata document; used where the
///   authorization server supports such documents. It lists `http://127.0.0.1/callback`.
/// @param refresh whether to ask for `offline_access` where the authorization server offers it, so
///   that the person signs in less often
public record OAuthSettings(
        String clientName,
        Grant grant,
        Optional<PreRegistered> preRegistered,
        Optional<URI> metadataDocument,
        boolean refresh) {

    /// A client that was registered by hand.
    ///
    /// @param issuer the authorization server that it was registered with; empty to trust the one
    ///   that the server names
    /// @param client the client
    public record PreRegistered(Optional<String> issuer, OAuthClient client) {}

    public OAuthSettings {
        if (clientName.isBlank() || clientName.length() > 200) {
            throw new IllegalArgumentException("a client name has 1 to 200 characters");
        }
        metadataDocument.ifPresent(OAuthSettings::checkDocument);
    }

    /// A person signs in, and the client registers itself.
    public static OAuthSettings forPerson(String clientName) {
        return new OAuthSettings(
                clientName, new Grant.Person(), Optional.empty(), Optional.empty(), true);
    }

    public OAuthSettings withGrant(Grant other) {
        return new OAuthSettings(clientName, other, preRegistered, metadataDocument, refresh);
    }

    public OAuthSettings withPreRegistered(PreRegistered client) {
        return new OAuthSettings(clientName, grant, Optional.of(client), metadataDocument, refresh);
    }

    public OAuthSettings withMetadataDocument(URI document) {
        return new OAuthSettings(clientName, grant, preRegistered, Optional.of(document), refresh);
    }

    private static void checkDocument(URI document) {
        String path = document.getRawPath();
        if (!"https".equals(document.getScheme())
                || path == null
                || path.length() < 2
                || document.getRawFragment() != null
                || document.getRawUserInfo() != null) {
            throw new IllegalArgumentException(
                    "a client-id metadata document has an https address with a path, not "
                            + document);
        }
    }
}
