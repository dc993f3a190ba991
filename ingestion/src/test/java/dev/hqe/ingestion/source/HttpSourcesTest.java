package dev.hqe.ingestion.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import dev.hqe.ingestion.http.Backoff;
import dev.hqe.ingestion.http.HttpAsking;
import dev.hqe.ingestion.source.SourceReport.Outcome;
import dev.hqe.kernel.json.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.node.ObjectNode;

/// Sources that are HTTP APIs, against a real server on this machine.
@Timeout(120)
class HttpSourcesTest {

    private static final String LAST = "{\"items\": [], \"next\": null}";

    @TempDir Path home;
    private final StillTime time = new StillTime();
    private final ApiServer api = new ApiServer();
    private final PlainFetch fetch = new PlainFetch();
    private Shop shop;

    @BeforeEach
    void open() {
        shop =
                new Shop(
                        home,
                        new HttpAsking(
                                fetch,
                                time,
                                time,
                                new Random(7),
                                Backoff.DEFAULT,
                                home.resolve("scratch")));
    }

    @AfterEach
    void close() {
        shop.close();
        fetch.close();
        api.close();
    }

    /// @param more keys of the source file, as JSON without its braces
    private Source add(String more) {
        ObjectNode spec =
                (ObjectNode)
                        Json.MAPPER.readTree("{" + (more.isEmpty() ? "" : more + ",") + "\"a\":1}");
        spec.remove("a");
        spec.put("type", "http");
        if (!spec.has("url")) {
            spec.put("url", api.url("/items").toString());
        }
        spec.set("map", Shop.MAPPING.toJson());
        return shop.sources.add(new SourceName("api"), shop.topic, SourceSpec.of(spec));
    }

    private static String item(String symbol, int close) {
        return "{\"symbol\": \"" + symbol + "\", \"close\": " + close + "}";
    }

    private static String items(int from, int to) {
        return IntStream.range(from, to)
                .mapToObj(i -> item("S" + i, i))
                .collect(Collectors.joining(",", "[", "]"));
    }

    private static int number(HttpExchange exchange, String parameter, int otherwise) {
        String text = ApiServer.parameter(exchange, parameter);
        return text.isEmpty() ? otherwise : Integer.parseInt(text);
    }

    @Test
    void storesTheListInAnAnswer() throws IOException {
        api.says("{\"meta\": {\"n\": 2}, \"items\": " + items(0, 2) + "}");
        Source source = add("\"records\": \".items\"");

        SourceReport report = shop.run(source);

        assertThat(report.failure()).isEmpty();
        assertThat(shop.ids()).containsExactly("shop/api/S0", "shop/api/S1");
        try (Stream<Path> left = Files.list(home.resolve("scratch"))) {
            assertThat(left).isEmpty();
        }
    }

    @Test
    void takesWhatAnExpressionMakesOfAnAnswer() {
        api.says("{\"items\": {\"A\": 1, \"B\": 2}}");
        Source source =
                add("\"records\": \".items | to_entries | map({symbol: .key, close: .value})\"");

        shop.run(source);

        assertThat(shop.ids()).containsExactly("shop/api/A", "shop/api/B");
    }

    @Test
    void followsLinkHeaders() {
        api.does((exchange, request) -> {
            int page = number(exchange, "page", 1);
            if (page < 3) {
                exchange.getResponseHeaders()
                        .set("Link", "</items?page=" + (page + 1) + ">; rel=\"next\"");
            }
            ApiServer.send(exchange, 200, items(page * 10, page * 10 + 2));
        });

        SourceReport report = shop.run(add(""));

        assertThat(report.counts().created()).isEqualTo(6);
        assertThat(api.seen())
                .containsExactly("GET /items", "GET /items?page=2", "GET /items?page=3");
    }

    @Test
    void followsNextAddressesAndCursorsAndNumbers() {
        api.does((exchange, request) -> {
            int at = number(exchange, "after", 0);
            String next = at == 4 ? "null" : "\"/items?after=" + (at + 2) + "\"";
            ApiServer.send(
                    exchange,
                    200,
                    "{\"items\": " + items(at, at + 2) + ", \"next\": " + next + "}");
        });
        String records = "\"records\": \".items\", \"pages\": ";
        Source source = add(records + "{\"by\": \"next\", \"next\": \".next\"}");
        assertThat(shop.run(source).counts().created()).isEqualTo(6);
        shop.sources.remove(source, true);

        api.does((exchange, request) -> {
            int at = number(exchange, "c", 0);
            String next = at == 4 ? "" : ", \"more\": {\"c\": " + (at + 2) + "}";
            ApiServer.send(exchange, 200, "{\"items\": " + items(at, at + 2) + next + "}");
        });
        source = add(records + "{\"by\": \"cursor\", \"next\": \".more.c\", \"parameter\": \"c\"}");
        assertThat(shop.run(source).counts().created()).isEqualTo(6);
        shop.sources.remove(source, true);

        api.does((exchange, request) -> {
            int at = number(exchange, "offset", 0);
            int size = number(exchange, "limit", 100);
            ApiServer.send(exchange, 200, items(at, Math.min(5, at + size)));
        });
        source =
                add(
                        "\"pages\": {\"by\": \"offset\", \"size\": 2, \"size_parameter\":"
                                + " \"limit\"}");
        assertThat(shop.run(source).counts().created()).isEqualTo(5);
        shop.sources.remove(source, true);

        api.does((exchange, request) -> {
            int page = number(exchange, "page", 1);
            ApiServer.send(exchange, 200, page > 3 ? "[]" : items(page * 10, page * 10 + 2));
        });
        assertThat(shop.run(add("\"pages\": {\"by\": \"page\"}")).counts().created()).isEqualTo(6);
    }

    @Test
    void sendsTheCursorInTheBodyOfAPost() {
        api.does((exchange, request) -> {
            String asked =
                    new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            int at = Json.MAPPER.readTree(asked).at("/variables/after").asInt(0);
            ApiServer.send(
                    exchange,
                    200,
                    "{\"items\": "
                            + items(at, at + 1)
                            + ", \"next\": "
                            + (at == 2 ? "null" : at + 1)
                            + "}");
        });

        SourceReport report =
                shop.run(
                        add(
                                "\"method\": \"POST\", \"body\": {\"query\": \"{ items }\"},"
                                        + " \"records\": \".items\", \"pages\": {\"by\": \"cursor\","
                                        + " \"next\": \".next\", \"parameter\":"
                                        + " \"/variables/after\"}"));

        assertThat(report.counts().created()).isEqualTo(3);
        assertThat(api.seen()).hasSize(3).containsOnly("POST /items");
    }

    @Test
    void findsCirclesOfPages() {
        api.does((exchange, request) -> {
            int page = number(exchange, "page", 1);
            exchange.getResponseHeaders()
                    .set("Link", "</items?page=" + (page % 3 + 1) + ">; rel=next");
            ApiServer.send(exchange, 200, items(page, page + 1));
        });
        SourceReport linked = shop.run(add("\"url\": \"" + api.url("/items?page=1") + "\""));

        assertThat(linked.outcome()).isEqualTo(Outcome.FAILED);
        assertThat(linked.failure()).contains("goes in a circle", "behind page 3 is page 1");
        assertThat(shop.ids()).hasSize(3);
    }

    @Test
    void findsAnApiThatDoesNotKnowPages() {
        api.says(items(0, 2));

        SourceReport report = shop.run(add("\"pages\": {\"by\": \"page\", \"parameter\": \"p\"}"));

        assertThat(report.failure())
                .contains("page 2 is the same as the one before")
                .contains("did not know the parameter 'p'");
        assertThat(api.seen()).hasSize(2);
    }

    @Test
    void asksOnlyForWhatHasChanged() {
        api.does((exchange, request) -> {
            exchange.getResponseHeaders().set("ETag", "\"v1\"");
            if ("\"v1\"".equals(exchange.getRequestHeaders().getFirst("If-None-Match"))) {
                exchange.sendResponseHeaders(304, -1);
            } else {
                ApiServer.send(exchange, 200, "[" + item("A", 1) + "," + item("B", -1) + "]");
            }
        });
        Source source = add("");
        shop.run(source);
        shop.close();
        open();

        SourceReport again = shop.run(source);

        assertThat(again.outcome()).isEqualTo(Outcome.COMPLETED);
        assertThat(again.counts().records()).isZero();
        assertThat(again.notices()).containsExactly("it is as it was at the last run");
        assertThat(shop.dead()).as("what did not fit does not fit still").hasSize(1);
    }

    @Test
    void readsAnAnswerThatIsTheSameWithoutAnEtagNoFurther() {
        api.says(items(0, 3));
        Source source = add("");
        shop.run(source);

        SourceReport again = shop.run(source);
        api.says(items(0, 4));
        SourceReport changed = shop.run(source);

        assertThat(again.counts().records()).isZero();
        assertThat(changed.counts().created()).isEqualTo(1);
        assertThat(changed.counts().unchanged()).isEqualTo(3);
    }

    @Test
    void asksAgainAfterWhatPasses() {
        api.does((exchange, request) -> {
            switch (request) {
                case 1 -> ApiServer.send(exchange, 500, "{}");
                case 2 -> {
                    exchange.getResponseHeaders().set("Retry-After", "17");
                    ApiServer.send(exchange, 429, "{}");
                }
                default -> ApiServer.send(exchange, 200, items(0, 1));
            }
        });

        SourceReport report = shop.run(add(""));

        assertThat(report.failure()).isEmpty();
        assertThat(api.seen()).hasSize(3);
        List<Duration> pauses = time.pauses();
        assertThat(pauses.get(0)).isLessThanOrEqualTo(Duration.ofSeconds(1));
        assertThat(pauses.get(1)).isBetween(Duration.ofSeconds(17), Duration.ofSeconds(19));
        assertThat(pauses).hasSize(2);
    }

    @Test
    void givesUpAfterFiveAttempts() {
        api.does((exchange, request) -> ApiServer.send(exchange, 503, "{}"));

        SourceReport report = shop.run(add(""));

        assertThat(report.failure())
                .contains("answers 503. It was asked 5 times; try again later.");
        assertThat(api.seen()).hasSize(5);
    }

    @Test
    void doesNotWaitAsLongAsAnApiLikes() {
        api.does((exchange, request) -> {
            exchange.getResponseHeaders().set("Retry-After", "Sun, 22 Nov 2026 11:00:00 GMT");
            ApiServer.send(exchange, 429, "{}");
        });

        SourceReport report = shop.run(add(""));

        assertThat(report.failure()).contains("left alone until 2026-11-22T11:00:00Z");
        assertThat(time.pauses()).isEmpty();
    }

    @Test
    void saysWhatToDoAboutRefusals() {
        api.does((exchange, request) -> ApiServer.send(exchange, 401, "{}"));
        Source anonymous = add("");
        assertThat(shop.run(anonymous).failure()).contains("who asks", "--auth bearer:NAME");
        shop.sources.remove(anonymous, false);

        Source known = add("\"auth\": {\"type\": \"bearer\", \"secret\": \"shop-key\"}");
        assertThat(shop.run(known).failure()).contains("hqe secret set shop-key");
        assertThat(api.seen()).as("asked once each").hasSize(2);

        api.does((exchange, request) -> ApiServer.send(exchange, 404, "{}"));
        assertThat(shop.run(known).failure()).contains("Correct the url");
    }

    @Test
    void storesWhatCameOfABrokenAnswerAndSaysSo() {
        api.does((exchange, request) ->
                ApiServer.sendCut(exchange, "text/csv", "symbol,close\nA,1\nB,2\nC,30"));

        SourceReport report = shop.run(add(""));

        assertThat(report.outcome()).isEqualTo(Outcome.FAILED);
        assertThat(report.failure()).contains("ended in the middle");
        assertThat(shop.ids())
                .as("the last row may be cut: C,30 was C,300")
                .containsExactly("shop/api/A", "shop/api/B");
        assertThat(api.seen()).hasSize(5);
    }

    @Test
    void goesOnAtThePageThatBroke() {
        api.does((exchange, request) -> {
            int page = number(exchange, "page", 1);
            if (page == 3 && request < 10) {
                ApiServer.send(exchange, 200, "[" + item("X", 1) + ", garbage");
            } else {
                ApiServer.send(exchange, 200, page > 4 ? "[]" : items(page * 10, page * 10 + 2));
            }
        });
        Source source = add("\"pages\": {\"by\": \"page\"}");
        SourceReport broken = shop.run(source);
        int asked = api.seen().size();
        api.does((exchange, request) -> {
            int page = number(exchange, "page", 1);
            ApiServer.send(exchange, 200, page > 4 ? "[]" : items(page * 10, page * 10 + 2));
        });

        SourceReport second = shop.run(source);

        assertThat(broken.failure()).contains("not valid JSON");
        assertThat(second.outcome()).isEqualTo(Outcome.COMPLETED);
        assertThat(api.seen().get(asked)).isEqualTo("GET /items?page=3");
        assertThat(shop.ids()).contains("shop/api/X", "shop/api/S30", "shop/api/S41").hasSize(9);
    }

    @Test
    void beginsAnewIfAPageIsBadAgain() {
        api.does((exchange, request) -> {
            int page = number(exchange, "page", 1);
            ApiServer.send(exchange, 200, page == 3 ? "garbage" : items(page * 10, page * 10 + 2));
        });
        Source source = add("\"pages\": {\"by\": \"page\"}");
        shop.run(source);
        shop.run(source);
        int asked = api.seen().size();

        shop.run(source);

        assertThat(api.seen().subList(asked - 1, asked + 1))
                .containsExactly("GET /items?page=3", "GET /items?page=1");
    }

    @Test
    void sweepsAwayWhatAKilledRunHasLeft() throws IOException {
        Files.createDirectories(home.resolve("scratch"));
        Path left = Files.createFile(home.resolve("scratch").resolve("hqe-page-1.tmp"));
        Path other = Files.createFile(home.resolve("scratch").resolve("other"));
        shop.close();

        open();

        assertThat(left).doesNotExist();
        assertThat(other).exists();
    }

    @Test
    void beginsAnewWhereACursorHasExpired() {
        api.does((exchange, request) -> {
            int at = number(exchange, "c", 0);
            int status = at == 2 ? 500 : 200;
            ApiServer.send(
                    exchange,
                    status,
                    "{\"items\": " + items(at, at + 1) + ", \"next\": " + (at + 1) + "}");
        });
        Source source =
                add(
                        "\"records\": \".items\", \"pages\": {\"by\": \"cursor\", \"next\":"
                                + " \".next\", \"parameter\": \"c\"}");
        shop.run(source);
        api.does((exchange, request) -> {
            int at = number(exchange, "c", 0);
            if (at == 2) {
                ApiServer.send(exchange, 410, "{}");
            } else {
                ApiServer.send(exchange, 200, LAST.replace("[]", items(7, 8)));
            }
        });

        SourceReport second = shop.run(source);

        assertThat(second.failure()).isEmpty();
        assertThat(shop.ids()).containsExactly("shop/api/S0", "shop/api/S1", "shop/api/S7");
    }

    @Test
    void deletesWhatASnapshotDoesNotListAnyMore() {
        api.says("[" + item("A", 1) + "," + item("B", 2) + "," + item("C", 3) + "]");
        Source source = add("\"sync\": \"snapshot\"");
        shop.run(source);
        api.says("[" + item("A", 1) + "," + item("B", -2) + "]");

        SourceReport second = shop.run(source);

        assertThat(second.notices())
                .containsExactly("1 entities were deleted that are not listed any more");
        assertThat(shop.ids())
                .as("what does not fit any more is listed all the same")
                .containsExactly("shop/api/A", "shop/api/B");
    }

    @Test
    void deletesNothingIfASnapshotIsNotWhole() {
        api.says("[" + item("A", 1) + "," + item("B", 2) + "]");
        Source source = add("\"sync\": \"snapshot\"");
        shop.run(source);

        api.says("[" + item("A", 1) + ", {\"close\": 2}]");
        SourceReport unknown = shop.run(source);
        api.does((exchange, request) ->
                ApiServer.sendCut(exchange, "application/json", "[" + item("A", 1) + ","));
        SourceReport cut = shop.run(source);

        assertThat(unknown.notices()).singleElement().asString().contains("none was deleted");
        assertThat(cut.outcome()).isEqualTo(Outcome.FAILED);
        assertThat(shop.ids()).containsExactly("shop/api/A", "shop/api/B");
    }

    @Test
    void followsRedirectsAndSendsTheSecretToNobodyElse() {
        try (ApiServer other = new ApiServer()) {
            other.says(items(0, 1));
            api.does((exchange, request) -> {
                exchange.getResponseHeaders()
                        .set(
                                "Location",
                                exchange.getRequestURI().getPath().equals("/items")
                                        ? "/moved"
                                        : other.url("/there").toString());
                exchange.sendResponseHeaders(302, -1);
            });

            shop.run(add("\"auth\": {\"type\": \"bearer\", \"secret\": \"key\"}"));

            assertThat(api.seen()).containsExactly("GET /items", "GET /moved");
            assertThat(other.seen()).containsExactly("GET /there");
            assertThat(fetch.requests)
                    .extracting(r -> r.auth().isPresent())
                    .containsExactly(true, true, false);
            assertThat(fetch.requests)
                    .extracting(r -> r.inside())
                    .containsExactly(true, true, false);
        }
    }

    @Test
    void readsNoPagesOfOtherHosts() {
        api.does((exchange, request) -> {
            exchange.getResponseHeaders().set("Link", "<http://127.0.0.1:1/x>; rel=next");
            ApiServer.send(exchange, 200, items(0, 1));
        });

        SourceReport report = shop.run(add(""));

        assertThat(report.failure()).contains("another host");
        assertThat(shop.ids()).hasSize(1);
    }

    @Test
    void keepsToTheRate() {
        api.does((exchange, request) -> {
            int page = number(exchange, "page", 1);
            ApiServer.send(exchange, 200, page > 3 ? "[]" : items(page * 10, page * 10 + 1));
        });

        shop.run(add("\"pages\": {\"by\": \"page\"}, \"rate\": \"30/m\""));

        assertThat(time.pauses()).hasSize(3).containsOnly(Duration.ofSeconds(2));
    }

    @Test
    void refusesAnswersThatAreTooLargeOrNoData() {
        api.says(items(0, 100_000));
        Source large = add("\"most_mb\": 1");
        assertThat(shop.run(large).failure()).contains("Raise most_mb");
        shop.sources.remove(large, false);

        api.does((exchange, request) ->
                ApiServer.send(exchange, 200, "text/html", "<html><p>Sign in</p></html>"));
        assertThat(shop.run(add("")).failure())
                .contains("answers with html (text/html), and not with data");
    }

    @Test
    void saysWhyAnApiWasAskedWhenAPersonAddsIt() {
        api.does((exchange, request) -> ApiServer.send(exchange, 404, "{}"));
        SourceSpec spec =
                SourceSpec.of(
                        Json.MAPPER.readTree(
                                "{\"type\": \"http\", \"url\": \""
                                        + api.url("/items")
                                        + "\", \"map\": {\"kind\": \"Price\"}}"));

        assertThatThrownBy(() -> shop.sources.withId(spec))
                .hasMessageContaining(
                        "answers 404: there is nothing. Correct the url. It was asked")
                .hasMessageEndingWith(
                        "nothing was added. To add it without asking, say so yourself: --map"
                                + " id=.FIELD");
    }

    @Test
    void readsNoMorePagesThanItMay() {
        api.does((exchange, request) -> {
            int page = number(exchange, "page", 1);
            ApiServer.send(exchange, 200, items(page * 10, page * 10 + 2));
        });
        Source source = add("\"pages\": {\"by\": \"page\"}, \"most_pages\": 2");

        SourceReport first = shop.run(source);
        SourceReport second = shop.run(source);

        assertThat(first.failure()).contains("more than 2 pages. Raise most_pages");
        assertThat(second.counts().created()).as("it goes on").isEqualTo(4);
    }

    @Test
    void readsJsonLinesAndCsvAndXml() {
        api.does((exchange, request) ->
                ApiServer.send(
                        exchange, 200, "application/x-ndjson", item("A", 1) + "\n" + item("B", 2)));
        Source source = add("");
        assertThat(shop.run(source).counts().created()).isEqualTo(2);
        shop.sources.remove(source, true);

        api.does((exchange, request) ->
                ApiServer.send(exchange, 200, "text/csv", "symbol,close\nA,1\n"));
        source = add("");
        assertThat(shop.run(source).counts().created()).isEqualTo(1);
        shop.sources.remove(source, true);

        api.does((exchange, request) ->
                ApiServer.send(
                        exchange,
                        200,
                        "application/xml",
                        "<r><p><symbol>A</symbol><close>1</close></p></r>"));
        assertThat(shop.run(add("\"records\": \"/r/p\"")).counts().created()).isEqualTo(1);
    }

    @Test
    void refusesWhatCannotBeAsked() {
        assertThatThrownBy(() -> add("\"url\": \"ftp://x\"")).hasMessageContaining("https://");
        assertThatThrownBy(() -> add("\"url\": \"https://me:pw@host/\""))
                .hasMessageContaining("has a user in it");
        assertThatThrownBy(() -> add("\"headers\": {\"Authorization\": \"Bearer x\"}"))
                .hasMessageContaining("by the name of a secret");
        assertThatThrownBy(() -> add("\"records\": \".items |\""))
                .hasMessageContaining("records is no jq expression");
        assertThatThrownBy(() -> add("\"pages\": {\"by\": \"next\"}"))
                .hasMessageContaining("need `next`");
        assertThatThrownBy(() -> add("\"every\": \"1s\"")).hasMessageContaining("10s to 366d");
    }
}
