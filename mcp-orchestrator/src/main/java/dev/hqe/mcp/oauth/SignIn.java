package dev.hqe.mcp.oauth;

import com.nimbusds.oauth2.sdk.AuthorizationRequest;
import com.nimbusds.oauth2.sdk.ResponseType;
import com.nimbusds.oauth2.sdk.Scope;
import com.nimbusds.oauth2.sdk.id.ClientID;
import com.nimbusds.oauth2.sdk.id.State;
import com.nimbusds.oauth2.sdk.pkce.CodeChallengeMethod;
import com.nimbusds.oauth2.sdk.pkce.CodeVerifier;
import com.nimbusds.openid.connect.sdk.Prompt;
import java.io.IOException;
import java.net.URI;
import java.util.Optional;
import java.util.function.Consumer;

/// A person signs in with their browser: authorization code with PKCE, over a redirect to this
/// machine. The verifier, the state and the expected issuer live in one stack frame: nothing of one
/// sign-in can get into another. Thread-safe.
final class SignIn {

    private static final int STATE_BYTES = 32;

    private final Browser browser;
    private final EndpointRules rules;
    private final ClientRegistration registration;
    private final TokenEndpoint tokenEndpoint;
    private final OAuthLimits limits;

    SignIn(
            Browser browser,
            EndpointRules rules,
            ClientRegistration registration,
            TokenEndpoint tokenEndpoint,
            OAuthLimits limits) {
        this.browser = browser;
        this.rules = rules;
        this.registration = registration;
        this.tokenEndpoint = tokenEndpoint;
        this.limits = limits;
    }

    /// @param kept the client that we registered earlier with this authorization server
    /// @param scopes what to ask for; none leaves the parameter out
    /// @param registered is told of a client that was registered on the way, before the browser
    ///   opens
    Tokens run(
            Discovery.Found found,
            Optional<OAuthClient> kept,
            Scopes scopes,
            Consumer<OAuthClient> registered)
            throws InterruptedException {
        AuthorizationServer server = found.authorizationServer();
        URI page = authorizationEndpoint(server);
        Optional<OAuthClient> known = registration.known(server, kept);
        State state = new State(STATE_BYTES);
        try (RedirectListener listener = listener(server, known, state.getValue())) {
            OAuthClient client = client(server, known, listener.address(), registered);
            CodeVerifier verifier = new CodeVerifier();
            show(request(page, found, client, scopes, state, verifier, listener.address()));
            AuthorizationAnswer answer = listener.await(limits.signIn(), server.issuer());
            return tokenEndpoint.redeem(
                    found, client, answer.code(server), verifier, listener.address(), scopes);
        }
    }

    private void show(URI page) {
        try {
            browser.open(page);
        } catch (OAuthException failed) {
            throw failed;
        } catch (RuntimeException failed) {
            // A desktop without a browser throws what it likes.
            throw new OAuthException(
                    "The browser could not be opened to sign in. Set a default browser, or sign in"
                            + " from a terminal.",
                    failed);
        }
    }

    private URI authorizationEndpoint(AuthorizationServer server) {
        if (!server.codeChallengeMethods().contains("S256")) {
            throw new OAuthException(
                    "The authorization server "
                            + server.issuer()
                            + " does not say that it supports PKCE with S256"
                            + " (code_challenge_methods_supported), so signing in there is not"
                            + " safe and was not begun. Ask its operator to turn it on.");
        }
        URI endpoint =
                server.authorizationEndpoint()
                        .orElseThrow(() ->
                                new OAuthException(
                                        "The authorization server "
                                                + server.issuer()
                                                + " has no page to sign in on. Set client"
                                                + " credentials for this server."));
        return rules.check(endpoint, "its authorization_endpoint");
    }

    private RedirectListener listener(
            AuthorizationServer server, Optional<OAuthClient> known, String state) {
        Optional<URI> wanted = known.flatMap(OAuthClient::redirect);
        try {
            return RedirectListener.open(wanted, state);
        } catch (IOException taken) {
            if (wanted.isPresent() && registration.selfRegistered(server)) {
                return anyPort(state);
            }
            throw new OAuthException(
                    "The redirect address "
                            + wanted.map(URI::toString).orElse("on 127.0.0.1")
                            + " cannot be listened on: "
                            + taken.getMessage()
                            + ". End the program that uses the port.",
                    taken);
        }
    }

    private static RedirectListener anyPort(String state) {
        try {
            return RedirectListener.open(Optional.empty(), state);
        } catch (IOException failed) {
            throw new OAuthException(
                    "No port of 127.0.0.1 can be listened on: " + failed.getMessage(), failed);
        }
    }

    /// A client that registered itself is registered anew when its port was taken: an authorization
    /// server may compare the port, too.
    private OAuthClient client(
            AuthorizationServer server,
            Optional<OAuthClient> known,
            URI address,
            Consumer<OAuthClient> registered)
            throws InterruptedException {
        boolean usable =
                known.isPresent()
                        && (!registration.selfRegistered(server)
                                || known.get().redirect().equals(Optional.of(address)));
        if (usable) {
            return known.get();
        }
        if (server.registrationEndpoint().isEmpty()) {
            return known.orElseThrow();
        }
        OAuthClient client = registration.register(server, address);
        registered.accept(client);
        return client;
    }

    private static URI request(
            URI page,
            Discovery.Found found,
            OAuthClient client,
            Scopes scopes,
            State state,
            CodeVerifier verifier,
            URI redirect) {
        AuthorizationRequest.Builder request =
                new AuthorizationRequest.Builder(ResponseType.CODE, new ClientID(client.id()))
                        .endpointURI(page)
                        .redirectionURI(redirect)
                        .state(state)
                        .codeChallenge(verifier, CodeChallengeMethod.S256)
                        .resource(URI.create(found.resource().identifier()));
        if (!scopes.isEmpty()) {
            request.scope(new Scope(scopes.names().toArray(String[]::new)));
        }
        if (scopes.contains(Scopes.OFFLINE_ACCESS)) {
            // OpenID Connect Core, section 11: without consent the scope is ignored.
            request.prompt(Prompt.Type.CONSENT);
        }
        return request.build().toURI();
    }
}
