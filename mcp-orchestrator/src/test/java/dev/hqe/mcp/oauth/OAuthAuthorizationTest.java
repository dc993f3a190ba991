package dev.hqe.mcp.oauth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hqe.kernel.json.Json;
import dev.hqe.mcp.oauth.ScriptedServers.Answer;
import dev.hqe.mcp.oauth.ScriptedServers.Seen;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// One server, one person, one thread.
class OAuthAuthorizationTest {

    private final SignInBench bench = new SignInBench();
    private final ScriptedServers servers = bench.servers;

    @AfterEach
    void close() {
        bench.close();
    }

    @Test
    void aPersonSignsInOnceAndEveryRequestHasTheToken() throws Exception {
        assertThat(bench.header()).isEmpty();

        assertThat(bench.challenged(401)).isTrue();

        assertThat(bench.header()).hasValueSatisfying(h -> assertThat(h).startsWith("Bearer acc"));
        assertThat(bench.header()).isEqualTo(bench.header());
        assertThat(bench.pages).hasSize(1);
    }

    @Test
    void bothRequestsNameTheResourceAsItWasPublished() throws Exception {
        servers.resource.put("resource", servers.issuer());

        bench.challenged(401);

        assertThat(servers.at("/authorize").getFirst().form())
                .containsEntry("resource", servers.issuer())
                .containsEntry("code_challenge_method", "S256")
                .containsEntry("tenant", "a")
                .containsEntry("response_type", "code");
        assertThat(servers.at("/token").getFirst().form())
                .containsEntry("resource", servers.issuer())
                .containsKey("code_verifier");
    }

    @Test
    void aTokenGoesToItsOwnServerAlone() throws Exception {
        bench.challenged(401);

        assertThat(bench.authorization.header(URI.create(servers.issuer() + "/other"))).isEmpty();
        assertThat(bench.authorization.header(URI.create("https://evil.example/mcp"))).isEmpty();
        assertThat(
                        bench.authorization.challenged(
                                URI.create("https://evil.example/mcp"), 401, List.of()))
                .isFalse();
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 403, 404, 500})
    void anotherRefusalIsNotOurs(int status) throws Exception {
        assertThat(bench.challenged(status, "Bearer error=\"invalid_request\"")).isFalse();

        assertThat(bench.pages).isEmpty();
    }

    @Test
    void nothingBeginsWithoutPkce() {
        servers.metadata.remove("code_challenge_methods_supported");

        assertThatThrownBy(() -> bench.challenged(401)).hasMessageContaining("PKCE with S256");

        assertThat(bench.pages).isEmpty();
        assertThat(servers.at("/register")).isEmpty();
    }

    @Test
    void plainPkceIsNotEnough() {
        servers.metadata.putArray("code_challenge_methods_supported").add("plain");

        assertThatThrownBy(() -> bench.challenged(401)).hasMessageContaining("PKCE with S256");
    }

    @Test
    void theCodeOfAWrongIssuerIsNotSent() {
        servers.answers.put(
                "/authorize",
                seen ->
                        Answer.redirect(
                                seen.form().get("redirect_uri")
                                        + "?code=stolen&iss=https%3A%2F%2Fevil.example&state="
                                        + seen.form().get("state")));

        assertThatThrownBy(() -> bench.challenged(401)).hasMessageContaining("evil.example");

        assertThat(servers.at("/token")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\\r\\nX-Evil: 1", "a b", "", "\\u00e9"})
    void aTokenThatCannotStandInAHeaderIsRefused(String token) {
        servers.answers.put(
                "/token",
                seen ->
                        new Answer(
                                200,
                                Map.of(),
                                "{\"token_type\":\"Bearer\",\"access_token\":\"" + token + "\"}"));

        assertThatThrownBy(() -> bench.challenged(401))
                .isInstanceOf(OAuthException.class)
                .hasMessageContaining("access_token");
    }

    @Test
    void aTokenOfAnotherTypeIsRefused() {
        servers.answers.put(
                "/token",
                seen ->
                        Answer.json(
                                200,
                                Json.object().put("access_token", "a").put("token_type", "MAC")));

        assertThatThrownBy(() -> bench.challenged(401)).hasMessageContaining("'MAC'");
    }

    @Test
    void registersAsANativeClientAndUsesTheRegistrationAgain() throws Exception {
        bench.challenged(401);
        bench.laterSession();

        bench.challengedAfterLoss();

        assertThat(servers.at("/register")).hasSize(1);
        assertThat(servers.at("/authorize"))
                .extracting(seen -> seen.form().get("client_id"))
                .hasSize(2)
                .doesNotContainNull()
                .containsOnly(servers.at("/authorize").getFirst().form().get("client_id"));
    }

    @Test
    void registersAnewWhenThePortIsTaken() throws Exception {
        bench.challenged(401);
        URI redirect = bench.stored().client().orElseThrow().redirect().orElseThrow();
        bench.laterSession();

        try (RedirectListener other = RedirectListener.open(Optional.of(redirect), "other")) {
            bench.challengedAfterLoss();
            assertThat(other.address()).isEqualTo(redirect);
        }

        assertThat(servers.at("/register")).hasSize(2);
    }

    @Test
    void registersAnewWhenTheSecretHasEnded() throws Exception {
        servers.answers.put(
                "/register",
                seen ->
                        Answer.json(
                                201,
                                Json.object()
                                        .put("client_id", "me")
                                        .put("client_secret", "s")
                                        .put(
                                                "client_secret_expires_at",
                                                bench.now().plusSeconds(60).getEpochSecond())));
        bench.challenged(401);
        bench.forward(61);
        bench.laterSession();

        bench.challengedAfterLoss();

        assertThat(servers.at("/register")).hasSize(2);
    }

    @Test
    void registersAnewWhenTheAuthorizationServerForgotTheClient() throws Exception {
        bench.challenged(401);
        servers.answers.put("/token", seen -> Answer.error(401, "invalid_client"));
        bench.laterSession();
        assertThatThrownBy(bench::challengedAfterLoss).hasMessageContaining("invalid_client");

        assertThatThrownBy(() -> bench.challenged(401)).hasMessageContaining("invalid_client");

        assertThat(servers.at("/register")).hasSize(2);
    }

    @Test
    void saysHowToRegisterByHandWhereNothingElseIsPossible() {
        servers.metadata.remove("registration_endpoint");

        assertThatThrownBy(() -> bench.challenged(401))
                .hasMessageContaining("by hand")
                .hasMessageContaining("http://127.0.0.1/callback");
    }

    @Test
    void aPreRegisteredClientIsNotShownToAnotherIssuer() {
        bench.settings =
                bench.settings.withPreRegistered(
                        new OAuthSettings.PreRegistered(
                                Optional.of("https://login.example"),
                                OAuthClient.withSecret("mine", new SecretValue("s"))));
        bench.laterSession();

        assertThatThrownBy(() -> bench.challenged(401))
                .hasMessageContaining("https://login.example")
                .hasMessageContaining(servers.issuer());

        assertThat(servers.seen).noneMatch(seen -> seen.form().containsValue("mine"));
    }

    @Test
    void aDocumentIsTheClientWhereTheServerReadsDocuments() throws Exception {
        servers.metadata.put("client_id_metadata_document_supported", true);
        bench.settings =
                bench.settings.withMetadataDocument(URI.create("https://a.example/client.json"));
        bench.laterSession();

        bench.challenged(401);

        assertThat(servers.at("/register")).isEmpty();
        assertThat(servers.at("/token").getFirst().form())
                .containsEntry("client_id", "https://a.example/client.json");
    }

    @Test
    void escapesTheSecretOfABasicHeader() throws Exception {
        servers.metadata
                .putArray("token_endpoint_auth_methods_supported")
                .add("client_secret_basic");
        bench.settings =
                bench.settings.withPreRegistered(
                        new OAuthSettings.PreRegistered(
                                Optional.empty(),
                                OAuthClient.withSecret("a:b", new SecretValue("c d%"))));
        bench.laterSession();

        bench.challenged(401);

        Seen request = servers.at("/token").getFirst();
        String decoded =
                new String(
                        Base64.getDecoder()
                                .decode(request.authorization().substring("Basic ".length())),
                        StandardCharsets.UTF_8);
        assertThat(decoded).isEqualTo("a%3Ab:c+d%25");
        assertThat(request.form()).doesNotContainKeys("client_secret");
    }

    @Test
    void theStoredTokenIsUsedWithoutAPerson() throws Exception {
        bench.challenged(401);
        Optional<String> before = bench.header();
        bench.laterSession();

        assertThat(bench.header()).isEqualTo(before);
        assertThat(bench.pages).hasSize(1);
    }

    @Test
    void signingOutForgetsEverything() throws Exception {
        bench.challenged(401);

        bench.authorization.signOut();

        assertThat(bench.header()).isEmpty();
        assertThat(bench.store.load(servers.server())).isEmpty();
        assertThat(bench.authorization.signedIn()).isEmpty();
    }

    @Test
    void aStoreThatFailsCostsNoSignIn() throws Exception {
        bench.breakStore();

        bench.challenged(401);

        assertThat(bench.header()).isPresent();
    }

    @Test
    void aTokenThatIsRefusedAtOnceIsNotAskedForAgain() throws Exception {
        bench.challenged(401);
        bench.header();

        assertThatThrownBy(() -> bench.challenged(401)).hasMessageContaining("just now");

        assertThat(bench.pages).hasSize(1);
    }

    @Test
    void aServerThatIsNeverSatisfiedIsStopped() throws Exception {
        servers.refreshes = false;
        for (int i = 0; i < OAuthLimits.DEFAULT.signIns(); i++) {
            bench.challenged(401);
            bench.header();
            bench.forward(OAuthLimits.DEFAULT.freshToken().toSeconds());
        }

        assertThatThrownBy(() -> bench.challenged(401)).hasMessageContaining("5 times within 10");
    }

    @Test
    void everythingOfTheOldAuthorizationServerStaysUnusedAtTheNew() throws Exception {
        servers.answers.put(
                "/register",
                seen -> Answer.json(201, Json.object().put("client_id", "client-of-the-old")));
        bench.challenged(401);
        try (ScriptedServers moved = new ScriptedServers()) {
            servers.resource.putArray("authorization_servers").add(moved.issuer());
            bench.header();

            bench.challenged(401);

            assertThat(moved.tokenRequests("refresh_token")).isZero();
            assertThat(moved.seen)
                    .noneMatch(seen -> seen.form().containsValue("client-of-the-old"));
            assertThat(moved.at("/register")).hasSize(1);
            assertThat(bench.stored().issuer()).isEqualTo(moved.issuer());
        }
    }
}
