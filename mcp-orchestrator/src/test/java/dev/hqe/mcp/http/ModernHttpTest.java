package dev.hqe.mcp.http;

import static dev.hqe.mcp.http.Served.call;
import static dev.hqe.mcp.http.Served.json;
import static dev.hqe.mcp.http.Served.modern;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/// 2026-07-28, Streamable HTTP.
class ModernHttpTest {

    private final Served served = new Served();

    @AfterEach
    void stop() {
        served.close();
    }

    @Test
    void answersCallWithOneJsonObject() {
        String body = modern(1, "tools/call", call("test.echo", "{\"message\":\"hello\"}"));

        HttpResponse<String> response = served.send(served.modernPost(body));

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.headers().firstValue("content-type")).contains("application/json");
        assertThat(response.headers().firstValue("server")).isEmpty();
        assertThat(json(response).at("/result/content/0/text").asString()).isEqualTo("Echo: hello");
    }

    @Test
    void listsToolsAndDiscoversItself() {
        HttpResponse<String> tools = served.send(served.modernPost(modern(1, "tools/list", "")));
        HttpResponse<String> self =
                served.send(served.modernPost(modern(2, "server/discover", "")));

        assertThat(json(tools).at("/result/tools").size()).isEqualTo(6);
        assertThat(json(self).at("/result/supportedVersions/0").asString()).isEqualTo("2026-07-28");
    }

    @Test
    void turnsIntoStreamWhenThereIsProgress() {
        String params = "\"name\":\"test.progress\",\"arguments\":{}";
        String body = withToken(modern(7, "tools/call", params));

        try (EventLines stream = served.open(served.modernPost(body)).isStream()) {
            List<JsonNode> messages = stream.rest();

            assertThat(stream.header("x-accel-buffering")).isEqualTo("no");
            assertThat(messages).hasSizeGreaterThan(1);
            assertThat(messages.getFirst().path("method").asString())
                    .isEqualTo("notifications/progress");
            assertThat(messages.getLast().at("/result/content/0/text").asString())
                    .isEqualTo("done");
        }
    }

    @Test
    void closingTheStreamCancelsTheCall() {
        String params = "\"name\":\"test.slow\",\"arguments\":{}";
        EventLines stream =
                served.open(served.modernPost(withToken(modern(7, "tools/call", params))));
        stream.isStream().next();

        stream.close();

        await().untilAsserted(() -> assertThat(served.stopped).hasValue(1));
        await().untilAsserted(() -> assertThat(served.http.handler().open()).isZero());
    }

    @Test
    void hearsOfChangesOnSubscription() {
        String body =
                modern(5, "subscriptions/listen", "\"notifications\":{\"toolsListChanged\":true}");
        try (EventLines stream = served.open(served.modernPost(body)).isStream()) {
            JsonNode acknowledged = stream.next().json();

            served.toolsChange();
            JsonNode changed = stream.next().json();

            assertThat(acknowledged.path("method").asString())
                    .isEqualTo("notifications/subscriptions/acknowledged");
            assertThat(changed.path("method").asString())
                    .isEqualTo("notifications/tools/list_changed");
            assertThat(
                            changed.path("params")
                                    .path("_meta")
                                    .path("io.modelcontextprotocol/subscriptionId")
                                    .asInt())
                    .isEqualTo(5);
        }
    }

    @Test
    void subscriptionEndsWithResultWhenServerStops() {
        String body =
                modern(5, "subscriptions/listen", "\"notifications\":{\"toolsListChanged\":true}");
        EventLines stream = served.open(served.modernPost(body)).isStream();
        stream.next();

        served.http.close();

        List<JsonNode> rest = stream.rest();
        assertThat(rest).hasSize(1);
        assertThat(rest.getFirst().path("id").asInt()).isEqualTo(5);
        assertThat(rest.getFirst().at("/result/resultType").asString()).isEqualTo("complete");
    }

    @ParameterizedTest
    @CsvSource({
        "Mcp-Method, prompts/list",
        "Mcp-Name, test.other",
        "Mcp-Name, =?base64?dGVzdC5lY2hv=?=",
        "Mcp-Name, =?base64?dGVzdC5lY2hvCg==?=",
        "MCP-Protocol-Version, 2026-07-29",
        "Mcp-Param-Message, other",
        "Mcp-Param-Count, 43",
        "Mcp-Param-Count, many"
    })
    void refusesHeaderThatSaysSomethingElse(String header, String value) {
        String arguments = "{\"message\":\"m\",\"count\":42}";
        String body = modern(9, "tools/call", call("test.echo", arguments));
        HttpRequest.Builder request = served.modernPost(body).setHeader(header, value);

        HttpResponse<String> response = served.send(request);

        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(json(response).at("/error/code").asInt()).isEqualTo(-32020);
        assertThat(json(response).path("id").asInt()).isEqualTo(9);
    }

    @ParameterizedTest
    @CsvSource({
        "Mcp-Name, =?base64?dGVzdC5lY2hv?=",
        "Mcp-Param-Count, 42.0",
        "Mcp-Param-Message, =?base64?Z3LDvMOf?="
    })
    void takesHeaderThatSaysTheSameInOtherWords(String header, String value) {
        String arguments = "{\"message\":\"grüß\",\"count\":42}";
        String body = modern(9, "tools/call", call("test.echo", arguments));
        HttpRequest.Builder request =
                served.modernPost(modern(9, "tools/call", call("test.echo", "{\"count\":42}")));
        if (header.equals("Mcp-Param-Message")) {
            request =
                    served.post(body)
                            .header("MCP-Protocol-Version", "2026-07-28")
                            .header("Mcp-Method", "tools/call")
                            .header("Mcp-Name", "test.echo")
                            .header("Mcp-Param-Count", "42");
        }

        HttpResponse<String> response = served.send(request.setHeader(header, value));

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(json(response).path("result").isObject()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"Mcp-Method", "Mcp-Name", "Mcp-Param-Message"})
    void refusesMissingHeader(String header) {
        String body = modern(9, "tools/call", call("test.echo", "{\"message\":\"m\"}"));
        HttpRequest.Builder request =
                served.post(body).header("MCP-Protocol-Version", "2026-07-28");
        for (String[] pair :
                new String[][] {
                    {"Mcp-Method", "tools/call"},
                    {"Mcp-Name", "test.echo"},
                    {"Mcp-Param-Message", "m"}
                }) {
            if (!pair[0].equals(header)) {
                request.header(pair[0], pair[1]);
            }
        }

        HttpResponse<String> response = served.send(request);

        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(json(response).at("/error/code").asInt()).isEqualTo(-32020);
    }

    @Test
    void refusesBodyOfThisVersionWithoutItsHeader() {
        HttpResponse<String> response = served.send(served.post(modern(3, "tools/list", "")));

        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(json(response).at("/error/code").asInt()).isEqualTo(-32020);
    }

    @Test
    void namesItsVersionsToOneItDoesNotServe() {
        String body = modern(3, "server/discover", "").replace("2026-07-28", "2099-01-01");
        HttpRequest.Builder request =
                served.modernPost(body).setHeader("MCP-Protocol-Version", "2099-01-01");

        HttpResponse<String> response = served.send(request);

        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(json(response).at("/error/code").asInt()).isEqualTo(-32022);
        assertThat(json(response).at("/error/data/requested").asString()).isEqualTo("2099-01-01");
    }

    @Test
    void refusesRequestWithoutMeta() {
        String body = "{\"jsonrpc\":\"2.0\",\"id\":4,\"method\":\"tools/list\",\"params\":{}}";

        HttpResponse<String> response = served.send(served.modernPost(body));

        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(json(response).at("/error/code").asInt()).isEqualTo(-32602);
        assertThat(json(response).path("id").asInt()).isEqualTo(4);
    }

    @ParameterizedTest
    @ValueSource(strings = {"initialize", "ping", "logging/setLevel", "no/such"})
    void methodOfNoneOfItsOwnIsNotFound(String method) {
        HttpResponse<String> response = served.send(served.modernPost(modern(6, method, "")));

        assertThat(response.statusCode()).isEqualTo(404);
        assertThat(json(response).at("/error/code").asInt()).isEqualTo(-32601);
        assertThat(json(response).path("id").asInt()).isEqualTo(6);
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET", "DELETE", "PUT"})
    void takesOnlyPost(String method) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(served.uri("/mcp"))
                        .header("MCP-Protocol-Version", "2026-07-28")
                        .header("Accept", "text/event-stream")
                        .method(method, HttpRequest.BodyPublishers.noBody());

        HttpResponse<String> response = served.send(request);

        assertThat(response.statusCode()).isEqualTo(405);
        assertThat(response.headers().firstValue("allow")).isPresent();
    }

    @Test
    void takesNotificationWithoutAnswer() {
        String body =
                "{\"jsonrpc\":\"2.0\",\"method\":\"notifications/cancelled\",\"params\":{"
                        + Served.META
                        + "}}";

        HttpResponse<String> response = served.send(served.modernPost(body));

        assertThat(response.statusCode()).isEqualTo(202);
        assertThat(response.body()).isEmpty();
    }

    @Test
    void ignoresSessionIdOfOtherEra() {
        HttpRequest.Builder request =
                served.modernPost(modern(1, "tools/list", "")).header("Mcp-Session-Id", "none");

        HttpResponse<String> response = served.send(request);

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.headers().firstValue("mcp-session-id")).isEmpty();
    }

    private static String withToken(String body) {
        return body.replace("\"_meta\":{", "\"_meta\":{\"progressToken\":\"p\",");
    }
}
