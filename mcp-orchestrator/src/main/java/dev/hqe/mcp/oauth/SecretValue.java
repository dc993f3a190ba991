package dev.hqe.mcp.oauth;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import org.jspecify.annotations.Nullable;

/// A token, a client secret or a key: a text that is in no log, since its `toString` hides it.
/// Compared in constant time. Immutable.
public final class SecretValue {

    private final String value;

    /// @param value the secret itself, not empty
    public SecretValue(String value) {
        if (value.isEmpty()) {
            throw new IllegalArgumentException("a secret is not empty");
        }
        this.value = value;
    }

    /// The secret itself: for the wire and for the store, nowhere else.
    public String reveal() {
        return value;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof SecretValue secret
                && MessageDigest.isEqual(bytes(value), bytes(secret.value));
    }

    @Override
    public int hashCode() {
        return value.hashCode();
    }

    @Override
    public String toString() {
        return "[hidden]";
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
