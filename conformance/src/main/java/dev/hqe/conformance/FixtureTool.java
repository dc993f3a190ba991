package dev.hqe.conformance;

import dev.hqe.kernel.json.Json;
import dev.hqe.mcp.Content;
import dev.hqe.mcp.RawJson;
import dev.hqe.mcp.TaskSupport;
import dev.hqe.mcp.Tool;
import dev.hqe.mcp.ToolCall;
import dev.hqe.mcp.ToolDefinition;
import dev.hqe.mcp.ToolName;
import dev.hqe.mcp.ToolOutcome;
import java.util.List;
import tools.jackson.databind.node.MissingNode;
import tools.jackson.databind.node.ObjectNode;

/// A tool that is made of a description and a function.
record FixtureTool(ToolDefinition definition, TaskSupport taskSupport, Body body) implements Tool {

    /// What it does.
    interface Body {
        ToolOutcome call(ToolCall call) throws InterruptedException;
    }

    /// A tool without arguments.
    static FixtureTool of(String name, String description, Body body) {
        return of(name, description, "{\"type\":\"object\",\"properties\":{}}", body);
    }

    static FixtureTool of(String name, String description, String inputSchema, Body body) {
        ToolDefinition definition =
                ToolDefinition.of(new ToolName(name), description, json(inputSchema));
        return new FixtureTool(definition, TaskSupport.NEVER, body);
    }

    /// The same, with calls that may or must become tasks.
    FixtureTool as(TaskSupport support) {
        return new FixtureTool(definition, support, body);
    }

    @Override
    public ToolOutcome call(ToolCall call) throws InterruptedException {
        return body.call(call);
    }

    static ObjectNode json(String text) {
        return Json.MAPPER.readValue(text, ObjectNode.class);
    }

    /// Content blocks as they stand on the wire.
    static ToolOutcome blocks(String... blocks) {
        List<Content> content =
                List.of(blocks).stream()
                        .<Content>map(block -> new Content.Raw(RawJson.of(block)))
                        .toList();
        return new ToolOutcome.Ok(MissingNode.getInstance(), content);
    }
}
