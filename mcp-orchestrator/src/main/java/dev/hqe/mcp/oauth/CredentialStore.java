package dev.hqe.mcp.oauth;

import java.net.URI;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/// Keeps tokens and client registrations between two runs: the port to the secret store. One entry
/// per server, which names the authorization server it is bound to ([StoredCredentials#issuer]).
///
/// Called from many threads, but for one server never from two at once. May throw what the store
/// throws; the sign-in then goes on in memory and a warning is logged.
public interface CredentialStore {

    /// What is kept of a server, or empty.
    ///
    /// @param server the server's address, as [OAuthAuthorization] was given it
    Optional<StoredCredentials> load(URI server);

    /// Replaces what there was, before it returns: a refresh token is often good only once.
    void save(URI server, StoredCredentials credentials);

    /// Removes the entry; nothing happens if there is none.
    void remove(URI server);

    /// A store that forgets everything at the end of the process.
    static CredentialStore inMemory() {
        Map<URI, StoredCredentials> entries = new ConcurrentHashMap<>();
        return new CredentialStore() {
            @Override
            public Optional<StoredCredentials> load(URI server) {
                return Optional.ofNullable(entries.get(server));
            }

            @Override
            public void save(URI server, StoredCredentials credentials) {
                entries.put(server, credentials);
            }

            @Override
            public void remove(URI server) {
                entries.remove(server);
            }
        };
    }
}
