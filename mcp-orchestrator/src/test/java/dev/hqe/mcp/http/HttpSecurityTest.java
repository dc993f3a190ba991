package dev.hqe.mcp.http;

import static dev.hqe.mcp.http.Served.call;
import static dev.hqe.mcp.http.Served.json;
import static dev.hqe.mcp.http.Served.modern;
import static dev.hqe.mcp.http.Served.request;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.hqe.mcp.Access;
import dev.hqe.mcp.McpException;
import dev.hqe.mcp.ToolName;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Who gets in, and what they find.
class HttpSecurityTest {

    private static final String ANNA = "anna-0123456789";
    private static final String BEN = "ben-0123456789";

    private static final Access.Scope ECHO_ONLY =
            new Access.Scope() {
                @Override
                public boolean hasTool(ToolName name) {
                    return name.value().equals("test.echo");
                }

                @Override
                public boolean hasPrompt(String name) {
                    return false;
                }

                @Override
                public boolean hasResource(String uri) {
                    return false;
                }
            };

    private static Authenticator.Outcome keys(String token) {
        return switch (token) {
            case ANNA -> new Authenticator.Outcome.Known(new Access("anna", Access.Scope.ALL));
            case BEN -> new Authenticator.Outcome.Known(new Access("ben", ECHO_ONLY));
            case "nothing-0123" -> new Authenticator.Outcome.Forbidden("That key opens nothing.");
            default -> new Authenticator.Outcome.Unknown("Make a key with hqe key new.");
        };
    }

    private static Served withKeys() {
        return new Served(HttpLimits.DEFAULT, HttpSecurityTest::keys);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "evil.example",
                "evil.example:PORT",
                "127.0.0.1:1",
                "127.0.0.1.evil.example:PORT",
                "localhost:PORT@evil.example",
                "",
                "[::1]evil:PORT"
            })
    void refusesHostThatIsNotItself(String host) {
        try (Served served = new Served()) {
            RawHttp raw = new RawHttp(served.http.port());

            RawHttp.Answer answer =
                    raw.ask(
                            RawHttp.post(
                                    host.replace("PORT", "" + served.http.port()),
                                    modern(1, "tools/list", "")));

            assertThat(answer.status()).isBetween(400, 403);
            assertThat(answer.body()).contains("\"jsonrpc\"", "\"error\"").doesNotContain("\tat ");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1:PORT", "localhost:PORT", "LOCALHOST:PORT", "[::1]:PORT"})
    void knowsItselfByLoopbackNames(String host) {
        try (Served served = new Served()) {
            RawHttp raw = new RawHttp(served.http.port());

            RawHttp.Answer answer =
                    raw.ask(
                            RawHttp.post(
                                    host.replace("PORT", "" + served.http.port()),
                                    modern(1, "tools/list", "")));

            assertThat(answer.status()).isEqualTo(200);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://evil.example",
                "null",
                "http://localhost.evil.example",
                "http://127.0.0.1@evil.example",
                "file://",
                "chrome-extension://abc"
            })
    void refusesPagesFromElsewhere(String origin) {
        try (Served served = new Served()) {
            HttpResponse<String> response =
                    served.send(
                            served.modernPost(modern(1, "tools/list", ""))
                                    .header("Origin", origin));

            assertThat(response.statusCode()).isEqualTo(403);
            assertThat(json(response).path("error").isObject()).isTrue();
            assertThat(json(response).has("id")).isFalse();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://localhost:6274", "http://127.0.0.1", "https://app.example"})
    void answersPagesThatItTrusts(String origin) {
        HttpSettings settings =
                new HttpSettings(
                        "127.0.0.1",
                        0,
                        List.of(),
                        List.of("https://app.example"),
                        HttpLimits.DEFAULT);
        try (Served served = new Served(settings, Authenticator.NOBODY_ASKED)) {
            HttpResponse<String> response =
                    served.send(
                            served.modernPost(modern(1, "tools/list", ""))
                                    .header("Origin", origin));

            assertThat(response.statusCode()).isEqualTo(200);
            assertThat(response.headers().firstValue("access-control-allow-origin"))
                    .contains(origin);
        }
    }

    @Test
    void asksForKeyAndSaysWhereToLearnMore() {
        try (Served served = withKeys()) {
            HttpResponse<String> response =
                    served.send(served.modernPost(modern(1, "tools/list", "")));
            String challenge = response.headers().firstValue("www-authenticate").orElse("");
            HttpResponse<String> metadata =
                    served.send(
                            HttpRequest.newBuilder(
                                    served.uri("/.well-known/oauth-protected-resource/mcp")));

            assertThat(response.statusCode()).isEqualTo(401);
            assertThat(json(response).at("/error/message").asString()).contains("hqe key new");
            assertThat(challenge)
                    .isEqualTo(
                            "Bearer resource_metadata=\""
                                    + served.uri("/.well-known/oauth-protected-resource/mcp")
                                    + "\"");
            assertThat(metadata.statusCode()).isEqualTo(200);
            assertThat(json(metadata).path("resource").asString())
                    .isEqualTo(served.uri("/mcp").toString());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"Bearer wrong", "Basic YTpi", "Bearer", "bearer  ", "Bearer a b"})
    void refusesWhatIsNoKey(String authorization) {
        try (Served served = withKeys()) {
            HttpResponse<String> response =
                    served.send(
                            served.modernPost(modern(1, "tools/list", ""))
                                    .header("Authorization", authorization));

            assertThat(response.statusCode()).isEqualTo(401);
            assertThat(response.headers().firstValue("www-authenticate").orElse(""))
                    .contains("error=\"invalid_token\"");
        }
    }

    @Test
    void keyThatOpensNothingIsInsufficient() {
        try (Served served = withKeys()) {
            HttpResponse<String> response =
                    served.send(
                            served.modernPost(modern(1, "tools/list", ""))
                                    .header("Authorization", "Bearer nothing-0123"));

            assertThat(response.statusCode()).isEqualTo(403);
            assertThat(response.headers().firstValue("www-authenticate").orElse(""))
                    .contains("error=\"insufficient_scope\"");
        }
    }

    @Test
    void whoListensIsSentAwayWhenTheirKeyEnds() {
        AtomicBoolean isValid = new AtomicBoolean(true);
        Authenticator revocable =
                token ->
                        isValid.get()
                                ? keys(token)
                                : new Authenticator.Outcome.Unknown("It was revoked.");
        String listen =
                modern(5, "subscriptions/listen", "\"notifications\":{\"toolsListChanged\":true}");
        try (Served served = new Served(HttpLimits.DEFAULT, revocable);
                EventLines stream =
                        served.open(
                                served.modernPost(listen)
                                        .header("Authorization", "Bearer " + ANNA))) {
            stream.isStream().next();

            isValid.set(false);

            await().atMost(Duration.ofSeconds(20)).until(() -> served.http.handler().open() == 0);
        }
    }

    @Test
    void aCallEndsWithTheKeyThatItWasMadeWith() {
        AtomicBoolean isValid = new AtomicBoolean(true);
        Authenticator revocable =
                token ->
                        isValid.get()
                                ? keys(token)
                                : new Authenticator.Outcome.Unknown("It was revoked.");
        try (Served served = new Served(HttpLimits.DEFAULT, revocable)) {
            CompletableFuture<HttpResponse<String>> answer =
                    served.client.sendAsync(
                            served.modernPost(modern(1, "tools/call", call("test.slow", "{}")))
                                    .header("Authorization", "Bearer " + ANNA)
                                    .build(),
                            HttpResponse.BodyHandlers.ofString());
            await().atMost(Duration.ofSeconds(20)).until(() -> served.started.get() == 1);

            isValid.set(false);

            await().atMost(Duration.ofSeconds(20)).until(() -> served.stopped.get() == 1);
            assertThat(answer).failsWithin(Duration.ofSeconds(20));
        }
    }

    @Test
    void headersTellNothingOfAToolThatAKeyDoesNotOpen() {
        try (Served served = withKeys()) {
            String body = modern(2, "tools/call", call("test.progress", "{\"message\":\"m\"}"));

            HttpResponse<String> called =
                    served.send(
                            served.post(body)
                                    .header("MCP-Protocol-Version", "2026-07-28")
                                    .header("Mcp-Method", "tools/call")
                                    .header("Mcp-Name", "test.progress")
                                    .header("Authorization", "Bearer " + BEN));

            assertThat(json(called).at("/error/message").asString())
                    .contains("Unknown tool: test.progress");
        }
    }

    @Test
    void keySeesAndCallsWhatItsScopeHas() {
        try (Served served = withKeys()) {
            HttpResponse<String> listed =
                    served.send(
                            served.modernPost(modern(1, "tools/list", ""))
                                    .header("Authorization", "Bearer " + BEN));
            HttpResponse<String> called =
                    served.send(
                            served.modernPost(modern(2, "tools/call", call("test.progress", "{}")))
                                    .header("Authorization", "Bearer " + BEN));

            assertThat(json(listed).at("/result/tools").size()).isEqualTo(1);
            assertThat(json(called).at("/error/message").asString())
                    .contains("Unknown tool: test.progress");
        }
    }

    @Test
    void sessionIsForTheKeyThatOpenedIt() {
        try (Served served = withKeys()) {
            HttpResponse<String> greeting =
                    served.send(
                            served.post(
                                            request(
                                                    1,
                                                    "initialize",
                                                    "\"protocolVersion\":\"2025-11-25\","
                                                            + "\"capabilities\":{},\"clientInfo\":"
                                                            + "{\"name\":\"t\",\"version\":\"1\"}"))
                                    .header("Authorization", "Bearer " + ANNA));
            String session = greeting.headers().firstValue("mcp-session-id").orElseThrow();
            String ping = request(2, "ping", "");

            HttpResponse<String> hers =
                    served.send(
                            served.legacy(session, "2025-11-25", ping)
                                    .header("Authorization", "Bearer " + ANNA));
            HttpResponse<String> his =
                    served.send(
                            served.legacy(session, "2025-11-25", ping)
                                    .header("Authorization", "Bearer " + BEN));

            assertThat(hers.statusCode()).isEqualTo(200);
            assertThat(his.statusCode()).isEqualTo(404);
        }
    }

    @Test
    void publishesCatalogAndCardWithoutKey() {
        try (Served served = withKeys()) {
            HttpResponse<String> catalog =
                    served.send(
                            HttpRequest.newBuilder(served.uri("/.well-known/mcp/catalog.json")));
            String cardUrl = json(catalog).at("/entries/0/url").asString();
            HttpResponse<String> card =
                    served.send(HttpRequest.newBuilder(java.net.URI.create(cardUrl)));

            assertThat(card.headers().firstValue("content-type"))
                    .contains("application/mcp-server-card+json");
            assertThat(json(card).at("/remotes/0/url").asString())
                    .isEqualTo(served.uri("/mcp").toString());
            assertThat(json(card).path("name").asString()).matches("[a-z.]+/[a-z-]+");
            assertThat(card.body()).doesNotContain("test.echo");
        }
    }

    @Test
    void saysWhenThePortIsTaken() {
        try (Served served = new Served()) {
            HttpSettings same =
                    new HttpSettings(
                            "127.0.0.1",
                            served.http.port(),
                            List.of(),
                            List.of(),
                            HttpLimits.DEFAULT);

            assertThatThrownBy(() -> new Served(same, Authenticator.NOBODY_ASKED))
                    .isInstanceOf(McpException.class)
                    .hasMessageContaining("127.0.0.1:" + served.http.port())
                    .hasMessageContaining("taken");
        }
    }
}
