package dev.hqe.mcp.oauth;

import dev.hqe.mcp.client.HttpAuthorization;
import java.net.URI;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// Signs in to one server and keeps its token fresh. The package says how.
///
/// Thread-safe. One thread at a time talks to the authorization server; the others wait for its
/// result, or go on with a token that still holds. [#header] and [#challenged] of one request are
/// called by the same thread: that is how a late refusal of an old token is told from one of the
/// present token.
///
/// Both throw [OAuthException] when the server cannot be signed in to; its message is for the
/// person.
public final class OAuthAuthorization implements HttpAuthorization {

    private static final System.Logger LOG = System.getLogger(OAuthAuthorization.class.getName());

    private final URI server;
    private final CredentialStore store;
    private final InstantSource clock;
    private final OAuthLimits limits;
    private final TokenSource source;
    private final SignInLimit signInLimit;

    /// Guards everything that changes the session.
    private final ReentrantLock lock = new ReentrantLock();

    /// Which session this thread's last header came from.
    private final ThreadLocal<Long> sent = new ThreadLocal<>();

    private volatile @Nullable Session session;
    private volatile Attempt attempt = new Attempt(0, null);
    private Instant nextRefresh = Instant.MIN;

    /// What is known now. The number grows whenever the token changes.
    private record Session(long number, Optional<StoredCredentials> credentials) {
        Optional<Tokens> tokens() {
            return credentials.flatMap(StoredCredentials::tokens);
        }
    }

    /// The last try to get a token, and why it failed if it did.
    private record Attempt(long number, @Nullable OAuthException failure) {}

    /// What may be shown of a server that is signed in to.
    ///
    /// @param issuer the authorization server
    /// @param scopes what the token may do
    /// @param expiresAt when the token ends; empty if not said
    /// @param renewable whether the next token comes without a person
    public record SignedIn(
            String issuer, Scopes scopes, Optional<Instant> expiresAt, boolean renewable) {}

    /// @param server the server's address; `https`, or `http` on this machine
    /// @param settings how it is signed in to
    /// @param store where tokens and registrations are kept
    /// @param browser shows the sign-in page
    /// @param http the connection to authorization servers; owned by the caller
    /// @param clock says when a token is about to end
    /// @throws OAuthException if the server's address may not be signed in to
    public OAuthAuthorization(
            URI server,
            OAuthSettings settings,
            CredentialStore store,
            Browser browser,
            OAuthHttp http,
            InstantSource clock) {
        this.server = server;
        this.store = store;
        this.clock = clock;
        this.limits = http.limits();
        this.source = new TokenSource(server, settings, browser, http, clock);
        this.signInLimit = new SignInLimit(server, limits, clock);
    }

    @Override
    public Optional<String> header(URI target) throws InterruptedException {
        if (!isOurs(target)) {
            return Optional.empty();
        }
        Session now = session();
        if (now.tokens().map(t -> t.dueAt(clock.instant(), limits.refreshEarly())).orElse(false)) {
            now = renewed(now);
        }
        sent.set(now.number());
        return now.tokens()
                .filter(tokens -> !tokens.expiredAt(clock.instant()))
                .map(tokens -> "Bearer " + tokens.access().reveal());
    }

    @Override
    public boolean challenged(URI target, int status, List<String> wwwAuthenticate)
            throws InterruptedException {
        Challenge challenge = Challenge.bearer(wwwAuthenticate);
        boolean stepUp =
                status == 403
                        && challenge.parameter("error").orElse("").equals("insufficient_scope")
                        && !challenge.scopes().isEmpty();
        if (!isOurs(target) || !(status == 401 || stepUp)) {
            return false;
        }
        Session refused = session();
        Long number = sent.get();
        if (number != null && number != refused.number()) {
            return true;
        }
        long before = attempt.number();
        lock.lockInterruptibly();
        try {
            if (session().number() != refused.number()) {
                return true;
            }
            shareFailureSince(before);
            attempt(() -> answer(challenge, stepUp));
            return true;
        } finally {
            lock.unlock();
        }
    }

    /// What is signed in to, without its secrets; empty if nothing is.
    public Optional<SignedIn> signedIn() {
        return session()
                .credentials()
                .flatMap(known ->
                        known.tokens()
                                .map(tokens ->
                                        new SignedIn(
                                                known.issuer(),
                                                tokens.granted(),
                                                tokens.expiresAt(),
                                                source.renewable(tokens))));
    }

    /// Forgets the tokens and the registration of this server, here and in the store.
    public void signOut() throws InterruptedException {
        lock.lockInterruptibly();
        try {
            store.remove(server);
            session = new Session(session().number() + 1, Optional.empty());
            signInLimit.reset();
        } finally {
            lock.unlock();
        }
    }

    /// The server says that the token is missing, refused or too weak.
    private void answer(Challenge challenge, boolean stepUp) throws InterruptedException {
        Optional<StoredCredentials> stored = session().credentials();
        Discovery.Found found = source.find(challenge, stored, stepUp);
        Optional<StoredCredentials> known = bound(stored, found);
        Optional<Tokens> tokens = known.flatMap(StoredCredentials::tokens);
        if (stepUp) {
            signInLimit.checkStepUp(challenge.scopes(), tokens);
        } else if (tokens.isPresent() && refreshed(found, known.get(), tokens.get())) {
            return;
        }
        // A refused refresh has taken the client with it, if that was to blame.
        Optional<StoredCredentials> left = bound(session().credentials(), found);
        Scopes wanted = source.wanted(challenge, found, left);
        signInLimit.count();
        Tokens next = obtain(found, stepUp ? left : left.map(this::withoutTokens), wanted);
        if (stepUp) {
            signInLimit.steppedUp(challenge.scopes(), next);
        }
    }

    private StoredCredentials withoutTokens(StoredCredentials credentials) {
        return credentials.withTokens(Optional.empty());
    }

    private Tokens obtain(Discovery.Found found, Optional<StoredCredentials> known, Scopes wanted)
            throws InterruptedException {
        StoredCredentials base =
                new StoredCredentials(
                        found.authorizationServer().issuer(),
                        found.resource().identifier(),
                        found.resource().metadata(),
                        known.flatMap(StoredCredentials::client),
                        known.map(StoredCredentials::requested).orElse(Scopes.NONE),
                        known.flatMap(StoredCredentials::tokens));
        // A registration is kept even if the person then walks away: it is good for the next time.
        StoredCredentials[] latest = {base};
        try {
            Tokens tokens =
                    source.obtain(
                            found,
                            base.client(),
                            wanted,
                            client -> {
                                latest[0] = latest[0].withClient(Optional.of(client));
                                keep(latest[0]);
                            });
            keep(latest[0].with(wanted, tokens));
            return tokens;
        } catch (OAuthException failed) {
            boolean registeredNow = !latest[0].equals(base);
            if (source.blamesClient(failed, registeredNow)) {
                // The authorization server may have forgotten it; the next try registers anew.
                keep(latest[0].withClient(Optional.empty()));
            }
            throw failed;
        }
    }

    /// Tries a refresh after the server refused a token. Gives false if a person has to sign in.
    private boolean refreshed(Discovery.Found found, StoredCredentials known, Tokens tokens)
            throws InterruptedException {
        boolean young = tokens.youngerAt(clock.instant(), limits.freshToken());
        if (young && !tokens.refreshed()) {
            throw new OAuthException(
                    "The server "
                            + server
                            + " refuses the token that "
                            + known.issuer()
                            + " gave for it just now. Ask the server's operator, or try again"
                            + " later.");
        }
        if (young || tokens.refresh().isEmpty()) {
            return false;
        }
        try {
            refresh(found, known, tokens);
            return true;
        } catch (TokenEndpoint.Refused refused) {
            if (!refused.isFinal()) {
                throw refused;
            }
            keep(source.without(known, refused));
            return false;
        }
    }

    private void refresh(Discovery.Found found, StoredCredentials known, Tokens tokens)
            throws InterruptedException {
        Tokens next = source.renew(found, known, tokens);
        keep(known.withTokens(Optional.of(next)));
    }

    /// The session with the next token, or the present one if that cannot be had and still holds.
    private Session renewed(Session due) throws InterruptedException {
        Tokens tokens = due.tokens().orElseThrow();
        boolean holds = !tokens.expiredAt(clock.instant());
        long before = attempt.number();
        if (!source.renewable(tokens) || !lock.tryLock()) {
            if (holds || !source.renewable(tokens)) {
                return due;
            }
            lock.lockInterruptibly();
        }
        try {
            if (session().number() != due.number()) {
                return session();
            }
            shareFailureSince(before);
            if (clock.instant().isBefore(nextRefresh)) {
                return due;
            }
            StoredCredentials stored = due.credentials().orElseThrow();
            attempt(() -> {
                Discovery.Found found = source.find(stored);
                Optional<StoredCredentials> known = bound(Optional.of(stored), found);
                if (known.flatMap(StoredCredentials::tokens).isPresent()) {
                    refresh(found, known.get(), tokens);
                } else {
                    // The token is good until its end; then the server asks for a sign-in.
                    nextRefresh = clock.instant().plus(limits.request());
                }
            });
            return session();
        } catch (OAuthException failed) {
            if (failed instanceof TokenEndpoint.Refused refused && refused.isFinal()) {
                keep(source.without(due.credentials().orElseThrow(), refused));
                return session();
            }
            if (!holds) {
                throw failed;
            }
            // Every request would try again: the authorization server gets a rest.
            nextRefresh = clock.instant().plus(limits.request());
            LOG.log(System.Logger.Level.WARNING, "{0}: {1}", server, failed.getMessage());
            return due;
        } finally {
            lock.unlock();
        }
    }

    /// What is stored, if the authorization server that gave it is still the server's own. A
    /// registration survives a new resource identifier; tokens do not.
    private Optional<StoredCredentials> bound(
            Optional<StoredCredentials> stored, Discovery.Found found) {
        String issuer = found.authorizationServer().issuer();
        Optional<StoredCredentials> known = stored.filter(c -> c.issuer().equals(issuer));
        if (stored.isPresent() && known.isEmpty()) {
            LOG.log(
                    System.Logger.Level.INFO,
                    "{0} moved from the authorization server {1} to {2}: it is signed in to anew",
                    server,
                    stored.get().issuer(),
                    issuer);
        }
        return known.map(c ->
                c.resource().equals(found.resource().identifier())
                        ? c
                        : c.withTokens(Optional.empty()));
    }

    private interface Step {
        void run() throws InterruptedException;
    }

    private void attempt(Step step) throws InterruptedException {
        long number = attempt.number() + 1;
        try {
            step.run();
            attempt = new Attempt(number, null);
        } catch (OAuthException failed) {
            attempt = new Attempt(number, failed);
            throw failed;
        }
    }

    /// Fifty requests that waited for one sign-in which failed do not open fifty pages.
    private void shareFailureSince(long before) {
        OAuthException failure = attempt.failure();
        if (attempt.number() > before && failure != null) {
            throw new OAuthException(String.valueOf(failure.getMessage()), failure);
        }
    }

    private void keep(StoredCredentials credentials) {
        Session old = session();
        boolean sameToken = old.tokens().equals(credentials.tokens());
        session = new Session(old.number() + (sameToken ? 0 : 1), Optional.of(credentials));
        try {
            store.save(server, credentials);
        } catch (RuntimeException failed) {
            // The store is another module's: whatever it throws, this run can go on.
            LOG.log(
                    System.Logger.Level.WARNING,
                    "The sign-in of {0} could not be stored ({1}): it is lost when the workbench"
                            + " ends",
                    server,
                    failed.getClass().getName());
        }
    }

    private Session session() {
        Session now = session;
        if (now != null) {
            return now;
        }
        lock.lock();
        try {
            now = session;
            if (now == null) {
                now = new Session(0, load());
                session = now;
            }
            return now;
        } finally {
            lock.unlock();
        }
    }

    private Optional<StoredCredentials> load() {
        try {
            return store.load(server);
        } catch (RuntimeException failed) {
            // As above: an unreadable store means signing in again, not a dead server.
            LOG.log(
                    System.Logger.Level.WARNING,
                    "The stored sign-in of {0} could not be read ({1}): it has to be made again",
                    server,
                    failed.getClass().getName());
            return Optional.empty();
        }
    }

    private boolean isOurs(URI target) {
        return target.getScheme() != null
                && target.getHost() != null
                && ProtectedResource.canonical(target).equals(ProtectedResource.canonical(server));
    }
}
