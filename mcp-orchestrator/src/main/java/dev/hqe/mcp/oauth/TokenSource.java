package dev.hqe.mcp.oauth;

import java.net.URI;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/// Gets tokens for one server in the way that its settings name: with a person, or without. Keeps
/// no state of its own. Thread-safe.
final class TokenSource {

    private static final Set<String> CLIENT_FAULTS =
            Set.of("invalid_client", "unauthorized_client");

    private final URI server;
    private final OAuthSettings settings;
    private final OAuthHttp http;
    private final InstantSource clock;
    private final EndpointRules rules;
    private final Discovery discovery;
    private final ClientRegistration registration;
    private final TokenEndpoint tokenEndpoint;
    private final SignIn signIn;

    TokenSource(
            URI server,
            OAuthSettings settings,
            Browser browser,
            OAuthHttp http,
            InstantSource clock) {
        this.server = server;
        this.settings = settings;
        this.http = http;
        this.clock = clock;
        this.rules = EndpointRules.of(server);
        this.discovery = new Discovery(server, http, rules);
        this.registration = new ClientRegistration(settings, http, rules, clock);
        this.tokenEndpoint = new TokenEndpoint(http, rules, clock);
        this.signIn = new SignIn(browser, rules, registration, tokenEndpoint, http.limits());
    }

    /// @param stepUp whether the server knows the token and wants more of it: such a challenge
    ///   often leaves out where the metadata is, so the place that the first one named is taken
    Discovery.Found find(Challenge challenge, Optional<StoredCredentials> stored, boolean stepUp)
            throws InterruptedException {
        Optional<URI> named =
                challenge
                        .parameter("resource_metadata")
                        .map(text -> rules.check(text, "its protected-resource metadata"));
        return discovery.find(
                named.or(() ->
                        stored.filter(c -> stepUp).flatMap(StoredCredentials::resourceMetadata)),
                stored.map(StoredCredentials::issuer).or(this::givenIssuer));
    }

    Discovery.Found find(StoredCredentials stored) throws InterruptedException {
        return discovery.find(stored.resourceMetadata(), Optional.of(stored.issuer()));
    }

    private Optional<String> givenIssuer() {
        return settings.grant() instanceof Grant.ClientCredentials given
                ? given.issuer()
                : settings.preRegistered().flatMap(OAuthSettings.PreRegistered::issuer);
    }

    /// Which scopes to ask for: those of the challenge, else those that the server says basic use
    /// needs, else none; and with them everything that was asked for before, so that one operation
    /// does not take away what another was granted.
    Scopes wanted(Challenge challenge, Discovery.Found found, Optional<StoredCredentials> known) {
        Scopes asked = challenge.scopes();
        Scopes base =
                asked.isEmpty() ? found.resource().scopesSupported().orElse(Scopes.NONE) : asked;
        Scopes all = known.map(StoredCredentials::requested).orElse(Scopes.NONE).with(base);
        boolean offline =
                settings.refresh()
                        && settings.grant() instanceof Grant.Person
                        && !all.isEmpty()
                        && found.authorizationServer().scopes().contains(Scopes.OFFLINE_ACCESS);
        return offline ? all.with(Scopes.OFFLINE_ACCESS) : all;
    }

    Tokens obtain(
            Discovery.Found found,
            Optional<OAuthClient> kept,
            Scopes wanted,
            Consumer<OAuthClient> registered)
            throws InterruptedException {
        return switch (settings.grant()) {
            case Grant.Person() -> signIn.run(found, kept, wanted, registered);
            case Grant.ClientCredentials(Optional<String> issuer, Grant.ClientCredential proof) -> {
                issuer.ifPresent(
                        name -> ClientRegistration.checkBound(name, found.authorizationServer()));
                yield tokenEndpoint.clientCredentials(found, proof, wanted);
            }
            case Grant.Workload workload ->
                    tokenEndpoint.assertion(
                            found,
                            workload.clientId().map(OAuthClient::publicClient),
                            workload.assertion().get(),
                            wanted);
            case Grant.Enterprise enterprise ->
                    tokenEndpoint.assertion(
                            found,
                            Optional.of(enterprise.client()),
                            new TokenEndpoint(
                                            http,
                                            EndpointRules.of(enterprise.providerTokenEndpoint()),
                                            clock)
                                    .exchange(found, enterprise, wanted),
                            wanted);
        };
    }

    /// The next token without a person: by the refresh token, or as the first one was had.
    Tokens renew(Discovery.Found found, StoredCredentials known, Tokens old)
            throws InterruptedException {
        if (!(settings.grant() instanceof Grant.Person)) {
            return obtain(found, Optional.empty(), known.requested(), client -> {});
        }
        OAuthClient client =
                registration
                        .known(found.authorizationServer(), known.client())
                        .orElseThrow(() ->
                                new TokenEndpoint.Refused(
                                        "invalid_client",
                                        "The client of "
                                                + server
                                                + " is not known any more. Sign in"
                                                + " again."));
        return tokenEndpoint.refresh(found, client, old, old.refresh().orElseThrow());
    }

    boolean renewable(Tokens tokens) {
        return !(settings.grant() instanceof Grant.Person) || tokens.refresh().isPresent();
    }

    /// What is left after a refresh was refused for good.
    StoredCredentials without(StoredCredentials known, TokenEndpoint.Refused refused) {
        StoredCredentials left = known.withTokens(Optional.empty());
        return blamesClient(refused, false) ? left.withClient(Optional.empty()) : left;
    }

    /// Whether a failure may be cured by registering anew. A person who was shown an error page
    /// about an unknown client does not come back, which looks like one who left.
    boolean blamesClient(OAuthException failed, boolean registeredNow) {
        return (failed instanceof RedirectListener.TimedOut && !registeredNow)
                || (failed instanceof TokenEndpoint.Refused refused
                        && CLIENT_FAULTS.contains(refused.code()));
    }
}
