package dev.hqe.mcp.oauth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RedirectListenerTest {

    private static final Duration LONG = Duration.ofSeconds(20);

    private final HttpClient http = HttpClient.newHttpClient();
    private RedirectListener listener;

    @BeforeEach
    void open() throws IOException {
        listener = RedirectListener.open(Optional.empty(), "right");
    }

    @AfterEach
    void close() {
        listener.close();
    }

    @Test
    void listensOnThisMachineAlone() {
        assertThat(listener.address().getHost()).isEqualTo("127.0.0.1");
        assertThat(listener.address().getPort()).isPositive();
        assertThat(listener.address().getPath()).isEqualTo("/callback");
    }

    @Test
    void takesTheAnswerAndShowsACalmPage() throws Exception {
        HttpResponse<String> page = get("/callback?state=right&code=a%2Bb&iss=https%3A%2F%2Fi");

        AuthorizationAnswer answer = listener.await(LONG, "i");
        assertThat(answer.parameters())
                .containsEntry("code", "a+b")
                .containsEntry("iss", "https://i");
        assertThat(page.body()).contains("You can close this page").doesNotContain("a+b");
        assertThat(page.headers().firstValue("Cache-Control")).contains("no-store");
        assertThat(page.headers().firstValue("Content-Security-Policy"))
                .hasValueSatisfying(policy -> assertThat(policy).contains("default-src 'none'"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/favicon.ico",
                "/callback",
                "/callback?code=x",
                "/callback?code=x&state=wrong",
                "/callback?code=x&state=right&state=right",
                "/callback?code=x&code=y&state=right",
                "/callback?code=%zz&state=right",
                "/callback/more?code=x&state=right",
                "/other?code=x&state=right"
            })
    void ignoresStraysAndGoesOnListening(String stray) throws Exception {
        int status = raw("GET " + stray + " HTTP/1.1", "127.0.0.1:" + port());
        get("/callback?code=good&state=right");

        assertThat(status).isBetween(400, 404);
        assertThat(listener.await(LONG, "i").parameters()).containsEntry("code", "good");
    }

    @Test
    void ignoresAnotherMethodAndAReboundName() throws Exception {
        int post = raw("POST /callback?code=x&state=right HTTP/1.1", "127.0.0.1:" + port());
        int rebound = raw("GET /callback?code=x&state=right HTTP/1.1", "evil.example:" + port());
        get("/callback?code=good&state=right");

        assertThat(post).isEqualTo(404);
        assertThat(rebound).isEqualTo(404);
        assertThat(listener.await(LONG, "i").parameters()).containsEntry("code", "good");
    }

    @Test
    void takesTheFirstAnswerOfTwo() throws Exception {
        get("/callback?code=first&state=right");
        get("/callback?code=second&state=right");

        assertThat(listener.await(LONG, "i").parameters()).containsEntry("code", "first");
    }

    @Test
    void givesUpWhenNobodyComesBack() {
        assertThatThrownBy(() -> listener.await(Duration.ofMillis(20), "https://login.example"))
                .isInstanceOf(OAuthException.class)
                .hasMessageContaining("https://login.example");
    }

    @Test
    void freesItsPortAndTakesItAgain() throws Exception {
        URI address = listener.address();
        listener.close();

        listener = RedirectListener.open(Optional.of(address), "right");

        assertThat(listener.address()).isEqualTo(address);
    }

    @Test
    void keepsTheHostNameAndThePathThatWereRegistered() throws Exception {
        URI wanted = URI.create("http://localhost/done");

        try (RedirectListener other = RedirectListener.open(Optional.of(wanted), "s")) {
            assertThat(other.address().getHost()).isEqualTo("localhost");
            assertThat(other.address().getPath()).isEqualTo("/done");
        }
    }

    private int port() {
        return listener.address().getPort();
    }

    private HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return http.send(
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port() + path)).build(),
                HttpResponse.BodyHandlers.ofString());
    }

    private int raw(String requestLine, String host) throws IOException {
        try (Socket socket = new Socket(InetAddress.ofLiteral("127.0.0.1"), port())) {
            socket.getOutputStream()
                    .write(
                            (requestLine + "\r\nHost: " + host + "\r\nContent-Length: 0\r\n\r\n")
                                    .getBytes(StandardCharsets.US_ASCII));
            InputStream in = socket.getInputStream();
            byte[] start = in.readNBytes("HTTP/1.1 404".length());
            return Integer.parseInt(new String(start, StandardCharsets.US_ASCII).substring(9));
        }
    }
}
