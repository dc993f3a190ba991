package dev.hqe.app.cli;

import dev.hqe.mcp.config.ConfigException;
import dev.hqe.mcp.config.SecretSink;
import java.nio.file.Path;

/// Where commands that work on files keep the secrets that they come across.
final class SecretPort {

    private SecretPort() {}

    /// The secret store of a data directory. This build has none, so it refuses: a secret is never
    /// written to a file in clear.
    static SecretSink of(Path home) {
        return (name, value) -> {
            throw new ConfigException(
                    "there is no secret store for "
                            + home
                            + " yet, so the secret '"
                            + name
                            + "' cannot be kept. Nothing was written.");
        };
    }
}
