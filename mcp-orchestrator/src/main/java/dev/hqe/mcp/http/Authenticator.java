package dev.hqe.mcp.http;

import dev.hqe.mcp.Access;

/// Says who a request comes from. Asked once per request, before its body is read; safe from many
/// threads at once, and quick.
@FunctionalInterface
public interface Authenticator {

    /// Everybody is the user of this machine. Only for a server that listens on loopback.
    Authenticator NOBODY_ASKED = token -> new Outcome.Known(Access.LOCAL);

    /// Whose token is this?
    ///
    /// @param bearer the token after `Bearer`, empty when the request brought none
    Outcome authenticate(String bearer);

    /// The answer.
    sealed interface Outcome {

        /// Somebody we know.
        record Known(Access access) implements Outcome {}

        /// No token, or one that is not good (status 401).
        ///
        /// @param message what the person at the other end should do
        record Unknown(String message) implements Outcome {}

        /// Somebody we know who may not use this server (status 403, `insufficient_scope`).
        ///
        /// @param message what is missing and who grants it
        record Forbidden(String message) implements Outcome {}
    }
}
