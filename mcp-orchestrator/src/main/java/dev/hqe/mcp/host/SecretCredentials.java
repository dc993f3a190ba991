package dev.hqe.mcp.host;

import dev.hqe.kernel.secret.Secret;
import dev.hqe.kernel.secret.SecretName;
import dev.hqe.kernel.secret.SecretStore;
import dev.hqe.mcp.oauth.CredentialStore;
import dev.hqe.mcp.oauth.SecretValue;
import dev.hqe.mcp.oauth.StoredCredentials;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.UUID;

/// Sign-ins of hosted servers, kept as secrets: one for each server's address. Thread-safe.
public final class SecretCredentials implements CredentialStore {

    private final SecretStore secrets;

    /// @param secrets the caller's to close
    public SecretCredentials(SecretStore secrets) {
        this.secrets = secrets;
    }

    @Override
    public Optional<StoredCredentials> load(URI server) {
        Optional<Secret> found = secrets.find(name(server));
        if (found.isEmpty()) {
            return Optional.empty();
        }
        try (Secret secret = found.get()) {
            return Optional.of(StoredCredentials.fromSecret(new SecretValue(secret.text())));
        }
    }

    @Override
    public void save(URI server, StoredCredentials credentials) {
        byte[] text = credentials.toSecret().reveal().getBytes(StandardCharsets.UTF_8);
        try (Secret secret = Secret.of(text)) {
            secrets.put(name(server), secret);
        }
    }

    @Override
    public void remove(URI server) {
        secrets.remove(name(server));
    }

    /// The address may hold what a secret's name must not, so a hash of it stands for it.
    private static SecretName name(URI server) {
        byte[] address = server.toString().getBytes(StandardCharsets.UTF_8);
        return new SecretName("hqe/oauth/" + UUID.nameUUIDFromBytes(address));
    }
}
