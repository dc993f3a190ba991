package dev.hqe.mcp.oauth;

import java.time.Duration;

/// How much and how long: nothing in a sign-in goes on without end.
///
/// @param request longest time for one request to an authorization server, body included
/// @param bodyBytes largest answer of an authorization server, in bytes
/// @param redirects most redirects of one metadata request, all within one origin
/// @param signIn longest wait for a person to come back from the browser
/// @param refreshEarly how long before its end a token is refreshed; at most a fifth of its life
/// @param freshToken a token that is refused within this time of its issue is not asked for again
/// @param signIns most sign-ins of one server within `signInWindow`
/// @param signInWindow the time over which sign-ins are counted
public record OAuthLimits(
        Duration request,
        int bodyBytes,
        int redirects,
        Duration signIn,
        Duration refreshEarly,
        Duration freshToken,
        int signIns,
        Duration signInWindow) {

    /// What the product runs with.
    public static final OAuthLimits DEFAULT =
            new OAuthLimits(
                    Duration.ofSeconds(20),
                    256 * 1024,
                    3,
                    Duration.ofMinutes(5),
                    Duration.ofSeconds(60),
                    Duration.ofSeconds(30),
                    5,
                    Duration.ofMinutes(10));

    public OAuthLimits {
        positive("request", request);
        positive("signIn", signIn);
        positive("signInWindow", signInWindow);
        if (bodyBytes < 1 || redirects < 0 || signIns < 1) {
            throw new IllegalArgumentException(
                    "bodyBytes and signIns are at least 1 and redirects at least 0: "
                            + bodyBytes
                            + ", "
                            + signIns
                            + ", "
                            + redirects);
        }
        if (refreshEarly.isNegative() || freshToken.isNegative()) {
            throw new IllegalArgumentException("refreshEarly and freshToken are not negative");
        }
    }

    private static void positive(String name, Duration value) {
        if (value.isNegative() || value.isZero()) {
            throw new IllegalArgumentException(name + " is longer than zero, not " + value);
        }
    }
}
