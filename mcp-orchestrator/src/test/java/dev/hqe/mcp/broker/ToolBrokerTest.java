package dev.hqe.mcp.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.hqe.kernel.json.Json;
import dev.hqe.mcp.Access;
import dev.hqe.mcp.ConnectionLimits;
import dev.hqe.mcp.McpServer;
import dev.hqe.mcp.Principal;
import dev.hqe.mcp.RoadLimits;
import dev.hqe.mcp.ServerInfo;
import dev.hqe.mcp.StdioConnection;
import dev.hqe.mcp.Tool;
import dev.hqe.mcp.ToolAnswer;
import dev.hqe.mcp.ToolCall;
import dev.hqe.mcp.ToolCalled;
import dev.hqe.mcp.ToolDefinition;
import dev.hqe.mcp.ToolDisplay.Mode;
import dev.hqe.mcp.ToolName;
import dev.hqe.mcp.ToolOrigin;
import dev.hqe.mcp.ToolOutcome;
import dev.hqe.mcp.ToolPolicy;
import dev.hqe.mcp.ToolProvider;
import dev.hqe.mcp.ToolRoad;
import dev.hqe.mcp.policy.ApprovalLimits;
import dev.hqe.mcp.policy.Approvals;
import dev.hqe.mcp.policy.PolicyFile;
import dev.hqe.mcp.policy.PolicyRule;
import dev.hqe.mcp.policy.PolicyToolPolicy;
import dev.hqe.mcp.policy.PrincipalPattern;
import dev.hqe.mcp.policy.Ruling;
import dev.hqe.mcp.policy.ToolPattern;
import dev.hqe.mcp.results.LargeResults;
import dev.hqe.mcp.results.ResultStore;
import dev.hqe.mcp.results.ResultTools;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.Pipe;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// The broker as the front of a real road.
class ToolBrokerTest {

    private static final Principal AGENT = new Principal(Principal.Kind.AGENT, "robot", "1");
    private static final Principal CURSOR = new Principal(Principal.Kind.AGENT, "Cursor", "1");
    private static final Principal PERSON = new Principal(Principal.Kind.PERSON, "somebody", "1");
    private static final String INPUT =
            """
            {"type":"object","additionalProperties":false,"required":["number"],"properties":{
              "number":{"type":"integer","description":"Which one."}}}\
            """;

    @TempDir Path folder;
    private final List<ToolCalled> record = new CopyOnWriteArrayList<>();
    private ToolPolicy policy = ToolPolicy.ALLOW_ALL;

    private static ObjectNode json(String text) {
        return Json.MAPPER.readValue(text, ObjectNode.class);
    }

    private static Tool tool(String name, String description) {
        ToolDefinition definition =
                ToolDefinition.of(new ToolName(name), description, json(INPUT))
                        .from(ToolOrigin.server("shop"));
        return new Tool() {
            @Override
            public ToolDefinition definition() {
                return definition;
            }

            @Override
            public ToolOutcome call(ToolCall call) {
                return ToolOutcome.Ok.text(name + " " + call.arguments());
            }
        };
    }

    private static List<Tool> many(int count) {
        List<Tool> tools = new ArrayList<>();
        tools.add(tool("shop.get-order", "Gives one order of a customer."));
        tools.add(tool("shop.cancel_order", "Cancels an order."));
        for (int i = 0; i < count; i++) {
            tools.add(tool("stock.item_" + i, "Says how many of item " + i + " there are."));
        }
        return tools;
    }

    private ToolRoad road(BrokerSettings settings, List<Tool> tools) {
        ResultStore store = new ResultStore(ResultStore.Limits.DEFAULT, InstantSource.system());
        LargeResults results = new LargeResults(store, LargeResults.DEFAULT_TOKENS);
        ToolBroker broker = new ToolBroker(settings, policy, results);
        return new ToolRoad(
                List.of(
                        broker.tools(),
                        new ResultTools(store),
                        ToolProvider.of(tools.toArray(Tool[]::new))),
                policy,
                broker,
                record::add,
                RoadLimits.DEFAULT,
                InstantSource.system());
    }

    private static List<String> names(ToolRoad road, Principal principal) {
        return road.tools(principal).stream().map(tool -> tool.name().value()).toList();
    }

    private static ToolAnswer call(ToolRoad road, Principal who, String tool, String arguments)
            throws InterruptedException {
        return road.call(ToolCall.of(who, new ToolName(tool), json(arguments)));
    }

    private static String text(ToolAnswer answer) {
        assertThat(answer).isInstanceOf(ToolAnswer.Result.class);
        JsonNode result = ((ToolAnswer.Result) answer).json().toCallToolResult();
        return result.at("/content/0/text").asString();
    }

    @Test
    void fewToolsAreListedDirectly() {
        try (ToolRoad road = road(BrokerSettings.DEFAULT, many(3))) {
            assertThat(names(road, AGENT))
                    .containsExactly(
                            "results.read",
                            "shop.cancel_order",
                            "shop.get-order",
                            "stock.item_0",
                            "stock.item_1",
                            "stock.item_2");
            assertThat(road.tools(AGENT)).isSameAs(road.tools(AGENT));
        }
    }

    @Test
    void manyToolsAreBehindASearch() throws InterruptedException {
        BrokerSettings settings = BrokerSettings.DEFAULT.pinned(List.of("shop.cancel*"));
        try (ToolRoad road = road(settings, many(300))) {
            assertThat(names(road, AGENT))
                    .containsExactly("call_tool", "find_tools", "shop.cancel_order");
            assertThat(names(road, PERSON)).hasSize(303).doesNotContain("find_tools");

            JsonNode found =
                    json(text(call(road, AGENT, "find_tools", "{\"query\":\"show an order\"}")));

            assertThat(found.at("/tools/0/name").asString()).isEqualTo("shop.get-order");
            assertThat(found.at("/tools/0/inputSchema").toString())
                    .isEqualTo(
                            "{\"type\":\"object\",\"required\":[\"number\"],\"properties\":{\"number\":"
                                    + "{\"type\":\"integer\",\"description\":\"Which one.\"}}}");
        }
    }

    @Test
    void callToolIsTheRealToolsCall() throws InterruptedException {
        try (ToolRoad road = road(BrokerSettings.DEFAULT.mode(Mode.BROKERED), many(3))) {
            String direct = text(call(road, AGENT, "shop.get-order", "{\"number\":1}"));
            String through =
                    text(
                            call(
                                    road,
                                    AGENT,
                                    "call_tool",
                                    "{\"name\":\"shop.get-order\",\"arguments\":{\"number\":1}}"));
            String asString =
                    text(
                            call(
                                    road,
                                    AGENT,
                                    "call_tool",
                                    "{\"name\":\"shop.get-order\",\"arguments\":\"{\\\"number\\\":1}\"}"));

            assertThat(through).isEqualTo(direct).isEqualTo(asString);
            assertThat(record)
                    .extracting(called -> called.tool().value())
                    .containsOnly("shop.get-order");
        }
    }

    @Test
    void aWrongCallSaysWhatWouldBeRight() throws InterruptedException {
        try (ToolRoad road = road(BrokerSettings.DEFAULT.mode(Mode.BROKERED), many(3))) {
            ToolAnswer unfit =
                    call(
                            road,
                            AGENT,
                            "call_tool",
                            "{\"name\":\"shop.get-order\",\"arguments\":{\"nr\":1}}");
            ToolAnswer unknown = call(road, AGENT, "call_tool", "{\"name\":\"shop.get_ordre\"}");
            ToolAnswer nameless = call(road, AGENT, "call_tool", "{\"name\":\"no such!\"}");
            ToolAnswer direct = call(road, AGENT, "shop.get-order", "{\"nr\":1}");

            assertThat(text(unfit)).contains("'nr'", "Its inputSchema: {\"type\":\"object\"");
            assertThat(((ToolAnswer.Result) unfit).json().isError()).isTrue();
            assertThat(text(unknown)).contains("did you mean", "find_tools");
            assertThat(text(nameless)).contains("call_tool needs the \"name\"");
            assertThat(direct.toString()).contains("BadArguments", "Its inputSchema");
            assertThat(record)
                    .extracting(ToolCalled::ending)
                    .containsExactly(
                            ToolCalled.Ending.BAD_ARGUMENTS,
                            ToolCalled.Ending.UNKNOWN_TOOL,
                            ToolCalled.Ending.FAILED,
                            ToolCalled.Ending.BAD_ARGUMENTS);
        }
    }

    @Test
    void carefulClientsGetSafeNamesAndEveryoneMayUseThem() throws InterruptedException {
        try (ToolRoad road = road(BrokerSettings.DEFAULT, many(1))) {
            assertThat(names(road, CURSOR))
                    .containsExactly(
                            "results_read", "shop_cancel_order", "shop_get_order", "stock_item_0");

            for (String name : List.of("shop_get_order", "shop.get-order")) {
                assertThat(text(call(road, CURSOR, name, "{\"number\":2}")))
                        .startsWith("shop.get-order");
                assertThat(text(call(road, AGENT, name, "{\"number\":2}")))
                        .startsWith("shop.get-order");
            }
            assertThat(text(call(road, CURSOR, "find_tools", "{\"query\":\"shop_get_order\"}")))
                    .contains("\"name\":\"shop_get_order\"");
        }
    }

    @Test
    void whatIsDeniedIsNeitherListedNorFoundNorCalled() throws InterruptedException {
        PolicyFile file = new PolicyFile(folder.resolve("policy.yaml"), InstantSource.system());
        Approvals approvals =
                new Approvals(ApprovalLimits.DEFAULT, InstantSource.system(), fact -> {});
        policy = new PolicyToolPolicy(file, approvals, InstantSource.system());
        try (ToolRoad road = road(BrokerSettings.DEFAULT, many(0))) {
            List<String> changes = new CopyOnWriteArrayList<>();
            road.onChange(() -> changes.add("changed"));
            assertThat(names(road, AGENT)).contains("shop.cancel_order");

            file.add(
                    PolicyRule.of(
                            new PrincipalPattern("agent"),
                            new ToolPattern("shop.cancel*"),
                            Ruling.DENY));

            assertThat(changes).hasSize(1);
            assertThat(names(road, AGENT)).containsExactly("results.read", "shop.get-order");
            assertThat(names(road, PERSON)).contains("shop.cancel_order");
            assertThat(text(call(road, AGENT, "find_tools", "{\"query\":\"cancel order\"}")))
                    .doesNotContain("shop.cancel_order");
            assertThat(
                            text(
                                    call(
                                            road,
                                            AGENT,
                                            "call_tool",
                                            "{\"name\":\"shop.cancel_order\",\"arguments\":{\"number\":1}}")))
                    .contains("denied");
        }
    }

    @Test
    void whatAKeyDoesNotOpenIsNotThere() throws InterruptedException {
        Access.Scope cancelOnly =
                new Access.Scope() {
                    @Override
                    public boolean hasTool(ToolName name) {
                        return ToolBroker.WAYS.contains(name)
                                || name.value().startsWith("shop.cancel");
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
        Principal narrow =
                new Principal(Principal.Kind.AGENT, "robot", "1", new Access("key 1", cancelOnly));
        try (ToolRoad road = road(BrokerSettings.DEFAULT, many(3))) {
            assertThat(names(road, narrow)).containsExactly("results.read", "shop.cancel_order");
            assertThat(text(call(road, narrow, "find_tools", "{\"query\":\"order\"}")))
                    .contains("shop.cancel_order")
                    .doesNotContain("get-order");
            assertThat(text(call(road, narrow, "call_tool", "{\"name\":\"shop.get-order\"}")))
                    .contains("Unknown tool");
        }
    }

    @Test
    void anAnswerOfFindToolsIsBounded() throws InterruptedException {
        List<Tool> tools = new ArrayList<>();
        String parameters = "";
        for (int i = 0; i < 60; i++) {
            parameters += ",\"p" + i + "\":{\"type\":\"string\",\"description\":\"Some text.\"}";
        }
        String schema = INPUT.replace("}}}", "}" + parameters + "}}");
        for (int i = 0; i < 40; i++) {
            ToolDefinition big =
                    ToolDefinition.of(
                            new ToolName("big.order_" + i), "An order. ".repeat(80), json(schema));
            tools.add(
                    new Tool() {
                        @Override
                        public ToolDefinition definition() {
                            return big;
                        }

                        @Override
                        public ToolOutcome call(ToolCall call) {
                            return ToolOutcome.Ok.text("");
                        }
                    });
        }
        try (ToolRoad road = road(BrokerSettings.DEFAULT, tools)) {
            String text =
                    text(call(road, AGENT, "find_tools", "{\"query\":\"order\",\"limit\":20}"));

            assertThat(json(text).path("tools")).hasSize(20);
            assertThat(text)
                    .contains("left out: find_tools with this exact name")
                    .hasSizeLessThan(16_000);
        }
    }

    /// Lines to a real server and its answers.
    private static List<JsonNode> exchange(ToolRoad road, String... lines) throws Exception {
        Pipe in = Pipe.open();
        Pipe out = Pipe.open();
        List<JsonNode> answers = new ArrayList<>();
        try (McpServer server = new McpServer(new ServerInfo("test", "", "1"), "", road);
                StdioConnection connection =
                        new StdioConnection(
                                server,
                                Channels.newInputStream(in.source()),
                                Channels.newOutputStream(out.sink()),
                                ConnectionLimits.DEFAULT)) {
            Thread serving = Thread.ofVirtual().start(() -> serve(connection));
            try (OutputStream toServer = Channels.newOutputStream(in.sink());
                    BufferedReader fromServer =
                            new BufferedReader(
                                    new InputStreamReader(
                                            Channels.newInputStream(out.source()),
                                            StandardCharsets.UTF_8))) {
                for (String line : lines) {
                    toServer.write((line + "\n").getBytes(StandardCharsets.UTF_8));
                    toServer.flush();
                    answers.add(json(fromServer.readLine()).path("result"));
                }
            }
            await().atMost(Duration.ofSeconds(20)).until(() -> !serving.isAlive());
        }
        return answers;
    }

    private static void serve(StdioConnection connection) {
        try {
            connection.serve();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static String modern(String method, String params) {
        return "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\""
                + method
                + "\",\"params\":{"
                + params
                + "\"_meta\":{\"io.modelcontextprotocol/protocolVersion\":\"2026-07-28\","
                + "\"io.modelcontextprotocol/clientInfo\":{\"name\":\"cursor-vscode\",\"version\":\"1\"},"
                + "\"io.modelcontextprotocol/clientCapabilities\":{}}}}";
    }

    @Test
    void worksOverTheWire() throws Exception {
        try (ToolRoad road = road(BrokerSettings.DEFAULT.mode(Mode.BROKERED), many(2))) {
            List<JsonNode> answers =
                    exchange(
                            road,
                            modern("tools/list", ""),
                            modern(
                                    "tools/call",
                                    "\"name\":\"call_tool\",\"arguments\":{\"name\":\"shop_get_order\","
                                            + "\"arguments\":{\"number\":5}},"));

            assertThat(answers.getFirst().path("tools"))
                    .extracting(tool -> tool.path("name").asString())
                    .containsExactly("call_tool", "find_tools", "results_read");
            assertThat(answers.get(1).at("/content/0/text").asString())
                    .isEqualTo("shop.get-order {\"number\":5}");
        }
    }

    @Test
    void anOldClientGetsNoLinkThatItDoesNotKnow() throws Exception {
        Tool big = tool("shop.story", "Tells a story.");
        Tool telling =
                new Tool() {
                    @Override
                    public ToolDefinition definition() {
                        return big.definition();
                    }

                    @Override
                    public ToolOutcome call(ToolCall call) {
                        return ToolOutcome.Ok.text("once upon a time\n".repeat(4_000));
                    }
                };
        try (ToolRoad road = road(BrokerSettings.DEFAULT, List.of(telling))) {
            String call =
                    "{\"jsonrpc\":\"2.0\",\"id\":2,\"method\":\"tools/call\",\"params\":{"
                            + "\"name\":\"shop.story\",\"arguments\":{\"number\":1}}}";
            for (String version : List.of("2025-03-26", "2025-06-18")) {
                String hello =
                        "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"initialize\",\"params\":{"
                                + "\"protocolVersion\":\""
                                + version
                                + "\",\"capabilities\":{},\"clientInfo\":{\"name\":\"old\",\"version\":\"1\"}}}";

                JsonNode content = exchange(road, hello, call).get(1).path("content");

                assertThat(content.path(1).path("type").asString())
                        .isEqualTo(version.equals("2025-03-26") ? "text" : "resource_link");
                assertThat(content.path(1).toString()).contains("hqe://results/");
            }
        }
    }

    @Test
    void aToolsDefinitionIsFoundUnderEachOfItsNames() {
        try (ToolRoad road = road(BrokerSettings.DEFAULT, many(0))) {
            assertThat(road.definition(new ToolName("shop_get_order"), Access.LOCAL))
                    .hasValueSatisfying(
                            tool -> assertThat(tool.name().value()).isEqualTo("shop.get-order"));
        }
    }
}
