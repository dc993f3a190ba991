package dev.hqe.app.cli;

import dev.hqe.kernel.secret.SecretStore;
import dev.hqe.mcp.config.SecretSink;
import java.nio.file.Path;

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
        SecretSink.into(store).put(name, value);
    }

    @Override
    public void close() {
        store.close();
    }
}
