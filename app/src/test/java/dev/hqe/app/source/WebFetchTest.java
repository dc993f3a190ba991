package dev.hqe.app.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.hqe.ingestion.IngestException;
import dev.hqe.ingestion.http.HttpAuth;
import dev.hqe.ingestion.http.HttpFetch.Answer;
import dev.hqe.ingestion.http.HttpFetch.Request;
import dev.hqe.ingestion.http.HttpFetch.Unanswered;
import dev.hqe.kernel.secret.Secret;
import dev.hqe.kernel.secret.SecretException;
import dev.hqe.kernel.secret.SecretName;
import dev.hqe.kernel.secret.SecretStore;
import dev.hqe.mcp.outbound.WebClient;
import dev.hqe.mcp.outbound.WebLimits;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class WebFetchTest {

    private static final String VALUE = "only-for-this-api";

    @TempDir Path folder;
    private final WebClient web = new WebClient(WebLimits.DEFAULT);
    private final SecretStore secrets = SecretStore.inMemory();
    private final WebFetch fetch = new WebFetch(web, secrets);
    private HttpServer server;

    @BeforeEach
    void serve() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/echo", WebFetchTest::echo);
        server.createContext("/drop", HttpExchange::close);
        server.start();
        try (Secret value = Secret.of(VALUE)) {
            secrets.put(new SecretName("key"), value);
        }
    }

    @AfterEach
    void close() {
        server.stop(0);
        web.close();
        secrets.close();
    }

    private static void echo(HttpExchange exchange) throws IOException {
        StringBuilder seen = new StringBuilder();
        exchange.getRequestHeaders()
                .forEach(
                        (name, values) -> seen.append(name).append('=').append(values).append(' '));
        byte[] body = seen.toString().getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("X-Seen", seen.toString().strip());
        exchange.sendResponseHeaders(200, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    private Answer ask(String path, Optional<HttpAuth> auth, boolean inside) throws Exception {
        URI url = URI.create("http://127.0.0.1:" + server.getAddress().getPort() + path);
        Request request =
                new Request(
                        "GET",
                        url,
                        Map.of("X-Own", "1"),
                        auth,
                        "",
                        inside,
                        Duration.ofSeconds(20),
                        1 << 20);
        return fetch.fetch(request, folder.resolve("answer"));
    }

    private static Optional<HttpAuth> auth(HttpAuth.Type type, String name) {
        return Optional.of(
                new HttpAuth(
                        type,
                        new SecretName(name),
                        type == HttpAuth.Type.HEADER ? "X-Key" : "",
                        type == HttpAuth.Type.BASIC ? "me" : ""));
    }

    @Test
    void sendsASecretAndTakesItOutOfTheAnswer() throws Exception {
        Answer bearer = ask("/echo", auth(HttpAuth.Type.BEARER, "key"), true);
        assertThat(bearer.status()).isEqualTo(200);
        assertThat(folder.resolve("answer"))
                .content()
                .contains("Authorization=[Bearer [redacted]]", "X-own=[1]")
                .doesNotContain(VALUE);
        assertThat(bearer.headers().get("x-seen")).doesNotContain(VALUE).contains("[redacted]");

        ask("/echo", auth(HttpAuth.Type.HEADER, "key"), true);
        assertThat(folder.resolve("answer")).content().contains("X-key=[[redacted]]");

        ask("/echo", auth(HttpAuth.Type.BASIC, "key"), true);
        assertThat(folder.resolve("answer"))
                .content()
                .contains("Authorization=[Basic ")
                .contains("[redacted]");
    }

    @Test
    void saysWhichSecretIsMissing() {
        assertThatThrownBy(() -> ask("/echo", auth(HttpAuth.Type.BEARER, "kez"), true))
                .isInstanceOf(SecretException.Missing.class)
                .hasMessageContaining("There is no secret 'kez' (did you mean 'key'?)");
    }

    @Test
    void asksThisMachineOnlyWhereSomebodyHasSaidSo() {
        assertThatThrownBy(() -> ask("/echo", Optional.empty(), false))
                .isInstanceOf(IngestException.Refused.class)
                .hasMessageContaining("is this machine, and nobody has added that address");
    }

    @Test
    void callsABrokenConnectionUnanswered() {
        assertThatThrownBy(() -> ask("/drop", Optional.empty(), true))
                .isInstanceOf(Unanswered.class)
                .hasMessageContaining("ended in the middle");
    }
}
