package dev.hqe.mcp.oauth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.hqe.mcp.oauth.ScriptedServers.Answer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Tokens end: the next one comes without the person, once, whoever asks.
class TokenRenewalTest {

    private static final int THREADS = 50;

    private final SignInBench bench = new SignInBench();
    private final ScriptedServers servers = bench.servers;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    @BeforeEach
    void signIn() throws Exception {
        servers.expiresIn = Optional.of(1_000);
        bench.challenged(401);
        bench.header();
    }

    @AfterEach
    void close() {
        threads.shutdownNow();
        bench.close();
    }

    @Test
    void aTokenThatHoldsIsNotRenewed() throws Exception {
        bench.forward(939);

        bench.header();

        assertThat(servers.tokenRequests("refresh_token")).isZero();
    }

    @Test
    void aTokenIsRenewedAMinuteBeforeItEnds() throws Exception {
        Optional<String> old = bench.header();
        bench.forward(940);

        assertThat(bench.header()).isPresent().isNotEqualTo(old);
        assertThat(bench.pages).hasSize(1);
    }

    @Test
    void aRotatedRefreshTokenIsStoredAndUsedNext() throws Exception {
        for (int i = 0; i < 3; i++) {
            bench.forward(950);
            assertThat(bench.header()).isPresent();
        }
        bench.laterSession();
        bench.forward(950);

        assertThat(bench.header()).isPresent();
        assertThat(servers.tokenRequests("refresh_token")).isEqualTo(4);
        assertThat(bench.pages).hasSize(1);
    }

    @Test
    void aRefreshTokenThatIsNotRotatedIsKept() throws Exception {
        String first = bench.stored().tokens().orElseThrow().refresh().orElseThrow().reveal();
        servers.refreshes = false;
        bench.forward(950);

        bench.header();

        assertThat(bench.stored().tokens().orElseThrow().refresh())
                .contains(new SecretValue(first));
    }

    @Test
    void aRefreshNamesTheResource() throws Exception {
        bench.forward(950);

        bench.header();

        assertThat(servers.at("/token").getLast().form())
                .containsEntry("resource", servers.server().toString())
                .containsEntry("grant_type", "refresh_token");
    }

    @Test
    void fiftyThreadsRenewOnce() throws Exception {
        bench.forward(2_000);
        CyclicBarrier start = new CyclicBarrier(THREADS);

        List<Optional<String>> headers =
                together(() -> {
                    start.await();
                    return bench.header();
                });

        assertThat(headers).doesNotContain(Optional.empty()).hasSize(THREADS);
        assertThat(headers.stream().distinct()).hasSize(1);
        assertThat(servers.tokenRequests("refresh_token")).isEqualTo(1);
    }

    @Test
    void fiftyRefusedRequestsRenewOnce() throws Exception {
        bench.forward(500);
        CyclicBarrier start = new CyclicBarrier(THREADS);

        List<Boolean> again =
                together(() -> {
                    bench.header();
                    start.await();
                    return bench.challenged(401);
                });

        assertThat(again).containsOnly(true).hasSize(THREADS);
        assertThat(servers.tokenRequests("refresh_token")).isEqualTo(1);
        assertThat(bench.pages).hasSize(1);
    }

    @Test
    void aLateRefusalOfAnOldTokenRenewsNothing() throws Exception {
        CountDownLatch renewed = new CountDownLatch(1);
        CountDownLatch sent = new CountDownLatch(1);
        Future<Boolean> late =
                threads.submit(() -> {
                    bench.header();
                    sent.countDown();
                    renewed.await();
                    return bench.challenged(401);
                });
        assertThat(sent.await(20, TimeUnit.SECONDS)).isTrue();
        bench.forward(950);
        bench.header();
        renewed.countDown();

        assertThat(late.get(20, TimeUnit.SECONDS)).isTrue();
        assertThat(servers.tokenRequests("refresh_token")).isEqualTo(1);
    }

    @Test
    void whoeverWaitedForASignInThatFailedOpensNoSecondPage() throws Exception {
        bench.authorization.signOut();
        bench.header();
        CountDownLatch shown = new CountDownLatch(1);
        CountDownLatch answer = new CountDownLatch(1);
        bench.browser =
                page -> {
                    shown.countDown();
                    try {
                        answer.await();
                    } catch (InterruptedException stopped) {
                        Thread.currentThread().interrupt();
                    }
                    throw new OAuthException("no browser here");
                };
        List<Thread> waiting = new ArrayList<>();
        AtomicReference<List<String>> messages = new AtomicReference<>(List.of());
        for (int i = 0; i < 10; i++) {
            waiting.add(Thread.ofVirtual().unstarted(() -> tryToSignIn(messages)));
        }
        waiting.getFirst().start();
        assertThat(shown.await(20, TimeUnit.SECONDS)).isTrue();
        waiting.subList(1, 10).forEach(Thread::start);
        await().atMost(Duration.ofSeconds(20))
                .until(() ->
                        waiting.subList(1, 10).stream()
                                .allMatch(t -> t.getState() == Thread.State.WAITING));
        answer.countDown();

        await().atMost(Duration.ofSeconds(20)).until(() -> messages.get().size() == 10);
        assertThat(messages.get()).containsOnly("no browser here");
        assertThat(bench.pages).hasSize(2);
    }

    @Test
    void aRefreshThatIsRefusedForGoodAsksThePerson() throws Exception {
        servers.answers.put("/token", seen -> Answer.error(400, "invalid_grant"));
        bench.forward(2_000);
        assertThat(bench.header()).isEmpty();
        servers.answers.put("/token", seen -> servers.tokens());

        bench.challenged(401);

        assertThat(bench.header()).isPresent();
        assertThat(bench.pages).hasSize(2);
    }

    @Test
    void aForgottenClientIsRegisteredAnewOnTheWay() throws Exception {
        servers.answers.put("/token", seen -> Answer.error(401, "invalid_client"));
        bench.forward(500);
        bench.header();
        bench.browser =
                page -> {
                    servers.answers.put("/token", seen -> servers.tokens());
                    new RedirectFollower().open(page);
                };

        assertThat(bench.challenged(401)).isTrue();

        assertThat(servers.at("/register")).hasSize(2);
        assertThat(servers.at("/authorize").getLast().form().get("client_id"))
                .isEqualTo(bench.stored().client().orElseThrow().id())
                .isNotEqualTo(servers.at("/authorize").getFirst().form().get("client_id"));
    }

    @Test
    void aServerThatMovesIsNotAskedOnEveryRequestWhileTheTokenHolds() throws Exception {
        Optional<String> old = bench.header();
        try (ScriptedServers moved = new ScriptedServers()) {
            servers.resource.putArray("authorization_servers").add(moved.issuer());
            bench.forward(950);

            assertThat(bench.header()).isEqualTo(old);
            assertThat(bench.header()).isEqualTo(old);

            assertThat(moved.seen).hasSize(1);
        }
    }

    @Test
    void aTokenThatStillHoldsIsUsedWhileTheAuthorizationServerIsDown() throws Exception {
        Optional<String> old = bench.header();
        AtomicBoolean down = new AtomicBoolean(true);
        servers.answers.put(
                "/token",
                seen -> down.get() ? new Answer(503, Map.of(), "busy") : servers.tokens());
        bench.forward(950);

        assertThat(bench.header()).isEqualTo(old);
        assertThat(bench.header()).isEqualTo(old);
        assertThat(servers.at("/token")).hasSize(2);

        down.set(false);
        bench.forward(30);
        assertThat(bench.header()).isPresent().isNotEqualTo(old);
    }

    @Test
    void anEndedTokenIsNotUsedAndTheRefreshTokenIsKeptForLater() throws Exception {
        servers.answers.put("/token", seen -> new Answer(503, Map.of(), "busy"));
        bench.forward(2_000);

        assertThatThrownBy(bench::header).hasMessageContaining("503");

        assertThat(bench.stored().tokens().orElseThrow().refresh()).isPresent();
    }

    @Test
    void aServerThatAsksForPatienceKeepsTheRefreshToken() throws Exception {
        servers.answers.put("/token", seen -> Answer.error(429, "slow_down"));
        bench.forward(2_000);

        assertThatThrownBy(bench::header).isInstanceOf(OAuthException.class);

        assertThat(bench.stored().tokens().orElseThrow().refresh()).isPresent();
    }

    @Test
    void aTokenWithoutAnEndIsUsedUntilItIsRefused() throws Exception {
        servers.expiresIn = Optional.empty();
        bench.forward(950);
        Optional<String> endless = bench.header();
        bench.forward(1_000_000);

        assertThat(bench.header()).isEqualTo(endless);
        bench.challenged(401);

        assertThat(bench.header()).isPresent().isNotEqualTo(endless);
        assertThat(bench.pages).hasSize(1);
    }

    @Test
    void aRefreshedTokenThatIsRefusedAsksThePersonOnce() throws Exception {
        bench.forward(500);
        bench.challenged(401);
        bench.header();

        bench.challenged(401);
        bench.header();
        assertThatThrownBy(() -> bench.challenged(401)).hasMessageContaining("just now");

        assertThat(bench.pages).hasSize(2);
    }

    @Test
    void theClientsOwnCredentialsNeedNoPerson() throws Exception {
        servers.metadata
                .putArray("token_endpoint_auth_methods_supported")
                .add("client_secret_post");
        bench.authorization.signOut();
        bench.settings =
                bench.settings.withGrant(
                        new Grant.ClientCredentials(
                                Optional.of(servers.issuer()),
                                new Grant.ClientCredential.Secret(
                                        OAuthClient.withSecret("job", new SecretValue("s")))));
        bench.laterSession();
        bench.challenged(401, "Bearer scope=\"run\"");
        bench.forward(2_000);

        assertThat(bench.header()).isPresent();

        assertThat(servers.tokenRequests("client_credentials")).isEqualTo(2);
        assertThat(servers.at("/token").getLast().form())
                .containsEntry("scope", "run")
                .containsEntry("client_secret", "s");
        assertThat(bench.pages).hasSize(1);
    }

    @Test
    void aRefusedAssertionIsNotSentAgain() throws Exception {
        servers.answers.put("/token", seen -> Answer.error(400, "invalid_scope"));
        bench.authorization.signOut();
        String header = encoded("{\"alg\":\"ES256\"}");
        bench.settings =
                bench.settings.withGrant(
                        new Grant.Workload(
                                Optional.empty(),
                                () -> new SecretValue(header + "." + encoded("{}") + ".AAAA")));
        bench.laterSession();

        assertThatThrownBy(() -> bench.challenged(401)).hasMessageContaining("invalid_scope");

        assertThat(servers.tokenRequests("urn:ietf:params:oauth:grant-type:jwt-bearer"))
                .isEqualTo(1);
        assertThat(bench.pages).hasSize(1);
    }

    @Test
    void saysWhatIsSignedInToWithoutTheToken() {
        assertThat(bench.authorization.signedIn())
                .hasValueSatisfying(known -> {
                    assertThat(known.issuer()).isEqualTo(servers.issuer());
                    assertThat(known.renewable()).isTrue();
                    assertThat(known.expiresAt()).contains(bench.now().plusSeconds(1_000));
                    assertThat(known.toString()).doesNotContain("access-");
                });
    }

    private void tryToSignIn(AtomicReference<List<String>> messages) {
        String message;
        try {
            message = "signed in: " + bench.challenged(401);
        } catch (OAuthException failed) {
            message = String.valueOf(failed.getMessage());
        } catch (InterruptedException stopped) {
            message = "stopped";
        }
        String said = message;
        messages.updateAndGet(all -> {
            List<String> more = new ArrayList<>(all);
            more.add(said);
            return more;
        });
    }

    private static String encoded(String json) {
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(json.getBytes(StandardCharsets.UTF_8));
    }

    private <T> List<T> together(Callable<T> task) throws Exception {
        List<Future<T>> futures = new ArrayList<>();
        for (int i = 0; i < THREADS; i++) {
            futures.add(threads.submit(task));
        }
        List<T> results = new ArrayList<>();
        for (Future<T> future : futures) {
            results.add(future.get(30, TimeUnit.SECONDS));
        }
        return results;
    }
}
