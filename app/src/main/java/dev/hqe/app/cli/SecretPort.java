package dev.hqe.app.cli;

import dev.hqe.kernel.secret.Secret;
import dev.hqe.kernel.secret.SecretName;
import dev.hqe.kernel.secret.SecretStore;
import dev.hqe.mcp.config.ConfigException;
import dev.hqe.mcp.config.SecretSink;
import java.nio.CharBuffer;
import java.nio.file.Path;
import java.util.Optional;

/// Where commands that work on files keep the secrets that they come across. One that is there
/// already stays: it is somebody's, and there is no way back. A person is asked for a passphrase
/// when there is a first secret to keep, and once for all of them.
final class SecretPort implements SecretSink, AutoCloseable {

    private final SecretStore store;

    /// @param home the data directory whose secrets they become
    SecretPort(Path home) {
        this.store = SecretStore.inHome(home, System.getenv(), new ConsolePrompt());
    }

    @Override
    public void put(String name, char[] value) {
        try (Secret secret = Secret.of(CharBuffer.wrap(value))) {
            store.update(new SecretName(name), old -> Optional.of(kept(name, old, secret)));
        }
    }

    private static Secret kept(String name, Optional<Secret> old, Secret secret) {
        if (old.isPresent() && !old.get().sameAs(secret)) {
            throw new ConfigException(
                    "there is a secret '"
                            + name
                            + "' already, with another value. Nothing was imported. Keep that one:"
                            + " take the value out of the file. Replace it: hqe secret remove "
                            + name
                            + ", then import again.");
        }
        return Secret.of(secret.bytes());
    }

    @Override
    public void close() {
        store.close();
    }
}
