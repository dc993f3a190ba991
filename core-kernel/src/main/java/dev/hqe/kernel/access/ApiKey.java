package dev.hqe.kernel.access;

import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// An API key as everybody may see it: without the key.
///
/// @param name what the person who made it calls it; unique
/// @param expires when it ends to be valid; null for never
public record ApiKey(
        KeyId id, String name, AccessScope scope, Instant createdAt, @Nullable Instant expires) {

    private static final int MAX_NAME_CHARS = 64;

    public ApiKey {
        if (name.isBlank()
                || name.length() > MAX_NAME_CHARS
                || name.chars().anyMatch(Character::isISOControl)) {
            throw new AccessException.Invalid(
                    "an API key's name has 1 to "
                            + MAX_NAME_CHARS
                            + " characters, and no control characters");
        }
        if (KeyId.isValid(name)) {
            throw new AccessException.Invalid(
                    "'" + name + "' looks like the id of an API key; choose another name");
        }
    }

    /// When it ends to be valid; empty for never.
    public Optional<Instant> expiresAt() {
        return Optional.ofNullable(expires);
    }

    public boolean isExpired(Instant now) {
        return expires != null && !now.isBefore(expires);
    }
}
