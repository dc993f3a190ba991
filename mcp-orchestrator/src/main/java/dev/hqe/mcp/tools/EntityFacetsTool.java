package dev.hqe.mcp.tools;

import dev.hqe.kernel.entity.Buckets;
import dev.hqe.kernel.entity.EntityException;
import dev.hqe.kernel.entity.EntityFigures;
import dev.hqe.kernel.entity.EntityQuery;
import dev.hqe.kernel.entity.EntityStore;
import dev.hqe.mcp.Tool;
import dev.hqe.mcp.ToolCall;
import dev.hqe.mcp.ToolDefinition;
import dev.hqe.mcp.ToolOutcome;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/// `entities.facets`.
record EntityFacetsTool(EntityStore entities) implements Tool {

    private static final String INPUT =
            """
            {"type": "object", "additionalProperties": false, "properties": {
            """
                    + EntityArguments.FILTERS
                    + """
                    ,
                      "facet": {"type": "string", "description": "Count the values of this: topic, kind or a path in the data such as $.language."},
                      "limit": {"type": "integer", "minimum": 1, "maximum": 200, "default": 20, "description": "How many values, the most frequent first."},
                      "buckets": {"enum": ["minute", "hour", "day", "week", "month", "quarter", "year"], "description": "Count over time, in spans as long as this."},
                      "time": {"type": "string", "default": "created_at", "description": "Which time: created_at, updated_at or a path to RFC 3339 times or dates."},
                      "zone": {"type": "string", "default": "UTC", "description": "Whose calendar the spans follow, such as Europe/Berlin."},
                      "number": {"type": "string", "description": "A path to numbers; of each span their count, min, max, average and sum are given."}}}
                    """;

    private static final String OUTPUT =
            """
            {"type": "object", "properties": {
              "values": {"type": "array", "items": {"type": "object", "required": ["value", "count"]}},
              "other": {"type": "integer", "description": "Entities with a value that is not listed."},
              "missing": {"type": "integer", "description": "Entities without a value."},
              "buckets": {"type": "array", "items": {"type": "object", "required": ["from", "before", "count"]}},
              "without": {"type": "integer", "description": "Entities without a time."}}}
            """;

    private static final ToolDefinition DEFINITION =
            EntityTools.reading(
                    "entities.facets",
                    "Count entities",
                    "Counts what is stored: by the values of a field (facet) or over time"
                            + " (buckets), instead of reading it all.",
                    INPUT,
                    OUTPUT);

    @Override
    public ToolDefinition definition() {
        return DEFINITION;
    }

    @Override
    public ToolOutcome call(ToolCall call) {
        ObjectNode arguments = call.arguments();
        if (arguments.has("facet") == arguments.has("buckets")) {
            return new ToolOutcome.Failed(
                    "Ask for facet or for buckets: {\"facet\": \"kind\"} or {\"buckets\":"
                            + " \"month\"}.");
        }
        try {
            EntityQuery query = EntityArguments.query(arguments, call.principal(), entities);
            EntityFigures figures = entities.figures();
            if (arguments.has("facet")) {
                String path = arguments.path("facet").asString();
                int limit = arguments.path("limit").asInt(20);
                return ToolOutcome.Ok.structured(figures.facets(query, path, limit).toJson());
            }
            Buckets buckets =
                    figures.buckets(
                            query,
                            arguments.path("time").asString("created_at"),
                            Buckets.Width.of(arguments.path("buckets").asString()),
                            ZoneId.of(arguments.path("zone").asString("UTC")),
                            Optional.of(arguments.path("number").asString(""))
                                    .filter(path -> !path.isEmpty()));
            return ToolOutcome.Ok.structured(buckets.toJson());
        } catch (DateTimeException e) {
            return new ToolOutcome.Failed(
                    "zone: '"
                            + arguments.path("zone").asString()
                            + "' is not a zone such as Europe/Berlin");
        } catch (EntityException | IllegalArgumentException e) {
            return new ToolOutcome.Failed(String.valueOf(e.getMessage()));
        }
    }
}
