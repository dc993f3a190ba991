package dev.hqe.mcp.oauth;

import java.util.Map;
import java.util.Optional;

/// What the browser brought back: a code or an error, of the request with our `state`.
///
/// @param parameters the query of the redirect, decoded
record AuthorizationAnswer(Map<String, String> parameters) {

    AuthorizationAnswer {
        parameters = Map.copyOf(parameters);
    }

    /// The code, after the check of RFC 9207, section 2.4, which comes before everything else: an
    /// error of a wrong authorization server is not even shown.
    ///
    /// @throws OAuthException if the answer is not this authorization server's, or is an error
    String code(AuthorizationServer server) {
        checkIssuer(server);
        Optional<String> error = parameter("error");
        if (error.isPresent()) {
            String said =
                    parameter("error_description")
                            .map(text -> ": " + OAuthException.quoted(text))
                            .orElse("");
            throw new OAuthException(
                    "The authorization server "
                            + server.issuer()
                            + " did not sign you in, with "
                            + OAuthException.quoted(error.get())
                            + said
                            + ". Connect to the server again to try once more.");
        }
        return parameter("code")
                .orElseThrow(() ->
                        new OAuthException(
                                "The authorization server "
                                        + server.issuer()
                                        + " sent the browser back without a code. Connect"
                                        + " to the server again to try once more."));
    }

    private void checkIssuer(AuthorizationServer server) {
        Optional<String> iss = parameter("iss");
        if (iss.isEmpty() && server.namesIssuer()) {
            throw new OAuthException(
                    "The answer of the authorization server "
                            + server.issuer()
                            + " lacks 'iss', which that server promises to send. It was not used,"
                            + " since it may be another server's.");
        }
        if (iss.isPresent() && !iss.get().equals(server.issuer())) {
            throw new OAuthException(
                    "The answer came from the authorization server "
                            + OAuthException.quoted(iss.get())
                            + " and not from "
                            + OAuthException.quoted(server.issuer())
                            + ", where you were sent. It was not used.");
        }
    }

    private Optional<String> parameter(String name) {
        return Optional.ofNullable(parameters.get(name)).filter(value -> !value.isEmpty());
    }

    /// The names alone: the code is a secret.
    @Override
    public String toString() {
        return "AuthorizationAnswer" + parameters.keySet();
    }
}
