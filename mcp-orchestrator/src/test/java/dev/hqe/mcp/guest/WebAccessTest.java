package dev.hqe.mcp.guest;

import static dev.hqe.mcp.guest.WeatherTopic.body;
import static dev.hqe.mcp.guest.WeatherTopic.why;
import static dev.hqe.mcp.sandbox.HostCall.SECRET;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hqe.kernel.secret.Secret;
import dev.hqe.kernel.secret.SecretName;
import dev.hqe.mcp.outbound.LocalServer;
import dev.hqe.mcp.outbound.NameLookup;
import dev.hqe.mcp.outbound.WebClient;
import dev.hqe.mcp.outbound.WebLimits;
import dev.hqe.mcp.sandbox.HostAnswer;
import dev.hqe.mcp.sandbox.HttpAnswer;
import dev.hqe.mcp.sandbox.Permission;
import dev.hqe.mcp.tools.WorkbenchForTests;
import java.net.InetAddress;
import java.net.URLEncoder;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class WebAccessTest {

    private static final String VALUE = "s3cr3t/va+lue & more";

    @TempDir Path work;
    private final WorkbenchForTests workbench;
    private final LocalServer server = new LocalServer();
    private final AtomicInteger lookups = new AtomicInteger();
    private final WebClient web =
            new WebClient(WebLimits.DEFAULT, this::lookUp, WebAccessTest::tls);

    WebAccessTest(@TempDir Path data) {
        workbench = new WorkbenchForTests(data);
        workbench.secrets().put(new SecretName("key"), Secret.of(VALUE));
        workbench.secrets().put(new SecretName("broken"), Secret.of("a\r\nHost: evil.test"));
        server.echoes();
    }

    private static SSLContext tls() {
        try {
            return SSLContext.getDefault();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private List<InetAddress> lookUp(String host) throws UnknownHostException {
        lookups.incrementAndGet();
        return switch (host) {
            case "here.test", "other.test" -> List.of(InetAddress.getLoopbackAddress());
            case "office.test" -> List.of(InetAddress.getByName("10.0.0.7"));
            case "cloud.test" -> List.of(InetAddress.getByName("169.254.169.254"));
            case "world.test" -> List.of(InetAddress.getByName("203.0.113.7"));
            default -> NameLookup.SYSTEM.addresses(host);
        };
    }

    @AfterEach
    void close() {
        web.close();
        server.close();
        workbench.close();
    }

    private WeatherTopic with(String permissions) throws Exception {
        return WeatherTopic.with(
                work, permissions.replace("PORT", "" + server.port()), workbench, web);
    }

    /// Granted: this server under its name, for GET, with the secret `key`.
    private WeatherTopic withKey() throws Exception {
        return with(
                """
                http:
                - {host: "here.test:PORT", private: true, methods: [GET, POST]}
                - {host: "other.test:PORT", private: true}
                secrets:
                - {name: key, hosts: ["here.test:PORT"]}
                - {name: broken, hosts: ["here.test:PORT"]}
                - {name: missing, hosts: ["here.test:PORT"]}
                """);
    }

    private String url(String host) {
        return "http://" + host + ":" + server.port() + "/";
    }

    private static String handle(WeatherTopic topic, String name) {
        return topic.ask(SECRET, "{\"name\": \"" + name + "\"}").path("handle").asString();
    }

    @Test
    void aGrantedHostIsAsked() throws Exception {
        try (WeatherTopic topic = withKey()) {
            HttpAnswer answer = topic.fetched(url("here.test") + "a?b=c", Map.of("X-A", "b"));

            assertThat(answer.status()).isEqualTo(200);
            assertThat(body(answer)).startsWith("GET /a?b=c HTTP/1.1").contains("X-A: b");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "https://api.test/, GET, GET requests to api.test are not granted",
        "https://sub.world.test/, GET, GET requests to sub.world.test are not granted",
        "https://world.test./, GET, GET requests to world.test. are not granted",
        "https://world.test.evil.test/, GET, requests to world.test.evil.test are not granted",
        "https://world.test:8443/, GET, GET requests to world.test:8443 are not granted",
        "https://world.test:80/, GET, GET requests to world.test:80 are not granted",
        "https://world.test/, POST, POST requests to world.test are not granted",
        "https://world.test/, TRACE, TRACE requests to world.test are not granted",
        "https://127.0.0.1/, GET, GET requests to 127.0.0.1 are not granted",
        "https://[::1]/, GET, GET requests to [::1] are not granted",
        "https://[::ffff:127.0.0.1]/, GET, are not granted"
    })
    void onlyExactHostsPortsAndMethodsAreGranted(String url, String method, String reason)
            throws Exception {
        try (WeatherTopic topic = with("http: [{host: world.test}]")) {
            HostAnswer<HttpAnswer> answer = topic.fetch(method, url, Map.of(), "");

            assertThat(answer).isInstanceOf(HostAnswer.Refused.class);
            assertThat(why(answer)).contains(reason).endsWith("hqe topic grant weather");
            assertThat(lookups).hasValue(0);
        }
    }

    @Test
    void aRefusalNamesTheLineWithWhatIsGrantedAlready() throws Exception {
        try (WeatherTopic topic = with("http: [{host: world.test}]")) {
            assertThat(why(topic.fetch("POST", "https://world.test/", Map.of(), "")))
                    .isEqualTo(
                            "POST requests to world.test are not granted. Below permissions in its"
                                    + " topic.yaml add: http: [{host: 'world.test', methods: [GET,"
                                    + " POST]}] - and grant it again: hqe topic grant weather");
        }
    }

    @Test
    void theSchemesOwnPortMayBeNamedOrNot() throws Exception {
        try (WeatherTopic topic = with("http: [{host: \"office.test:443\"}]")) {
            for (String url : List.of("https://office.test/", "https://OFFICE.test:443/")) {
                assertThat(why(topic.fetch("GET", url, Map.of(), "")))
                        .as("it is granted, and then it turns out to be inside")
                        .contains("is in a private network");
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"here.test", "office.test", "127.0.0.1", "10.0.0.7", "[::1]"})
    void aGrantedHostThatTurnsOutToBeInsideIsRefused(String host) throws Exception {
        try (WeatherTopic topic = with("http: [{host: \"" + host + "\"}]")) {
            HostAnswer<HttpAnswer> answer =
                    topic.fetch("GET", "https://" + host + "/", Map.of(), "");

            assertThat(answer).isInstanceOf(HostAnswer.Refused.class);
            assertThat(((HostAnswer.Refused<HttpAnswer>) answer).permission())
                    .isEqualTo(Permission.HTTP);
            assertThat(why(answer)).contains("private: true");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"cloud.test", "169.254.169.254", "[fd00:ec2::254]", "0.0.0.0"})
    void noGrantReachesMetadataAndTheLike(String host) throws Exception {
        try (WeatherTopic topic = with("http: [{host: \"" + host + "\", private: true}]")) {
            HostAnswer<HttpAnswer> answer =
                    topic.fetch("GET", "http://" + host + "/latest", Map.of(), "");

            assertThat(answer).isInstanceOf(HostAnswer.Refused.class);
            assertThat(why(answer)).contains("never visited").doesNotContain("topic.yaml");
        }
    }

    @Test
    void plainHttpIsForHostsGrantedAsPrivateAlone() throws Exception {
        try (WeatherTopic topic =
                with("http: [{host: world.test}, {host: \"world.test:8080\", private: true}]")) {
            assertThat(why(topic.fetch("GET", "http://world.test/", Map.of(), "")))
                    .contains("by https only");
            assertThat(why(topic.fetch("GET", "http://world.test:8080/", Map.of(), "")))
                    .as("it is in the world after all")
                    .contains("by https only");
        }
    }

    @Test
    void aRedirectIsTheProgramsToFollowAndIsJudgedAgain() throws Exception {
        server.answers(
                "HTTP/1.1 302 Found\r\nLocation: http://cloud.test/\r\nContent-Length: 0\r\n\r\n");
        try (WeatherTopic topic = withKey()) {
            HttpAnswer answer = topic.fetched(url("here.test"), Map.of());
            String location = answer.headers().getOrDefault("location", "");

            assertThat(answer.status()).isEqualTo(302);
            assertThat(server.requests()).isEqualTo(1);
            assertThat(why(topic.fetch("GET", location, Map.of(), "")))
                    .contains("requests to cloud.test are not granted");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "Host, evil.test",
        "Content-Length, 0",
        "Connection, keep-alive",
        "Transfer-Encoding, chunked",
        "X, 'a\r\nHost: evil.test'"
    })
    void headersThatAreNotTheProgramsDoNotGoOut(String name, String value) throws Exception {
        try (WeatherTopic topic = withKey()) {
            assertThat(why(topic.fetch("GET", url("here.test"), Map.of(name, value), "")))
                    .startsWith("http_request: the ");
            assertThat(server.requests()).isZero();
        }
    }

    @Test
    void oneCallMakesSoManyRequests() throws Exception {
        try (WeatherTopic topic = withKey()) {
            for (int i = 0; i < 64; i++) {
                topic.fetched(url("here.test"), Map.of());
            }

            assertThat(why(topic.fetch("GET", url("here.test"), Map.of(), "")))
                    .contains("at most 64 HTTP requests");
        }
    }

    @Test
    void aSecretGoesOutInAHeaderAndIsNotSeenInTheEcho() throws Exception {
        try (WeatherTopic topic = withKey()) {
            String handle = handle(topic, "key");

            HttpAnswer answer =
                    topic.fetched(
                            url("here.test"), Map.of("Authorization", "Bearer " + handle + "!"));

            assertThat(handle).startsWith("{{hqe-secret:").doesNotContain(VALUE);
            assertThat(handle(topic, "key")).as("one secret, one handle").isEqualTo(handle);
            assertThat(server.seen()).contains("Authorization: Bearer " + VALUE + "!\r\n");
            assertThat(body(answer)).contains("Bearer [redacted]!").doesNotContain(VALUE);
        }
    }

    @Test
    void anEchoInAnotherWritingIsNotSeenEither() throws Exception {
        byte[] bytes = VALUE.getBytes(UTF_8);
        List<String> echoes =
                List.of(
                        "{\"h\": \"s3cr3t\\/va+lue & more\"}",
                        URLEncoder.encode(VALUE, UTF_8),
                        URLEncoder.encode(VALUE, UTF_8).replace("+", "%20"),
                        "s3cr3t%2fva%2blue%20%26%20more",
                        "s3cr3t/va+lue &amp; more",
                        Base64.getEncoder().encodeToString(bytes),
                        Base64.getUrlEncoder().encodeToString(bytes),
                        HexFormat.of().formatHex(bytes),
                        HexFormat.of().withUpperCase().formatHex(bytes));
        try (WeatherTopic topic = withKey()) {
            String handle = handle(topic, "key");
            for (String echo : echoes) {
                server.answers("HTTP/1.1 200 OK\r\nX-Echo: " + echo + "\r\n\r\n" + echo);

                HttpAnswer answer = topic.fetched(url("here.test"), Map.of("X-Key", handle));

                assertThat(body(answer)).as(echo).contains(Redaction.MARK).isNotEqualTo(echo);
                assertThat(answer.headers().get("x-echo")).as(echo).contains(Redaction.MARK);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a", "ab", "abc", "Bearer "})
    void anEchoOfTheWholeHeaderInBase64IsNotSeenEither(String before) {
        String whole = Base64.getEncoder().encodeToString((before + VALUE + "!").getBytes(UTF_8));

        String clean = Redaction.of(List.of(VALUE)).in("x" + whole + "y");

        assertThat(clean).contains(Redaction.MARK);
        assertThat(clean.replace(Redaction.MARK, "").length())
                .as("at most the characters that the value's neighbours have a part in")
                .isLessThan(2 + 14 + 4);
    }

    @Test
    void aPackedEchoIsUnpackedAndNotSeen() throws Exception {
        server.answers(LocalServer.gzipped("you sent " + VALUE));
        try (WeatherTopic topic = withKey()) {
            HttpAnswer answer =
                    topic.fetched(url("here.test"), Map.of("X-Key", handle(topic, "key")));

            assertThat(body(answer)).isEqualTo("you sent [redacted]");
        }
    }

    @Test
    void whatWasSentOnceIsNotSeenLaterInTheCall() throws Exception {
        try (WeatherTopic topic = withKey()) {
            topic.fetched(url("here.test"), Map.of("X-Key", handle(topic, "key")));
            server.answers("HTTP/1.1 200 OK\r\n\r\nearlier you sent " + VALUE);

            assertThat(body(topic.fetched(url("other.test"), Map.of())))
                    .isEqualTo("earlier you sent [redacted]");
        }
    }

    @Test
    void aHandleDoesNotWorkForAnotherHost() throws Exception {
        try (WeatherTopic topic = withKey()) {
            HostAnswer<HttpAnswer> answer =
                    topic.fetch(
                            "GET", url("other.test"), Map.of("X-Key", handle(topic, "key")), "");

            assertThat(answer).isInstanceOf(HostAnswer.Refused.class);
            assertThat(((HostAnswer.Refused<HttpAnswer>) answer).permission())
                    .isEqualTo(Permission.SECRETS);
            assertThat(why(answer))
                    .contains("sending the secret key to other.test:" + server.port())
                    .contains("secrets: [{name: key, hosts: [other.test:" + server.port() + "]}]");
            assertThat(server.requests()).isZero();
        }
    }

    @Test
    void aHandleDoesNotWorkInTheUrlTheBodyOrAHeadersName() throws Exception {
        try (WeatherTopic topic = withKey()) {
            String handle = handle(topic, "key");
            String random = handle.replaceAll("[{}]|hqe-secret:", "");
            String escaped = URLEncoder.encode(handle, UTF_8);

            assertThat(why(topic.fetch("GET", url("here.test") + "?k=" + escaped, Map.of(), "")))
                    .contains("not in the address");
            assertThat(why(topic.fetch("POST", url("here.test"), Map.of(), "k=" + handle)))
                    .contains("not in the body");
            assertThat(why(topic.fetch("GET", url("here.test"), Map.of("X-" + random, "1"), "")))
                    .contains("not in the name of a header");
            assertThat(server.requests()).isZero();
        }
    }

    @Test
    void aHandleEndsWithItsCallAndNobodyCanGuessOne() throws Exception {
        try (WeatherTopic topic = withKey()) {
            String before = handle(topic, "key");
            topic.nextCall();

            for (String strange :
                    List.of(
                            before,
                            "{{hqe-secret:key}}",
                            "{{hqe-secret:}}",
                            "{{hqe-secret:" + "0".repeat(32) + "}}",
                            handle(topic, "key") + "{{hqe-secret:",
                            "{{hqe-secret:" + handle(topic, "key") + "}}")) {
                assertThat(why(topic.fetch("GET", url("here.test"), Map.of("X", strange), "")))
                        .as(strange)
                        .contains("none of this call's");
            }
            assertThat(server.requests()).isZero();
        }
    }

    @Test
    void anEchoCannotBeHadInPieces() throws Exception {
        try (WeatherTopic topic = withKey()) {
            Map<String, String> headers =
                    Map.of("X-Key", handle(topic, "key"), "Range", "bytes=0-3");

            assertThat(why(topic.fetch("GET", url("here.test"), headers, "")))
                    .contains("leave the header range out");
        }
    }

    @Test
    void aSecretThatIsNotThereOrFitsNoHeaderIsSaid() throws Exception {
        try (WeatherTopic topic = withKey()) {
            assertThat(
                            why(
                                    topic.fetch(
                                            "GET",
                                            url("here.test"),
                                            Map.of("X", handle(topic, "missing")),
                                            "")))
                    .contains("there is no secret 'missing'")
                    .contains("hqe secret set missing");
            assertThat(
                            why(
                                    topic.fetch(
                                            "GET",
                                            url("here.test"),
                                            Map.of("X", handle(topic, "broken")),
                                            "")))
                    .contains("header x has a line break")
                    .doesNotContain("evil");
            assertThat(server.requests()).isZero();
        }
    }

    @Test
    void aSecretThatIsNotGrantedHasNoHandle() throws Exception {
        try (WeatherTopic topic = withKey()) {
            assertThat(topic.refused(SECRET, "{\"name\": \"bank\"}").reason())
                    .startsWith("the secret bank is not granted.")
                    .contains("secrets: [{name: bank, hosts: [HOST]}]");
        }
    }
}
