package dev.hqe.mcp.results;

import dev.hqe.kernel.json.Json;
import dev.hqe.mcp.Content;
import dev.hqe.mcp.Tool;
import dev.hqe.mcp.ToolCall;
import dev.hqe.mcp.ToolDefinition;
import dev.hqe.mcp.ToolName;
import dev.hqe.mcp.ToolOrigin;
import dev.hqe.mcp.ToolOutcome;
import dev.hqe.mcp.ToolProvider;
import java.util.List;
import tools.jackson.databind.node.MissingNode;
import tools.jackson.databind.node.ObjectNode;

/// `results.read`: large results part by part, for clients that do not read resources.
public final class ResultTools implements ToolProvider {

    /// The tool's name.
    public static final ToolName READ = new ToolName("results.read");

    private static final String INPUT =
            """
            {"type": "object", "additionalProperties": false, "required": ["id"], "properties": {
              "id": {"type": "string", "description": "From the preview of the result."},
              "offset": {"type": "integer", "minimum": 0, "maximum": 999999999, "default": 0,
                "description": "Character to begin at."},
              "limit": {"type": "integer", "minimum": 1, "maximum": 100000, "default": 16000,
                "description": "How many characters."}}}
            """;

    private final List<Tool> tools;

    public ResultTools(ResultStore results) {
        this.tools = List.of(new Read(results));
    }

    @Override
    public List<Tool> tools() {
        return tools;
    }

    private record Read(ResultStore results) implements Tool {

        private static final ToolDefinition DEFINITION = define();

        private static ToolDefinition define() {
            ObjectNode hints = Json.object();
            hints.put("readOnlyHint", true);
            hints.put("openWorldHint", false);
            return ToolDefinition.of(
                            READ,
                            "Reads more of a result that was too large to give whole.",
                            Json.MAPPER.readValue(INPUT, ObjectNode.class))
                    .titled("Read a large result")
                    .annotated(hints)
                    .from(ToolOrigin.WORKBENCH);
        }

        @Override
        public ToolDefinition definition() {
            return DEFINITION;
        }

        @Override
        public ToolOutcome call(ToolCall call) {
            String id = call.arguments().path("id").asString();
            int offset = call.arguments().path("offset").asInt(0);
            int limit = call.arguments().path("limit").asInt(ResultStore.PAGE);
            return results.page(call.principal(), id, offset, limit)
                    .<ToolOutcome>map(Read::told)
                    .orElseGet(() ->
                            new ToolOutcome.Failed(
                                    "There is no such result any more: results are kept for "
                                            + results.time().toMinutes()
                                            + " minutes. Call the tool again that gave it."));
        }

        private static ToolOutcome told(ResultStore.Page page) {
            String place =
                    page.next() < page.total()
                            ? "Characters "
                                    + page.offset()
                                    + " to "
                                    + page.next()
                                    + " of "
                                    + page.total()
                                    + "; the next offset is "
                                    + page.next()
                                    + "."
                            : "This is the end, " + page.total() + " characters in all.";
            return new ToolOutcome.Ok(
                    MissingNode.getInstance(),
                    List.of(new Content.Text(page.text()), new Content.Text(place)));
        }
    }
}
