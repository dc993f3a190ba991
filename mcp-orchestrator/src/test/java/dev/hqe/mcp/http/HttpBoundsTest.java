package dev.hqe.mcp.http;

import static dev.hqe.mcp.http.Served.call;
import static dev.hqe.mcp.http.Served.json;
import static dev.hqe.mcp.http.Served.modern;
import static dev.hqe.mcp.http.Served.request;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What a client cannot do to the server.
class HttpBoundsTest {

    private static final HttpLimits SMALL =
            new HttpLimits(
                    64,
                    4,
                    2,
                    4096,
                    16 * 1024,
                    64 * 1024,
                    64 * 1024,
                    2,
                    Duration.ofMinutes(30),
                    Duration.ofMillis(500),
                    Duration.ofSeconds(1),
                    Duration.ofSeconds(30),
                    Duration.ofMillis(400),
                    Duration.ofMillis(200));

    private static Served small() {
        return new Served(SMALL, Authenticator.NOBODY_ASKED);
    }

    private static String host(Served served) {
        return "127.0.0.1:" + served.http.port();
    }

    @Test
    void refusesBodyThatIsTooLarge() {
        try (Served served = small()) {
            String body = modern(1, "tools/list", "\"filler\":\"" + "x".repeat(5000) + "\"");

            HttpResponse<String> response = served.send(served.modernPost(body));

            assertThat(response.statusCode()).isEqualTo(413);
            assertThat(json(response).at("/error/message").asString()).contains("4096 bytes");
        }
    }

    @Test
    void refusesChunkedBodyThatGrowsTooLarge() {
        try (Served served = small();
                RawHttp raw = new RawHttp(served.http.port())) {
            String head =
                    RawHttp.post(host(served), "")
                            .replace("Content-Length: 0", "Transfer-Encoding: chunked");
            String chunk = "400\r\n" + "x".repeat(1024) + "\r\n";

            RawHttp.Answer answer = raw.ask(head + chunk.repeat(6));

            assertThat(answer.status()).isEqualTo(413);
        }
    }

    @Test
    void refusesHeadThatIsTooLarge() {
        try (Served served = small();
                RawHttp raw = new RawHttp(served.http.port())) {
            RawHttp.Answer answer =
                    raw.ask(
                            "GET /mcp HTTP/1.1\r\nHost: "
                                    + host(served)
                                    + "\r\nX-Filler: "
                                    + "x".repeat(40_000)
                                    + "\r\n\r\n");

            assertThat(answer.status()).isEqualTo(431);
            assertThat(answer.body()).contains("\"jsonrpc\"").doesNotContain("jetty");
        }
    }

    @Test
    void hangsUpOnHeadThatNeverEnds() {
        try (Served served = small();
                RawHttp raw = new RawHttp(served.http.port())) {
            raw.send("POST /mcp HTTP/1.1\r\nHost: " + host(served) + "\r\nX-");

            assertThat(raw.isClosed()).isTrue();
        }
    }

    @Test
    void hangsUpOnBodyThatNeverEnds() {
        try (Served served = small();
                RawHttp raw = new RawHttp(served.http.port())) {
            String whole = RawHttp.post(host(served), modern(1, "tools/list", ""));

            raw.send(whole.substring(0, whole.length() - 10));

            assertThat(raw.isClosed()).isTrue();
            await().untilAsserted(() -> assertThat(served.http.handler().open()).isZero());
        }
    }

    @Test
    void answersPipelinedRequestsInTurn() {
        try (Served served = new Served();
                RawHttp raw = new RawHttp(served.http.port())) {
            String first = RawHttp.post(host(served), modern(1, "tools/list", ""));
            String second = RawHttp.post(host(served), modern(2, "tools/list", ""));

            RawHttp.Answer one = raw.ask(first + second);
            RawHttp.Answer two = raw.answer();

            assertThat(one.body()).contains("\"id\":1");
            assertThat(two.body()).contains("\"id\":2");
        }
    }

    @Test
    void keepsRequestThatComesWhileAnotherIsWatched() {
        try (Served served = new Served();
                RawHttp raw = new RawHttp(served.http.port())) {
            String gate =
                    RawHttp.post(host(served), modern(1, "tools/call", call("test.gate", "{}")))
                            .replace(
                                    "Mcp-Method: tools/list",
                                    "Mcp-Method: tools/call\r\nMcp-Name: test.gate");
            raw.send(gate);
            await().untilAsserted(() -> assertThat(served.started).hasValue(1));
            await().until(() -> served.http.handler().watched() == 1);

            raw.send(RawHttp.post(host(served), modern(2, "tools/list", "")));
            await().until(() -> served.http.handler().watched() == 0);
            served.release.countDown();

            assertThat(raw.answer().body()).contains("\"id\":1");
            assertThat(raw.answer().body()).contains("\"id\":2");
        }
    }

    @Test
    void clientThatGoesAwayCancelsItsCall() {
        try (Served served = new Served();
                RawHttp raw = new RawHttp(served.http.port())) {
            raw.send(
                    RawHttp.post(host(served), modern(1, "tools/call", call("test.slow", "{}")))
                            .replace(
                                    "Mcp-Method: tools/list",
                                    "Mcp-Method: tools/call\r\nMcp-Name: test.slow"));
            await().untilAsserted(() -> assertThat(served.started).hasValue(1));

            raw.close();

            await().untilAsserted(() -> assertThat(served.stopped).hasValue(1));
            await().untilAsserted(() -> assertThat(served.http.handler().open()).isZero());
        }
    }

    @Test
    void silentCallShowsSignsOfLife() {
        try (Served served = small();
                RawHttp raw = new RawHttp(served.http.port())) {
            raw.send(
                    RawHttp.post(host(served), modern(1, "tools/call", call("test.gate", "{}")))
                            .replace(
                                    "Mcp-Method: tools/list",
                                    "Mcp-Method: tools/call\r\nMcp-Name: test.gate"));

            RawHttp.Answer head = raw.answer();

            assertThat(head.status()).isEqualTo(200);
            assertThat(head.head()).contains("text/event-stream");
        }
    }

    @Test
    void turnsAwayWhoComesWhenItIsFull() {
        try (Served served = small()) {
            List<EventLines> open = new ArrayList<>();
            for (int i = 0; i < SMALL.streams(); i++) {
                open.add(served.open(served.modernPost(listen(i))).isStream());
            }

            HttpResponse<String> more = served.send(served.modernPost(listen(9)));

            assertThat(more.statusCode()).isEqualTo(503);
            assertThat(more.headers().firstValue("retry-after")).isPresent();
            open.forEach(EventLines::close);
            await().until(() ->
                    served.send(served.modernPost(modern(1, "tools/list", ""))).statusCode()
                            == 200);
        }
    }

    @Test
    void opensOnlySoManySessions() {
        try (Served served = small()) {
            served.initialize("2025-11-25");
            served.initialize("2025-11-25");

            HttpResponse<String> third =
                    served.send(
                            served.post(
                                    request(
                                            1,
                                            "initialize",
                                            "\"protocolVersion\":\"2025-11-25\","
                                                    + "\"capabilities\":{},\"clientInfo\":"
                                                    + "{\"name\":\"t\",\"version\":\"1\"}")));

            assertThat(third.statusCode()).isEqualTo(503);
            assertThat(third.headers().firstValue("retry-after")).isPresent();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{",
                "null",
                "[]",
                "42",
                "{\"jsonrpc\":\"2.0\",\"id\":1}",
                "{\"jsonrpc\":\"1.0\",\"id\":1,\"method\":\"ping\"}",
                "[1,2]"
            })
    void answersNonsenseWithError(String body) {
        try (Served served = new Served()) {
            String session = served.initialize("2025-11-25");

            HttpResponse<String> modern =
                    served.send(served.post(body).header("MCP-Protocol-Version", "2026-07-28"));
            HttpResponse<String> legacy = served.send(served.legacy(session, "2025-11-25", body));
            HttpResponse<String> neither = served.send(served.post(body));

            assertThat(modern.statusCode()).isEqualTo(400);
            assertThat(json(modern).path("error").isObject()).isTrue();
            assertThat(json(legacy).path("error").isObject()).isTrue();
            assertThat(neither.statusCode()).isEqualTo(400);
            assertThat(json(neither).path("error").isObject()).isTrue();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"GARBAGE\r\n\r\n", "GET / HTTP/9.9\r\n\r\n", "GET\0/ HTTP/1.1\r\n\r\n"})
    void answersWhatIsNoHttpWithoutItsInside(String bytes) {
        try (Served served = new Served();
                RawHttp raw = new RawHttp(served.http.port())) {
            RawHttp.Answer answer = raw.ask(bytes);

            assertThat(answer.status()).isIn(0, 400, 505);
            assertThat(answer.head() + answer.body()).doesNotContain("jetty", "Exception", "\tat ");
        }
    }

    @Test
    void answersLargeResultWhole() {
        try (Served served = new Served()) {
            String body = modern(1, "tools/call", call("test.large", "{\"count\":3000000}"));

            HttpResponse<String> response = served.send(served.modernPost(body));

            assertThat(json(response).at("/result/content/0/text").asString()).hasSize(3_000_000);
        }
    }

    @Test
    void leavesNothingBehindAfterManyClients() {
        try (Served served = new Served()) {
            served.send(served.modernPost(modern(1, "tools/list", "")));
            Set<Long> before = threads();

            for (int i = 0; i < 500; i++) {
                try (RawHttp raw = new RawHttp(served.http.port())) {
                    String whole = RawHttp.post(host(served), modern(i, "tools/list", ""));
                    if (i % 3 == 0) {
                        raw.send(whole.substring(0, whole.length() / 2));
                    } else if (i % 3 == 1) {
                        raw.send(whole);
                    } else {
                        assertThat(raw.ask(whole).status()).isEqualTo(200);
                    }
                }
            }

            await().untilAsserted(() -> assertThat(served.http.handler().open()).isZero());
            await().untilAsserted(() -> assertThat(served.http.connections()).isLessThan(3));
            assertThat(threads().size() - before.size()).isLessThan(16);
        }
    }

    private static Set<Long> threads() {
        return Thread.getAllStackTraces().keySet().stream()
                .map(Thread::threadId)
                .collect(Collectors.toSet());
    }

    private static String listen(int id) {
        return modern(id, "subscriptions/listen", "\"notifications\":{\"toolsListChanged\":true}");
    }
}
