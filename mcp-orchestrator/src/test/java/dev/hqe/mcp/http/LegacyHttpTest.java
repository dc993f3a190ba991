package dev.hqe.mcp.http;

import static dev.hqe.mcp.http.Served.call;
import static dev.hqe.mcp.http.Served.json;
import static dev.hqe.mcp.http.Served.request;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/// 2025-03-26 to 2025-11-25, Transports, "Streamable HTTP".
class LegacyHttpTest {

    private static final String NEWEST = "2025-11-25";

    private final Served served = new Served();

    @AfterEach
    void stop() {
        served.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"2025-03-26", "2025-06-18", "2025-11-25"})
    void callsToolInSession(String version) {
        String session = served.initialize(version);
        String body = request(1, "tools/call", call("test.echo", "{\"message\":\"hello\"}"));

        HttpResponse<String> response = served.send(served.legacy(session, version, body));

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(session).matches("[!-~]{32,}");
        assertThat(json(response).at("/result/content/0/text").asString()).isEqualTo("Echo: hello");
    }

    @Test
    void versionHeaderMayBeMissing() {
        String session = served.initialize("2025-03-26");
        HttpRequest.Builder request =
                served.post(request(1, "tools/list", "")).header("Mcp-Session-Id", session);

        HttpResponse<String> response = served.send(request);

        assertThat(json(response).at("/result/tools").size()).isEqualTo(6);
    }

    @Test
    void versionThatIsNotSpokenIsNamedWithThoseThatAre() {
        String session = served.initialize(NEWEST);

        HttpResponse<String> response =
                served.send(served.legacy(session, "1900-01-01", request(1, "ping", "")));

        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(json(response).at("/error/code").asInt()).isEqualTo(-32022);
        assertThat(json(response).at("/error/message").asString())
                .startsWith("Unsupported protocol version")
                .contains("2026-07-28", NEWEST, "2025-03-26");
    }

    @Test
    void unknownSessionIsNotFound() {
        String body = request(1, "tools/list", "");

        HttpResponse<String> response = served.send(served.legacy("none", NEWEST, body));

        assertThat(response.statusCode()).isEqualTo(404);
        assertThat(json(response).path("error").isObject()).isTrue();
    }

    @Test
    void requestWithoutSessionIsRefused() {
        HttpRequest.Builder request =
                served.post(request(1, "tools/list", "")).header("MCP-Protocol-Version", NEWEST);

        HttpResponse<String> response = served.send(request);

        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(response.body()).contains("initialize", "Mcp-Session-Id");
    }

    @Test
    void deletedSessionIsGone() {
        String session = served.initialize(NEWEST);

        HttpResponse<String> deleted =
                served.send(
                        HttpRequest.newBuilder(served.uri("/mcp"))
                                .header("Mcp-Session-Id", session)
                                .DELETE());

        HttpResponse<String> after =
                served.send(served.legacy(session, NEWEST, request(1, "ping", "")));
        assertThat(deleted.statusCode()).isEqualTo(204);
        assertThat(after.statusCode()).isEqualTo(404);
        assertThat(served.http.handler().sessions()).isZero();
    }

    @Test
    void failedInitializeOpensNoSession() {
        HttpResponse<String> response =
                served.send(served.post(request(1, "initialize", "\"capabilities\":{}")));

        assertThat(json(response).at("/error/code").asInt()).isEqualTo(-32602);
        assertThat(response.headers().firstValue("mcp-session-id")).isEmpty();
        assertThat(served.http.handler().sessions()).isZero();
    }

    @Test
    void answersNothingToNotificationsAndResponses() {
        String session = served.initialize(NEWEST);
        String notification = "{\"jsonrpc\":\"2.0\",\"method\":\"notifications/none\"}";
        String response = "{\"jsonrpc\":\"2.0\",\"id\":99,\"result\":{}}";

        HttpResponse<String> first = served.send(served.legacy(session, NEWEST, notification));
        HttpResponse<String> second = served.send(served.legacy(session, NEWEST, response));

        assertThat(first.statusCode()).isEqualTo(202);
        assertThat(first.body()).isEmpty();
        assertThat(second.statusCode()).isEqualTo(202);
    }

    @Test
    void answersBatchWithBatch() {
        String session = served.initialize("2025-03-26");
        String body =
                "["
                        + request(1, "ping", "")
                        + ",{\"jsonrpc\":\"2.0\",\"method\":\"notifications/none\"},"
                        + request(2, "tools/call", call("test.echo", "{\"message\":\"b\"}"))
                        + "]";

        HttpResponse<String> response = served.send(served.legacy(session, "2025-03-26", body));

        assertThat(json(response).isArray()).isTrue();
        assertThat(json(response)).hasSize(2);
    }

    @Test
    void hearsOfChangesOnItsOwnStream() {
        String session = served.initialize(NEWEST);
        try (EventLines stream = served.open(served.legacyGet(session)).isStream()) {
            assertThat(stream.next().id()).isNotEmpty();

            served.toolsChange();

            assertThat(stream.next().json().path("method").asString())
                    .isEqualTo("notifications/tools/list_changed");
        }
    }

    @Test
    void saysEachMessageOnOneStreamOnly() {
        String session = served.initialize(NEWEST);
        try (EventLines first = served.open(served.legacyGet(session)).isStream();
                EventLines second = served.open(served.legacyGet(session)).isStream()) {
            first.next();
            second.next();

            served.toolsChange();
            JsonNode heard = second.next().json();
            served.http.close();

            assertThat(heard.path("method").asString())
                    .isEqualTo("notifications/tools/list_changed");
            assertThat(first.rest()).isEmpty();
        }
    }

    @Test
    void fetchesAnswerAfterDisconnect() {
        String session = served.initialize(NEWEST);
        String body = withToken(request(1, "tools/call", call("test.gate", "{}")));
        EventLines stream = served.open(served.legacy(session, NEWEST, body)).isStream();
        assertThat(stream.next().data()).isEmpty();
        EventLines.Event progress = stream.next();

        stream.close();
        await().untilAsserted(() -> assertThat(served.http.handler().open()).isZero());
        served.release.countDown();

        EventLines again =
                served.open(served.legacyGet(session).header("Last-Event-ID", progress.id()))
                        .isStream();
        List<JsonNode> rest = again.rest();
        assertThat(served.stopped).hasValue(0);
        assertThat(rest.getLast().at("/result/content/0/text").asString()).isEqualTo("released");
    }

    @Test
    void replaysOnlyWhatWasMissed() {
        String session = served.initialize(NEWEST);
        String body = withToken(request(1, "tools/call", call("test.progress", "{}")));
        EventLines stream = served.open(served.legacy(session, NEWEST, body)).isStream();
        stream.next();
        EventLines.Event first = stream.next();
        List<JsonNode> others = stream.rest();

        EventLines again =
                served.open(served.legacyGet(session).header("Last-Event-ID", first.id()))
                        .isStream();

        assertThat(again.rest()).isEqualTo(others);
    }

    @Test
    void comesBackForAnswerWhenItsConnectionWasGivenUp() {
        String session = served.initialize(NEWEST);
        String body = request(1, "tools/call", call("test_reconnection", "{}"));
        EventLines stream = served.open(served.legacy(session, NEWEST, body)).isStream();
        EventLines.Event priming = stream.next();
        EventLines.Event retry = stream.next();
        List<JsonNode> nothing = stream.rest();

        List<JsonNode> rest =
                served.open(served.legacyGet(session).header("Last-Event-ID", priming.id()))
                        .isStream()
                        .rest();

        assertThat(retry.retry()).isEqualTo("500");
        assertThat(nothing).isEmpty();
        assertThat(rest).hasSize(1);
        assertThat(rest.getFirst().path("id").asInt()).isEqualTo(1);
    }

    @Test
    void cannotResumeFromWhatNeverWas() {
        String session = served.initialize(NEWEST);

        HttpResponse<String> response =
                served.send(served.legacyGet(session).header("Last-Event-ID", "77_1"));

        assertThat(response.statusCode()).isEqualTo(400);
    }

    @Test
    void cancellationEndsTheStreamWithoutAnswer() {
        String session = served.initialize(NEWEST);
        String body = withToken(request(41, "tools/call", call("test.slow", "{}")));
        EventLines stream = served.open(served.legacy(session, NEWEST, body)).isStream();
        stream.next();
        stream.next();

        served.send(
                served.legacy(
                        session,
                        NEWEST,
                        "{\"jsonrpc\":\"2.0\",\"method\":\"notifications/cancelled\","
                                + "\"params\":{\"requestId\":41}}"));

        assertThat(stream.rest()).isEmpty();
        await().untilAsserted(() -> assertThat(served.stopped).hasValue(1));
    }

    @Test
    void refusesVersionThatThereIsNot() {
        String session = served.initialize(NEWEST);

        HttpResponse<String> response =
                served.send(served.legacy(session, "2025-99-99", request(1, "ping", "")));

        assertThat(response.statusCode()).isEqualTo(400);
    }

    private static String withToken(String body) {
        return body.replace("\"arguments\":", "\"_meta\":{\"progressToken\":\"p\"},\"arguments\":");
    }
}
