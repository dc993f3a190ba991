package dev.hqe.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.hqe.app.HqeProcess.Result;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Sources that are APIs, from the command line to the stored entities.
@Timeout(300)
class ApiSourcesDoorTest {

    @TempDir private Path work = Path.of("");
    private Path home = Path.of("");
    private HttpServer server;
    private String url = "";
    private volatile String items = "[{\"symbol\": \"A\", \"close\": 1}]";

    @BeforeEach
    void grantATopic() throws Exception {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/prices", this::answer);
        server.start();
        url = "http://127.0.0.1:" + server.getAddress().getPort() + "/prices";
        home = work.resolve("home");
        ShopTopic.write(
                home,
                "{\"type\": \"object\"}",
                "api",
                """
                type: http
                url: %s
                auth: {type: bearer, secret: shop-key}
                map: {id: .symbol, kind: Price}
                """
                        .formatted(url));
        assertThat(hqe("topic", "grant", "shop", "--yes").exitCode()).isZero();
    }

    @AfterEach
    void close() {
        server.stop(0);
    }

    private void answer(HttpExchange exchange) throws IOException {
        byte[] body = items.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(200, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    private Result hqe(String... arguments) throws Exception {
        return HeadlessProcess.runIn(home, work, arguments);
    }

    @Test
    void askNobodyAndSendNothingBecauseATopicSaysSo() throws Exception {
        Result proposed = hqe("source", "add", "-t", "shop", "--from", "api");
        Result otherPlace = hqe("source", "add", url, "-t", "shop", "--from", "api");
        Result ownAuth =
                hqe(
                        "source", "add", url, "-t", "shop", "--from", "api", "--auth", "none",
                        "--run", "--json");

        assertThat(proposed.exitCode()).isEqualTo(2);
        assertThat(proposed.err())
                .contains("proposes to ask GET " + url)
                .contains("send your secret 'shop-key' there")
                .contains("--accept-url");
        assertThat(otherPlace.exitCode()).as("the secret was not said").isEqualTo(2);
        assertThat(ownAuth.json().path("created").asInt()).isEqualTo(1);
    }

    @Test
    void areEditedAndSayWhatIsWrongWithThem() throws Exception {
        hqe("source", "add", "prices", url, "-t", "shop", "--map", "id=.symbol");
        Result edited =
                hqe("source", "edit", "prices", "--url", url + "/none", "--every", "1h", "--json");
        server.removeContext("/prices");
        Result failed = hqe("source", "run", "prices");
        Result list = hqe("source", "list");
        Result shown = hqe("source", "show", "prices", "--json");
        Result wrong = hqe("source", "edit", "prices", "--map", "id=.a |");
        Result same = hqe("source", "edit", "prices", "--every", "1h");

        assertThat(edited.json().at("/spec/every").asString()).isEqualTo("1h");
        assertThat(edited.json().at("/spec/map/id").asString()).isEqualTo(".symbol");
        assertThat(failed.exitCode()).isEqualTo(1);
        assertThat(failed.err()).contains("answers 404: there is nothing. Correct the url.");
        assertThat(list.out())
                .contains("next in ")
                .contains("failed: " + url + "/none answers 404");
        assertThat(shown.json().path("failures").asInt()).isEqualTo(1);
        assertThat(shown.json().path("next_run").asString()).isNotEmpty();
        assertThat(wrong.err()).contains("map.id is no jq expression");
        assertThat(same.err()).contains("is so already");
    }

    @Test
    void areReadAgainAndAgainByAWorkbench() throws Exception {
        hqe("source", "add", "prices", url, "-t", "shop", "--map", "id=.symbol", "--every", "10s");
        try (HeadlessProcess workbench = HeadlessProcess.start(home)) {
            await().atMost(Duration.ofSeconds(60))
                    .until(() -> hqe("entities", "-t", "shop").out().contains("shop/prices/A"));
            items = "[{\"symbol\": \"B\", \"close\": 1}]";
            await().atMost(Duration.ofSeconds(60))
                    .until(() -> hqe("entities", "-t", "shop").out().contains("shop/prices/B"));
            assertThat(workbench.log()).doesNotContain("WARNING");
        }
    }
}
