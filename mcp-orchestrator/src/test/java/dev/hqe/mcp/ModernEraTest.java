package dev.hqe.mcp;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/// The era without a handshake, 2026-07-28, on the wire. Requests are those of the specification's
/// examples.
class ModernEraTest {

    private static String request(String id, String method, String params) {
        return "{\"jsonrpc\":\"2.0\",\"id\":\""
                + id
                + "\",\"method\":\""
                + method
                + "\",\"params\":{"
                + params
                + "}}";
    }

    @Test
    void discoversTheServer() {
        try (Wire wire = Wire.serving().reading()) {
            JsonNode answer = wire.ask(request("discover-1", "server/discover", Wire.MODERN_META));

            assertThat(answer.toString())
                    .isEqualTo(
                            "{\"jsonrpc\":\"2.0\",\"id\":\"discover-1\",\"result\":{"
                                    + "\"resultType\":\"complete\",\"supportedVersions\":[\"2026-07-28\"],"
                                    + "\"capabilities\":{\"tools\":{\"listChanged\":true},\"logging\":{},"
                                    + "\"extensions\":{\"io.modelcontextprotocol/tasks\":{}}},"
                                    + "\"_meta\":{\"io.modelcontextprotocol/serverInfo\":"
                                    + "{\"name\":\"wire-server\",\"version\":\"1.0.0\"}},"
                                    + "\"instructions\":\"Be kind.\","
                                    + "\"ttlMs\":3600000,\"cacheScope\":\"private\"}}");
        }
    }

    @Test
    void listsToolsWithCachingHints() {
        try (Wire wire = Wire.serving(TestTools.array()).reading()) {
            JsonNode result =
                    wire.ask(request("list", "tools/list", Wire.MODERN_META)).get("result");

            assertThat(result.get("resultType").asString()).isEqualTo("complete");
            assertThat(result.get("ttlMs").asInt()).isPositive();
            assertThat(result.get("cacheScope").asString()).isEqualTo("private");
            assertThat(result.at("/tools/0/outputSchema/type").asString()).isEqualTo("array");
        }
    }

    @Test
    void callsToolWithAnyStructuredValue() {
        try (Wire wire = Wire.serving(TestTools.array()).reading()) {
            JsonNode result = wire.ask(Wire.modernCall(1, "test.array", "{}")).get("result");

            assertThat(result.get("resultType").asString()).isEqualTo("complete");
            assertThat(result.get("structuredContent").toString()).isEqualTo("[1,2]");
            assertThat(result.at("/_meta/io.modelcontextprotocol~1serverInfo/name").asString())
                    .isEqualTo("wire-server");
        }
    }

    @Test
    void namesTheVersionsItServesToOneThatItDoesNot() {
        try (Wire wire = Wire.serving().reading()) {
            JsonNode answer =
                    wire.ask(
                            request(
                                    "1",
                                    "tools/list",
                                    Wire.MODERN_META.replace("2026-07-28", "1900-01-01")));

            assertThat(answer.get("error").toString())
                    .isEqualTo(
                            "{\"code\":-32022,\"message\":\"Unsupported protocol version\","
                                    + "\"data\":{\"supported\":[\"2026-07-28\"],"
                                    + "\"requested\":\"1900-01-01\"}}");
        }
    }

    @Test
    void refusesRequestWithoutRequiredMeta() {
        try (Wire wire = Wire.serving().reading()) {
            JsonNode noVersion = wire.ask(request("1", "server/discover", ""));
            JsonNode noCapabilities =
                    wire.ask(
                            request(
                                    "2",
                                    "tools/list",
                                    "\"_meta\":{\"io.modelcontextprotocol/protocolVersion\":"
                                            + "\"2026-07-28\"}"));

            assertThat(noVersion.at("/error/code").asInt()).isEqualTo(-32602);
            assertThat(noVersion.at("/error/message").asString()).contains("protocolVersion");
            assertThat(noCapabilities.at("/error/code").asInt()).isEqualTo(-32602);
            assertThat(noCapabilities.at("/error/message").asString())
                    .contains("clientCapabilities");
        }
    }

    @Test
    void pingIsGone() {
        try (Wire wire = Wire.serving().reading()) {
            JsonNode answer = wire.ask(request("1", "ping", Wire.MODERN_META));

            assertThat(answer.at("/error/code").asInt()).isEqualTo(-32601);
        }
    }

    @Test
    void bothErasShareOneConnection() {
        try (Wire wire = Wire.serving(TestTools.echo()).reading().initialized()) {
            JsonNode modern = wire.ask(Wire.modernCall(1, "test.echo", "{\"message\":\"m\"}"));
            JsonNode legacy = wire.ask(Wire.call(2, "test.echo", "{\"message\":\"l\"}"));

            assertThat(modern.at("/result/resultType").asString()).isEqualTo("complete");
            assertThat(legacy.get("result").has("resultType")).isFalse();
            assertThat(wire.record)
                    .extracting(called -> called.principal().name())
                    .containsExactly("wire", "wire");
        }
    }

    @Test
    void unfitArgumentsAreResultAndUnknownToolIsError() {
        try (Wire wire = Wire.serving(TestTools.echo()).reading()) {
            JsonNode unfit = wire.ask(Wire.modernCall(1, "test.echo", "{}"));
            JsonNode unknown = wire.ask(Wire.modernCall(2, "invalid_tool_name", "{}"));

            assertThat(unfit.at("/result/isError").asBoolean()).isTrue();
            assertThat(unfit.at("/result/content/0/text").asString()).contains("'message'");
            assertThat(unknown.get("error").toString())
                    .isEqualTo("{\"code\":-32602,\"message\":\"Unknown tool: invalid_tool_name\"}");
        }
    }

    @Test
    void listenerHearsOfChangedToolsUntilItCancels() {
        LegacyEraTest.ChangingTools tools = new LegacyEraTest.ChangingTools();
        try (Wire wire = new Wire(tools, RoadLimits.DEFAULT, ConnectionLimits.DEFAULT).reading()) {
            String listen =
                    "{\"jsonrpc\":\"2.0\",\"id\":5,\"method\":\"subscriptions/listen\",\"params\":{"
                            + Wire.MODERN_META
                            + ",\"notifications\":{\"toolsListChanged\":true,"
                            + "\"promptsListChanged\":true}}}";

            JsonNode acknowledged = wire.ask(listen);
            // Served after the listen request, so the subscription stands once this is answered.
            wire.ask(request("s", "server/discover", Wire.MODERN_META));
            tools.add(TestTools.echo());
            JsonNode changed = wire.receive();
            wire.send(Wire.cancel(5));
            wire.ask(request("t", "server/discover", Wire.MODERN_META));
            tools.add(TestTools.progress());

            assertThat(acknowledged.toString())
                    .isEqualTo(
                            "{\"jsonrpc\":\"2.0\",\"method\":\"notifications/subscriptions/acknowledged\","
                                    + "\"params\":{\"_meta\":{\"io.modelcontextprotocol/subscriptionId\":5},"
                                    + "\"notifications\":{\"toolsListChanged\":true}}}");
            assertThat(changed.toString())
                    .isEqualTo(
                            "{\"jsonrpc\":\"2.0\",\"method\":\"notifications/tools/list_changed\","
                                    + "\"params\":{\"_meta\":{\"io.modelcontextprotocol/subscriptionId\":5}}}");
            wire.closeInput();
            assertThat(wire.rest()).isEmpty();
        }
    }

    @Test
    void subscriptionEndsGracefullyWithTheConnection() {
        try (Wire wire = Wire.serving().reading()) {
            wire.ask(
                    "{\"jsonrpc\":\"2.0\",\"id\":\"sub\",\"method\":\"subscriptions/listen\",\"params\":{"
                            + Wire.MODERN_META
                            + ",\"notifications\":{}}}");

            wire.closeInput();

            List<JsonNode> rest = wire.rest();
            assertThat(rest).hasSize(1);
            assertThat(rest.getFirst().toString())
                    .isEqualTo(
                            "{\"jsonrpc\":\"2.0\",\"id\":\"sub\",\"result\":{\"resultType\":\"complete\","
                                    + "\"_meta\":{\"io.modelcontextprotocol/subscriptionId\":\"sub\"}}}");
        }
    }
}
