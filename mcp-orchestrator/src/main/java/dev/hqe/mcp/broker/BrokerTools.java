package dev.hqe.mcp.broker;

import dev.hqe.kernel.json.Json;
import dev.hqe.mcp.Tool;
import dev.hqe.mcp.ToolCall;
import dev.hqe.mcp.ToolDefinition;
import dev.hqe.mcp.ToolName;
import dev.hqe.mcp.ToolOrigin;
import dev.hqe.mcp.ToolOutcome;
import dev.hqe.mcp.ToolProvider;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import tools.jackson.databind.node.ObjectNode;

/// `find_tools` and `call_tool`: how an agent reaches tools that its listing does not show. Their
/// definitions never change, so that a client's cached prompt stays good whatever comes and goes
/// behind them.
final class BrokerTools implements ToolProvider {

    static final ToolName FIND = new ToolName("find_tools");
    static final ToolName CALL = new ToolName("call_tool");
    static final Set<ToolName> NAMES = Set.of(FIND, CALL);

    static final int DEFAULT_LIMIT = 5;

    private static final String FIND_INPUT =
            """
            {"type": "object", "additionalProperties": false, "required": ["query"], "properties": {
              "query": {"type": "string", "maxLength": 500, "description": "What you want to do, in a few words, or a tool's exact name."},
              "limit": {"type": "integer", "minimum": 1, "maximum": 20, "default": 5}}}
            """;

    private static final String CALL_INPUT =
            """
            {"type": "object", "additionalProperties": false, "required": ["name"], "properties": {
              "name": {"type": "string", "description": "As find_tools gives it."},
              "arguments": {"type": "object", "description": "What its inputSchema asks for."}}}
            """;

    private final List<Tool> tools;

    /// @param find answers a call of `find_tools`
    BrokerTools(Function<ToolCall, ToolOutcome> find) {
        this.tools = List.of(new Find(find), new Call());
    }

    @Override
    public List<Tool> tools() {
        return tools;
    }

    private static ToolDefinition define(
            ToolName name, String title, String description, String input, boolean readOnly) {
        ObjectNode hints = Json.object();
        if (readOnly) {
            hints.put("readOnlyHint", true);
            hints.put("openWorldHint", false);
        }
        return ToolDefinition.of(name, description, Json.MAPPER.readValue(input, ObjectNode.class))
                .titled(title)
                .annotated(hints)
                .from(ToolOrigin.WORKBENCH);
    }

    private record Find(Function<ToolCall, ToolOutcome> find) implements Tool {

        private static final ToolDefinition DEFINITION =
                define(
                        FIND,
                        "Find tools",
                        "Most tools are not listed here. This searches all of them and gives their"
                                + " names, what they do and their inputSchema. Then call_tool runs"
                                + " one.",
                        FIND_INPUT,
                        true);

        @Override
        public ToolDefinition definition() {
            return DEFINITION;
        }

        @Override
        public ToolOutcome call(ToolCall call) {
            return find.apply(call);
        }
    }

    /// Runs only when [ToolBroker#read] could not make the call of a real tool out of it.
    private record Call() implements Tool {

        private static final ToolDefinition DEFINITION =
                define(
                        CALL,
                        "Call a tool",
                        "Runs a tool that find_tools has found.",
                        CALL_INPUT,
                        false);

        @Override
        public ToolDefinition definition() {
            return DEFINITION;
        }

        @Override
        public ToolOutcome call(ToolCall call) {
            return new ToolOutcome.Failed(
                    "call_tool needs the \"name\" of a tool as find_tools gives it, and its"
                            + " \"arguments\" as an object.");
        }
    }
}
