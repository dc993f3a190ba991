package dev.hqe.mcp.oauth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hqe.kernel.json.Json;
import dev.hqe.mcp.oauth.ScriptedServers.Answer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DiscoveryTest {

    private static final String RESOURCE = "/.well-known/oauth-protected-resource";
    private static final String SERVER = "/.well-known/oauth-authorization-server";

    private final ScriptedServers servers = new ScriptedServers();
    private OAuthHttp http = new OAuthHttp(OAuthLimits.DEFAULT);

    @AfterEach
    void close() {
        http.close();
        servers.close();
    }

    @Test
    void findsBothDocumentsAtTheirWellKnownPlaces() throws Exception {
        Discovery.Found found = find();

        assertThat(found.resource().identifier()).isEqualTo(servers.server().toString());
        assertThat(found.authorizationServer().issuer()).isEqualTo(servers.issuer());
        assertThat(servers.at(RESOURCE)).isEmpty();
    }

    @Test
    void takesTheMetadataOfTheRootWhenThePathHasNone() throws Exception {
        servers.answers.remove(RESOURCE + "/mcp");
        servers.resource.put("resource", servers.issuer());
        servers.answers.put(RESOURCE, seen -> Answer.json(200, servers.resource));

        assertThat(find().resource().identifier()).isEqualTo(servers.issuer());
        assertThat(servers.seen.getFirst().path()).isEqualTo(RESOURCE + "/mcp");
    }

    @Test
    void takesTheMetadataThatTheChallengeNames() throws Exception {
        servers.answers.put("/here", seen -> Answer.json(200, servers.resource));

        Discovery.Found found = find(Optional.of(URI.create(servers.issuer() + "/here")));

        assertThat(found.resource().metadata()).isPresent();
        assertThat(servers.at(RESOURCE + "/mcp")).isEmpty();
    }

    @Test
    void aPageForPeopleAtAWellKnownPlaceIsNoMetadata() throws Exception {
        servers.answers.put(
                RESOURCE + "/mcp", seen -> new Answer(200, Map.of(), "<!doctype html>"));
        servers.answers.put(RESOURCE, seen -> Answer.json(200, servers.resource));

        assertThat(find().resource().legacy()).isFalse();
    }

    @Test
    void asksForTheAuthorizationServerInTheOrderOfTheSpecification() {
        assertThat(Discovery.issuerPlaces(URI.create("https://a.example/tenant1")))
                .extracting(URI::toString)
                .containsExactly(
                        "https://a.example/.well-known/oauth-authorization-server/tenant1",
                        "https://a.example/.well-known/openid-configuration/tenant1",
                        "https://a.example/tenant1/.well-known/openid-configuration");
        assertThat(Discovery.issuerPlaces(URI.create("https://a.example")))
                .extracting(URI::toString)
                .containsExactly(
                        "https://a.example/.well-known/oauth-authorization-server",
                        "https://a.example/.well-known/openid-configuration");
    }

    @Test
    void aServerWithoutAnyMetadataHasTheEndpointsOfTheFirstRevision() throws Exception {
        servers.answers.remove(RESOURCE + "/mcp");
        servers.answers.remove(SERVER);

        AuthorizationServer server = find().authorizationServer();

        assertThat(server.tokenEndpoint()).hasToString(servers.issuer() + "/token");
        assertThat(server.codeChallengeMethods()).containsExactly("S256");
    }

    @Test
    void metadataThatNamesAnAuthorizationServerWithoutMetadataIsAnError() {
        servers.answers.remove(SERVER);

        assertThatThrownBy(this::find).hasMessageContaining("publishes no metadata");
    }

    @Test
    void staysWithTheAuthorizationServerItKnows() throws Exception {
        servers.resource
                .putArray("authorization_servers")
                .add("https://other.example")
                .add(servers.issuer());

        Discovery.Found found =
                discovery(servers.server()).find(Optional.empty(), Optional.of(servers.issuer()));

        assertThat(found.authorizationServer().issuer()).isEqualTo(servers.issuer());
    }

    @ParameterizedTest
    @CsvSource({
        "https://a.example/mcp, https://a.example/mcp, true",
        "https://a.example, https://a.example/mcp, true",
        "https://a.example/, https://a.example/mcp, true",
        "https://A.example:443/mcp/, https://a.example/mcp, true",
        "https://a.example/mcp, https://a.example/mcp/one?x=1, true",
        "https://a.example/mc, https://a.example/mcp, false",
        "https://a.example/mcp/one, https://a.example/mcp, false",
        "https://b.example/mcp, https://a.example/mcp, false",
        "http://a.example/mcp, https://a.example/mcp, false",
        "https://a.example:8443/mcp, https://a.example/mcp, false",
        "https://a.example/mcp#x, https://a.example/mcp, false",
        "https://a.example/mcp?x=2, https://a.example/mcp, false",
    })
    void aResourceCoversItselfAndWhatLiesBelow(String resource, String server, boolean covers) {
        assertThat(ProtectedResource.covers(URI.create(resource), URI.create(server)))
                .isEqualTo(covers);
    }

    @Test
    void refusesMetadataForAnotherServer() {
        servers.resource.put("resource", "https://evil.example/mcp");

        assertThatThrownBy(this::find)
                .hasMessageContaining("'https://evil.example/mcp'")
                .hasMessageContaining(servers.server().toString());
        assertThat(servers.at(SERVER)).isEmpty();
    }

    @Test
    void refusesTheMetadataOfAnotherIssuer() {
        servers.metadata.put("issuer", servers.issuer() + "/");

        assertThatThrownBy(this::find).hasMessageContaining("is that of");
    }

    @ParameterizedTest
    @ValueSource(strings = {"token_endpoint", "authorization_endpoint", "registration_endpoint"})
    void refusesEndpointsOverHttp(String endpoint) {
        servers.metadata.put(endpoint, "http://203.0.113.7/x");

        assertThatThrownBy(this::find)
                .hasMessageContaining("its " + endpoint)
                .hasMessageContaining("only https");
    }

    @Test
    void refusesMembersOfTheWrongTypeByName() {
        servers.metadata.put("code_challenge_methods_supported", 3);

        assertThatThrownBy(this::find).hasMessageContaining("code_challenge_methods_supported");
    }

    @Test
    void refusesMetadataWithoutAuthorizationServers() {
        servers.resource.putArray("authorization_servers");

        assertThatThrownBy(this::find).hasMessageContaining("authorization_servers");
    }

    @Test
    void refusesAnAnswerThatIsTooLarge() {
        String huge = "{\"resource\":\"" + "x".repeat(300_000) + "\"}";
        servers.answers.put(RESOURCE + "/mcp", seen -> new Answer(200, Map.of(), huge));

        assertThatThrownBy(this::find)
                .isInstanceOf(OAuthException.class)
                .hasMessageContaining("cannot be read");
    }

    @Test
    void refusesAnAnswerThatIsNestedTooDeep() {
        String deep = "{\"a\":" + "[".repeat(5_000) + "]".repeat(5_000) + "}";
        servers.answers.put(RESOURCE + "/mcp", seen -> new Answer(200, Map.of(), deep));

        assertThatThrownBy(this::find).hasMessageContaining("no JSON object");
    }

    @Test
    void givesUpOnAnAnswerThatDoesNotCome() {
        CountDownLatch over = new CountDownLatch(1);
        http.close();
        http = new OAuthHttp(limits(Duration.ofMillis(300)));
        servers.answers.put(
                RESOURCE + "/mcp",
                seen -> {
                    try {
                        over.await();
                    } catch (InterruptedException stopped) {
                        Thread.currentThread().interrupt();
                    }
                    return Answer.json(200, Json.object());
                });

        assertThatThrownBy(this::find).isInstanceOf(OAuthException.class);
        over.countDown();
    }

    @Test
    void givesUpOnABodyThatTrickles() throws Exception {
        http.close();
        http = new OAuthHttp(limits(Duration.ofMillis(300)));
        try (ServerSocket slow = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"))) {
            URI server = URI.create("http://127.0.0.1:" + slow.getLocalPort() + "/mcp");
            CountDownLatch over = new CountDownLatch(1);
            Thread.ofVirtual().start(() -> sendHeadersAlone(slow, over));

            assertThatThrownBy(() -> discovery(server).find(Optional.empty(), Optional.empty()))
                    .isInstanceOf(OAuthException.class)
                    .hasMessageContaining("was not answered within");
            over.countDown();
        }
    }

    private static void sendHeadersAlone(ServerSocket slow, CountDownLatch over) {
        try (Socket socket = slow.accept()) {
            socket.getOutputStream()
                    .write(
                            "HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n{"
                                    .getBytes(StandardCharsets.US_ASCII));
            over.await();
        } catch (IOException gone) {
            // The client has left, as it should.
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void doesNotFollowARedirectToAnotherOrigin() {
        try (ScriptedServers other = new ScriptedServers()) {
            servers.answers.put(
                    RESOURCE + "/mcp", seen -> Answer.redirect(other.issuer() + "/secret"));

            assertThatThrownBy(this::find).hasMessageContaining("another origin");
            assertThat(other.seen).isEmpty();
        }
    }

    @Test
    void followsARedirectWithinTheOriginButNotForEver() throws Exception {
        servers.answers.put("/moved", seen -> Answer.json(200, servers.resource));
        servers.answers.put(RESOURCE + "/mcp", seen -> Answer.redirect("/moved"));
        assertThat(find().resource().legacy()).isFalse();

        servers.answers.put("/moved", seen -> Answer.redirect("/moved"));

        assertThatThrownBy(this::find).hasMessageContaining("more than 3 times");
    }

    @Test
    void aBusyServerIsNotTakenForOneWithoutMetadata() {
        servers.answers.put(RESOURCE + "/mcp", seen -> new Answer(503, Map.of(), ""));

        assertThatThrownBy(this::find).hasMessageContaining("503");
    }

    private static OAuthLimits limits(Duration request) {
        OAuthLimits d = OAuthLimits.DEFAULT;
        return new OAuthLimits(
                request,
                d.bodyBytes(),
                d.redirects(),
                d.signIn(),
                d.refreshEarly(),
                d.freshToken(),
                d.signIns(),
                d.signInWindow());
    }

    private Discovery.Found find() throws InterruptedException {
        return find(Optional.empty());
    }

    private Discovery.Found find(Optional<URI> challenged) throws InterruptedException {
        return discovery(servers.server()).find(challenged, Optional.empty());
    }

    private Discovery discovery(URI server) {
        return new Discovery(server, http, EndpointRules.of(server));
    }
}
