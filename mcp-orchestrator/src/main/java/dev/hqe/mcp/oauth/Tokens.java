package dev.hqe.mcp.oauth;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// What an authorization server gave us for one server.
///
/// @param access goes into the Authorization header
/// @param refresh gets the next access token; empty if none was given
/// @param granted the scopes that the token has
/// @param obtainedAt when it was given
/// @param expiresAt when it ends; empty if the authorization server did not say
/// @param refreshed whether it came by a refresh and not by a sign-in
public record Tokens(
        SecretValue access,
        Optional<SecretValue> refresh,
        Scopes granted,
        Instant obtainedAt,
        Optional<Instant> expiresAt,
        boolean refreshed) {

    boolean expiredAt(Instant now) {
        return expiresAt.map(end -> !now.isBefore(end)).orElse(false);
    }

    /// Whether it is time for the next one: `early` before the end, or a fifth of its life if that
    /// is shorter, so that a token of ten seconds is not refreshed on every request.
    boolean dueAt(Instant now, Duration early) {
        if (expiresAt.isEmpty()) {
            return false;
        }
        Instant end = expiresAt.get();
        Duration fifth = Duration.between(obtainedAt, end).dividedBy(5);
        Duration margin = fifth.compareTo(early) < 0 ? fifth : early;
        return !now.isBefore(end.minus(margin));
    }

    boolean youngerAt(Instant now, Duration age) {
        return now.isBefore(obtainedAt.plus(age));
    }

    Tokens withRefresh(Optional<SecretValue> other) {
        return new Tokens(access, other, granted, obtainedAt, expiresAt, refreshed);
    }
}
