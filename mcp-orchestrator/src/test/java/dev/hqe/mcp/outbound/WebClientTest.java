package dev.hqe.mcp.outbound;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class WebClientTest {

    private static final WebLimits LIMITS =
            new WebLimits(
                    Duration.ofSeconds(30),
                    Duration.ofSeconds(10),
                    2_000,
                    8_000,
                    10_000,
                    8_000,
                    100_000);

    private final LocalServer server = new LocalServer();
    private final Map<String, List<String>> hosts =
            Map.of(
                    "here.test", List.of("127.0.0.1"),
                    "world.test", List.of("203.0.113.7"),
                    "mixed.test", List.of("203.0.113.7", "10.0.0.1"),
                    "meta.test", List.of("169.254.169.254"),
                    "second.test", List.of("::1", "127.0.0.1"));
    private final WebClient client = new WebClient(LIMITS, this::lookUp, WebClientTest::defaultTls);

    private static SSLContext defaultTls() {
        try {
            return SSLContext.getDefault();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private List<InetAddress> lookUp(String host) throws UnknownHostException {
        List<String> found = hosts.get(host);
        if (found == null) {
            return NameLookup.SYSTEM.addresses(host); // only addresses as text come here
        }
        return found.stream().map(WebClientTest::address).toList();
    }

    private static InetAddress address(String text) {
        try {
            return InetAddress.getByName(text);
        } catch (UnknownHostException e) {
            throw new IllegalStateException(e);
        }
    }

    @AfterEach
    void close() {
        client.close();
        server.close();
    }

    private WebRequest get(String host) {
        return request(
                "GET", "http://" + host + ":" + server.port() + "/a%20b?c=d#e", Map.of(), "");
    }

    private static WebRequest request(
            String method, String url, Map<String, String> headers, String body) {
        return WebRequest.of(method, url, headers, body.getBytes(UTF_8), LIMITS);
    }

    @Test
    void aRequestGoesOutAsItWasGivenAndItsAnswerComesBack() throws Exception {
        server.answers("HTTP/1.1 201 Made\r\nX-One: 1\r\nx-one: 2\r\nContent-Length: 2\r\n\r\nok");

        WebResponse response =
                client.send(
                        request(
                                "POST",
                                "http://here.test:" + server.port() + "/a%20b?c=d#e",
                                Map.of("X-Mine", "yes"),
                                "the body"),
                        true);

        assertThat(response.status()).isEqualTo(201);
        assertThat(response.headers()).containsEntry("x-one", "1, 2");
        assertThat(response.body()).asString(UTF_8).isEqualTo("ok");
        assertThat(server.seen())
                .startsWith("POST /a%20b?c=d HTTP/1.1\r\nHost: here.test:" + server.port() + "\r\n")
                .contains("X-Mine: yes\r\n")
                .contains("Content-Length: 8\r\n")
                .contains("Connection: close\r\n")
                .endsWith("\r\n\r\nthe body");
    }

    @Test
    void aRedirectIsAnAnswerAndNobodyGoesThere() throws Exception {
        server.answers(
                "HTTP/1.1 302 Found\r\nLocation: http://169.254.169.254/\r\nContent-Length:"
                        + " 0\r\n\r\n");

        WebResponse response = client.send(get("here.test"), true);

        assertThat(response.status()).isEqualTo(302);
        assertThat(response.headers()).containsEntry("location", "http://169.254.169.254/");
        assertThat(server.requests()).isEqualTo(1);
    }

    @Test
    void chunksInterimAnswersAndUnsizedBodiesAreRead() throws Exception {
        server.answers(
                "HTTP/1.1 103 Early Hints\r\nLink: x\r\n\r\nHTTP/1.1 200 OK\r\nTransfer-Encoding:"
                        + " chunked\r\n\r\n3\r\nabc\r\n2\r\nde\r\n0\r\n\r\n");
        WebResponse chunked = client.send(get("here.test"), true);

        server.answers("HTTP/1.1 200 OK\r\n\r\nup to the end");
        WebResponse unsized = client.send(get("here.test"), true);

        assertThat(chunked.status()).isEqualTo(200);
        assertThat(chunked.headers()).isEmpty();
        assertThat(chunked.body()).asString(UTF_8).isEqualTo("abcde");
        assertThat(unsized.body()).asString(UTF_8).isEqualTo("up to the end");
    }

    @Test
    void aPackedBodyIsUnpackedWithinItsBound() throws Exception {
        server.answers(LocalServer.gzipped("x".repeat(50_000)));
        WebResponse response = client.send(get("here.test"), true);

        server.answers(LocalServer.gzipped("x".repeat(100_001)));
        assertThatThrownBy(() -> client.send(get("here.test"), true))
                .isInstanceOf(WebException.Unanswered.class)
                .hasMessageContaining("more than 100000 bytes");

        assertThat(response.body()).hasSize(50_000);
        assertThat(response.headers()).doesNotContainKeys("content-encoding", "content-length");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "HTTP/1.1 200 OK\r\nContent-Length: 100001\r\n\r\n",
                "HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nshort",
                "HTTP/1.1 200 OK\r\nContent-Encoding: br\r\nContent-Length: 1\r\n\r\nx",
                "HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: 1\r\n\r\nx",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n",
                "HTTP/1.1 101 Switching Protocols\r\nUpgrade: x\r\n\r\n",
                "SSH-2.0-OpenSSH_9.6\r\n",
                "220 mail.test ESMTP\r\n",
                ""
            })
    void anAnswerThatIsNoneIsAnError(String answer) {
        String large = answer.contains("100001") ? "x".repeat(100_001) : "";
        server.answers(answer + large);

        assertThatThrownBy(() -> client.send(get("here.test"), true))
                .isInstanceOf(WebException.Unanswered.class)
                .hasMessageContaining("here.test");
    }

    @Test
    void aHeadThatIsTooLargeIsAnError() {
        server.answers("HTTP/1.1 200 OK\r\nX: " + "y".repeat(9_000) + "\r\n\r\n");

        assertThatThrownBy(() -> client.send(get("here.test"), true))
                .isInstanceOf(WebException.Unanswered.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://here.test/",
                "https://127.0.0.1/",
                "https://127.1.2.3:8443/",
                "https://[::1]/",
                "https://[::ffff:127.0.0.1]/",
                "https://[64:ff9b::7f00:1]/",
                "https://[2002:7f00:1::]/",
                "https://10.1.2.3/",
                "https://mixed.test/",
                "https://meta.test/",
                "https://169.254.169.254/latest/meta-data",
                "https://[fd00:ec2::254]/",
                "https://[fe80::1]/",
                "https://0.0.0.0/",
                "https://[::]/",
                "https://224.0.0.1/"
            })
    void noRequestGoesInsideUnlessItMay(String url) {
        assertThatThrownBy(() -> client.send(request("GET", url, Map.of(), ""), false))
                .isInstanceOf(WebException.Inside.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://meta.test/",
                "https://169.254.169.254/latest/meta-data",
                "https://[fd00:ec2::254]/",
                "https://[fe80::1]/",
                "https://0.0.0.0/",
                "https://[::]/",
                "https://[::127.0.0.1]/",
                "https://255.255.255.255/",
                "https://224.0.0.1/"
            })
    void someAddressesAreNeverVisited(String url) {
        assertThatThrownBy(() -> client.send(request("GET", url, Map.of(), ""), true))
                .isInstanceOf(WebException.Inside.class)
                .hasMessageContaining("never visited");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://2130706433/",
                "https://0x7f000001/",
                "https://0x7f.0.0.1/",
                "https://0177.0x0.1/",
                "https://0177.0.0.1/",
                "https://127.0.0.1./",
                "https://127.1/",
                "https://user@here.test/",
                "https://user:pass@here.test/",
                "https://here.test:0/",
                "https://here.test:65536/",
                "https://[fe80::1%25eth0]/",
                "https://here test/",
                "https://here.test\r\nX: y/",
                "https://hé.test/",
                "https://②.test/",
                "https://",
                "file:///etc/passwd",
                "gopher://here.test/",
                "//here.test/",
                "here.test"
            })
    void whatIsNoAddressOfAHostIsRefused(String url) {
        assertThatThrownBy(() -> request("GET", url, Map.of(), ""))
                .isInstanceOf(WebException.Invalid.class);
    }

    @Test
    void plainHttpStaysInside() {
        assertThatThrownBy(() -> client.send(get("world.test"), true))
                .isInstanceOf(WebException.Invalid.class)
                .hasMessageContaining("by https only");
    }

    @Test
    void aNameIsLookedUpOnceSoItCannotMeanSomethingElseLater() {
        AtomicInteger lookups = new AtomicInteger();
        Queue<String> answers = new ArrayDeque<>(List.of("203.0.113.7", "127.0.0.1"));
        NameLookup rebinding =
                host -> {
                    lookups.incrementAndGet();
                    return List.of(address(answers.remove()));
                };
        WebLimits quick =
                new WebLimits(
                        Duration.ofMillis(500), Duration.ofMillis(300), 2_000, 8_000, 1, 8_000, 1);

        try (WebClient rebound = new WebClient(quick, rebinding, WebClientTest::defaultTls)) {
            assertThatThrownBy(() ->
                            rebound.send(
                                    request(
                                            "GET",
                                            "https://rebind.test:" + server.port() + "/",
                                            Map.of(),
                                            ""),
                                    false))
                    .isInstanceOf(WebException.Unanswered.class);
        }

        assertThat(lookups).hasValue(1);
        assertThat(server.requests()).isZero();
    }

    @Test
    void theNextAddressIsTriedWhenOneTakesNoConnection() throws Exception {
        server.answers("HTTP/1.1 204 No Content\r\n\r\n");

        assertThat(client.send(get("second.test"), true).status()).isEqualTo(204);
    }

    @Test
    void anUnknownNameAndAClosedPortAreSaid() throws Exception {
        int closed;
        try (ServerSocket probe = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            closed = probe.getLocalPort();
        }
        NameLookup nothing =
                host -> {
                    throw new UnknownHostException(host);
                };

        try (WebClient offline = new WebClient(LIMITS, nothing, WebClientTest::defaultTls)) {
            assertThatThrownBy(() -> offline.send(get("gone.test"), true))
                    .hasMessageContaining("no host 'gone.test'");
        }
        assertThatThrownBy(() ->
                        client.send(
                                request("GET", "http://here.test:" + closed + "/", Map.of(), ""),
                                true))
                .isInstanceOf(WebException.Unanswered.class)
                .hasMessageContaining("here.test");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Host",
                "host",
                "Connection",
                "Content-Length",
                "Transfer-Encoding",
                "TE",
                "Trailer",
                "Upgrade",
                "Keep-Alive",
                "Expect",
                "Proxy-Authorization",
                "X Y",
                "X:",
                "X\r\nY",
                ""
            })
    void headersOfTheConnectionAreNotTheCallers(String name) {
        assertThatThrownBy(() -> request("GET", "https://here.test/", Map.of(name, "x"), ""))
                .isInstanceOf(WebException.Invalid.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\r\nHost: b", "a\nb", "a\rb", "a\u0000b", "ä"})
    void aHeaderIsOneLine(String value) {
        assertThatThrownBy(() -> request("GET", "https://here.test/", Map.of("X", value), ""))
                .isInstanceOf(WebException.Invalid.class)
                .hasMessageContaining("header x");
    }

    @Test
    void aRequestHasBounds() {
        assertThatThrownBy(
                        () -> request("GET", "https://a.test/" + "x".repeat(2_000), Map.of(), ""))
                .hasMessageContaining("at most 2000 characters");
        assertThatThrownBy(() -> request("POST", "https://a.test/", Map.of(), "x".repeat(10_001)))
                .hasMessageContaining("at most 10000 bytes");
        assertThatThrownBy(
                        () -> request("GET", "https://a.test/", Map.of("X", "y".repeat(8_000)), ""))
                .hasMessageContaining("at most 8000 bytes");
        assertThatThrownBy(() -> request("get it", "https://a.test/", Map.of(), ""))
                .hasMessageContaining("method");
    }

    @Test
    void anAnswerThatTricklesIsCutOff() {
        CountDownLatch done = new CountDownLatch(1);
        server.answersWith(out -> trickle(out, done));
        WebLimits quick =
                new WebLimits(
                        Duration.ofMillis(700),
                        Duration.ofMillis(500),
                        2_000,
                        8_000,
                        10,
                        8_000,
                        100_000);

        try (WebClient impatient = new WebClient(quick, this::lookUp, WebClientTest::defaultTls)) {
            assertThatThrownBy(() -> impatient.send(get("here.test"), true))
                    .isInstanceOf(WebException.Unanswered.class)
                    .hasMessageContaining("within 700 ms");
        } finally {
            done.countDown();
        }
    }

    private static void trickle(OutputStream out, CountDownLatch done) throws IOException {
        out.write("HTTP/1.1 200 OK\r\n\r\n".getBytes(UTF_8));
        try {
            while (!done.await(20, TimeUnit.MILLISECONDS)) {
                out.write('x');
                out.flush();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void anInterruptionEndsARequest() throws Exception {
        CountDownLatch arrived = new CountDownLatch(1);
        server.answersWith(out -> arrived.countDown());
        server.holdsConnections();
        AtomicReference<Throwable> thrown = new AtomicReference<>();
        Thread asking =
                Thread.ofVirtual()
                        .start(() -> {
                            try {
                                client.send(get("here.test"), true);
                            } catch (InterruptedException | RuntimeException e) {
                                thrown.set(e);
                            }
                        });

        arrived.await();
        asking.interrupt();
        asking.join();

        assertThat(thrown.get()).isInstanceOf(InterruptedException.class);
    }

    @Test
    void theCertificateHasToBeForTheNameAndNotForTheAddress(@TempDir Path work) throws Exception {
        try (TlsServer secure = new TlsServer(work, "api.example.test");
                WebClient trusting =
                        new WebClient(
                                LIMITS, host -> List.of(address("127.0.0.1")), secure::trust)) {
            String port = ":" + secure.port() + "/";

            WebResponse response =
                    trusting.send(
                            request("GET", "https://api.example.test" + port, Map.of(), ""), true);

            assertThat(response.body()).asString(UTF_8).isEqualTo("secure");
            assertThatThrownBy(() ->
                            trusting.send(
                                    request("GET", "https://other.test" + port, Map.of(), ""),
                                    true))
                    .isInstanceOf(WebException.Unanswered.class)
                    .hasMessageContaining("certificate");
        }
        try (TlsServer secure = new TlsServer(work, "api.example.test");
                WebClient usual =
                        new WebClient(
                                LIMITS,
                                host -> List.of(address("127.0.0.1")),
                                WebClientTest::defaultTls)) {
            assertThatThrownBy(() ->
                            usual.send(
                                    request(
                                            "GET",
                                            "https://api.example.test:" + secure.port() + "/",
                                            Map.of(),
                                            ""),
                                    true))
                    .hasMessageContaining("certificate");
        }
    }

    @Test
    void putsTheBodyOfAnAnswerIntoAFile(@TempDir Path folder) throws Exception {
        server.answers(LocalServer.gzipped("plain text"));

        WebDownload answer = client.download(get("here.test"), true, LIMITS, folder.resolve("a"));

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.isWhole()).isTrue();
        assertThat(answer.headers()).doesNotContainKey("content-encoding");
        assertThat(folder.resolve("a")).hasContent("plain text");
        assertThat(folder)
                .isDirectoryContaining("glob:**/a")
                .isDirectoryNotContaining("glob:**.tmp");
    }

    @Test
    void keepsWhatCameOfABodyThatBreaksOffAndSaysWhy(@TempDir Path folder) throws Exception {
        server.answers("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nhalf");
        WebDownload cut = client.download(get("here.test"), true, LIMITS, folder.resolve("a"));
        assertThat(cut.problem()).contains("ended in the middle");
        assertThat(cut.tooLarge()).isFalse();
        assertThat(folder.resolve("a")).hasContent("half");

        WebLimits small =
                new WebLimits(LIMITS.time(), LIMITS.connect(), 2_000, 8_000, 10_000, 8_000, 50);
        server.answers("HTTP/1.1 200 OK\r\n\r\n" + "x".repeat(51));
        WebDownload large = client.download(get("here.test"), true, small, folder.resolve("b"));
        assertThat(large.tooLarge()).isTrue();

        server.answers(LocalServer.gzipped("x".repeat(51)));
        WebDownload unpacked = client.download(get("here.test"), true, small, folder.resolve("c"));
        assertThat(unpacked.tooLarge()).isTrue();
    }

    @Test
    void downloadsNothingFromWhereItMayNotGo(@TempDir Path folder) {
        assertThatThrownBy(
                        () -> client.download(get("here.test"), false, LIMITS, folder.resolve("a")))
                .isInstanceOf(WebException.Inside.class);
    }
}
