package dev.hqe.mcp.oauth;

import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;

/// A server that wants a sign-in, a person who says yes, a clock that a test moves.
final class SignInBench implements AutoCloseable {

    final ScriptedServers servers = new ScriptedServers();
    final List<URI> pages = new CopyOnWriteArrayList<>();
    CredentialStore store = CredentialStore.inMemory();
    OAuthSettings settings = OAuthSettings.forPerson("HQE Workbench");
    volatile Browser browser = new RedirectFollower();
    OAuthAuthorization authorization;

    private final AtomicReference<Instant> now =
            new AtomicReference<>(Instant.parse("2026-11-22T12:00:00Z"));
    private final OAuthHttp http = new OAuthHttp(OAuthLimits.DEFAULT);

    SignInBench() {
        authorization = fresh();
    }

    Instant now() {
        return now.get();
    }

    void forward(long seconds) {
        now.updateAndGet(then -> then.plusSeconds(seconds));
    }

    /// The workbench starts again with what it stored, and with the present settings.
    void laterSession() {
        authorization = fresh();
    }

    Optional<String> header() throws InterruptedException {
        return authorization.header(servers.server());
    }

    boolean challenged(int status, String... wwwAuthenticate) throws InterruptedException {
        return authorization.challenged(servers.server(), status, List.of(wwwAuthenticate));
    }

    /// A sign-in that cannot go around the person: the tokens are gone, the registration is not.
    boolean challengedAfterLoss() throws InterruptedException {
        loseTokens();
        return challenged(401);
    }

    void loseTokens() {
        store.save(servers.server(), stored().withTokens(Optional.empty()));
        laterSession();
    }

    StoredCredentials stored() {
        return store.load(servers.server()).orElseThrow();
    }

    void breakStore() {
        store =
                new CredentialStore() {
                    @Override
                    public Optional<StoredCredentials> load(URI server) {
                        throw new IllegalStateException("locked");
                    }

                    @Override
                    public void save(URI server, StoredCredentials credentials) {
                        throw new IllegalStateException("locked");
                    }

                    @Override
                    public void remove(URI server) {
                        throw new IllegalStateException("locked");
                    }
                };
        laterSession();
    }

    private OAuthAuthorization fresh() {
        return new OAuthAuthorization(
                servers.server(),
                settings,
                store,
                page -> {
                    pages.add(page);
                    browser.open(page);
                },
                http,
                now::get);
    }

    @Override
    public void close() {
        http.close();
        servers.close();
    }
}
