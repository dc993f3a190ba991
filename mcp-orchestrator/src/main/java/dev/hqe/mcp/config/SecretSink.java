package dev.hqe.mcp.config;

import dev.hqe.kernel.secret.Secret;
import dev.hqe.kernel.secret.SecretName;
import dev.hqe.kernel.secret.SecretStore;
import java.nio.CharBuffer;
import java.util.Optional;

/// Where secrets go that were found in a file or typed in.
@FunctionalInterface
public interface SecretSink {

    /// Keeps a secret, instead of an earlier one of that name. It is kept when this returns.
    ///
    /// @param name such as `github/GITHUB_TOKEN`
    /// @param value the caller blanks it afterwards
    void put(String name, char[] value);

    /// Puts them into a store. One that is there already with another value stays: it is
    /// somebody's, and there is no way back.
    static SecretSink into(SecretStore store) {
        return (name, value) -> {
            try (Secret secret = Secret.of(CharBuffer.wrap(value))) {
                store.update(
                        new SecretName(name),
                        old -> {
                            if (old.isPresent() && !old.get().sameAs(secret)) {
                                throw new ConfigException(
                                        "there is a secret '"
                                                + name
                                                + "' already, with another value. Nothing was"
                                                + " imported. Keep that one: take the value out of"
                                                + " the file. Replace it: hqe secret remove "
                                                + name
                                                + ", then import again.");
                            }
                            return Optional.of(Secret.of(secret.bytes()));
                        });
            }
        };
    }
}
