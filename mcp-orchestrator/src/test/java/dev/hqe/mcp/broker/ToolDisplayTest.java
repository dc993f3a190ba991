package dev.hqe.mcp.broker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hqe.kernel.json.Json;
import dev.hqe.mcp.Access;
import dev.hqe.mcp.NameStyle;
import dev.hqe.mcp.Principal;
import dev.hqe.mcp.RoadLimits;
import dev.hqe.mcp.Tool;
import dev.hqe.mcp.ToolAnswer;
import dev.hqe.mcp.ToolCall;
import dev.hqe.mcp.ToolDefinition;
import dev.hqe.mcp.ToolDisplay;
import dev.hqe.mcp.ToolDisplay.Mode;
import dev.hqe.mcp.ToolName;
import dev.hqe.mcp.ToolOrigin;
import dev.hqe.mcp.ToolOutcome;
import dev.hqe.mcp.ToolPolicy;
import dev.hqe.mcp.ToolProvider;
import dev.hqe.mcp.ToolRoad;
import dev.hqe.mcp.results.LargeResults;
import dev.hqe.mcp.results.ResultStore;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.ObjectNode;

/// Tools that are shown to each as it wants them, on a real road.
class ToolDisplayTest {

    private static final Principal PLAIN = new Principal(Principal.Kind.AGENT, "robot", "1");

    private record Order() implements Tool {

        private static final ToolDefinition DEFINITION =
                ToolDefinition.of(
                                new ToolName("shop.get-order"),
                                "Gives one order.",
                                json("{\"type\":\"object\"}"))
                        .from(ToolOrigin.server("shop"));

        @Override
        public ToolDefinition definition() {
            return DEFINITION;
        }

        @Override
        public ToolOutcome call(ToolCall call) {
            return ToolOutcome.Ok.text("an order");
        }
    }

    private static ObjectNode json(String text) {
        return Json.MAPPER.readValue(text, ObjectNode.class);
    }

    private static ToolRoad road(BrokerSettings settings) {
        ResultStore store = new ResultStore(ResultStore.Limits.DEFAULT, InstantSource.system());
        ToolBroker broker =
                new ToolBroker(
                        settings,
                        ToolPolicy.ALLOW_ALL,
                        new LargeResults(store, LargeResults.DEFAULT_TOKENS));
        return new ToolRoad(
                List.of(broker.tools(), ToolProvider.of(new Order())),
                ToolPolicy.ALLOW_ALL,
                broker,
                called -> {},
                RoadLimits.DEFAULT,
                InstantSource.system());
    }

    private static Principal shown(Access.Source source) {
        return new Principal(Principal.Kind.AGENT, "robot", "1", new Access("", "mine", source));
    }

    private static List<String> names(ToolRoad road, Principal principal) {
        return road.tools(principal).stream().map(tool -> tool.name().value()).toList();
    }

    private static ToolAnswer call(ToolRoad road, Principal who, String tool, String arguments)
            throws InterruptedException {
        return road.call(ToolCall.of(who, new ToolName(tool), json(arguments)));
    }

    @Test
    void eachIsShownTheToolsAsItWantsThem() throws InterruptedException {
        ToolDisplay display = new ToolDisplay(Mode.BROKERED, NameStyle.SAFE);
        Principal searching = shown(new Access.Opening(Access.Scope.ALL, display));
        try (ToolRoad road = road(BrokerSettings.DEFAULT)) {
            ToolAnswer found = call(road, searching, "find_tools", "{\"query\":\"order\"}");

            assertThat(names(road, searching)).containsExactly("call_tool", "find_tools");
            assertThat(names(road, PLAIN)).containsExactly("shop.get-order");
            assertThat(found.toString()).contains("shop_get_order");
        }
    }

    @Test
    void whatIsOpenToSomebodyMayChangeFromOneRequestToTheNext() throws InterruptedException {
        AtomicReference<Access.Opening> open = new AtomicReference<>(Access.LOCAL.opening());
        ToolDisplay direct = new ToolDisplay(Mode.DIRECT, NameStyle.PLAIN);
        Principal principal = shown(open::get);
        try (ToolRoad road = road(BrokerSettings.DEFAULT.mode(Mode.BROKERED))) {
            List<String> first = names(road, principal);
            open.set(new Access.Opening(Access.Scope.ALL, direct));
            List<String> second = names(road, principal);
            open.set(Access.Opening.NOTHING);
            List<String> third = names(road, principal);

            assertThat(first).containsExactly("call_tool", "find_tools");
            assertThat(second).containsExactly("shop.get-order");
            assertThat(third).isEmpty();
            assertThat(call(road, principal, "shop.get-order", "{}"))
                    .isInstanceOf(ToolAnswer.UnknownTool.class);
            assertThat(call(road, principal, "find_tools", "{\"query\":\"order\"}"))
                    .isInstanceOf(ToolAnswer.UnknownTool.class);
        }
    }
}
