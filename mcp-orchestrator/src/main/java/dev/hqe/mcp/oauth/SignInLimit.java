package dev.hqe.mcp.oauth;

import java.net.URI;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// Stops a server that is never satisfied from asking for one sign-in after the other. Guarded by
/// the caller's lock.
final class SignInLimit {

    private static final int MAX_REMEMBERED = 100;

    private final URI server;
    private final OAuthLimits limits;
    private final InstantSource clock;
    private final Deque<Instant> signIns = new ArrayDeque<>();
    private final Map<Scopes, Instant> withheld = new LinkedHashMap<>();

    SignInLimit(URI server, OAuthLimits limits, InstantSource clock) {
        this.server = server;
        this.limits = limits;
        this.clock = clock;
    }

    /// One more sign-in begins.
    ///
    /// @throws OAuthException if there were too many
    void count() {
        Instant now = clock.instant();
        Instant since = now.minus(limits.signInWindow());
        while (!signIns.isEmpty() && signIns.getFirst().isBefore(since)) {
            signIns.removeFirst();
        }
        if (signIns.size() >= limits.signIns()) {
            throw new OAuthException(
                    "The server "
                            + server
                            + " asked for a sign-in "
                            + limits.signIns()
                            + " times within "
                            + limits.signInWindow().toMinutes()
                            + " minutes. It is not asked for again for a while; ask the server's"
                            + " operator.");
        }
        signIns.addLast(now);
    }

    /// @throws OAuthException if asking for these scopes again leads nowhere
    void checkStepUp(Scopes required, Optional<Tokens> tokens) {
        Instant now = clock.instant();
        withheld.values().removeIf(at -> at.isBefore(now.minus(limits.signInWindow())));
        boolean granted = tokens.map(t -> t.granted().containsAll(required)).orElse(false);
        if (granted || withheld.containsKey(required)) {
            throw new OAuthException(
                    "The server "
                            + server
                            + " wants the scopes "
                            + OAuthException.quoted(required.toString())
                            + (granted
                                    ? ", which the token already has. Ask the server's operator."
                                    : ", which were not granted. Sign in again and grant them, or"
                                            + " do without this operation."));
        }
    }

    /// Remembers what was asked for and not granted. The request is still sent once more: a broader
    /// scope may include the narrower one without naming it.
    void steppedUp(Scopes required, Tokens tokens) {
        if (!tokens.granted().containsAll(required) && withheld.size() < MAX_REMEMBERED) {
            withheld.put(required, clock.instant());
        }
    }

    void reset() {
        signIns.clear();
        withheld.clear();
    }
}
