package dev.hqe.mcp.tools;

import dev.hqe.kernel.entity.EntityException;
import dev.hqe.kernel.entity.EntityQuery;
import dev.hqe.kernel.entity.EntityStore;
import dev.hqe.kernel.entity.ExtractPage;
import dev.hqe.kernel.entity.Page;
import dev.hqe.kernel.json.Json;
import dev.hqe.mcp.Tool;
import dev.hqe.mcp.ToolCall;
import dev.hqe.mcp.ToolDefinition;
import dev.hqe.mcp.ToolOutcome;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// `entities.query`.
record EntityQueryTool(EntityStore entities) implements Tool {

    private static final int MAX_STRING = 300;

    private static final String INPUT =
            """
            {"type": "object", "additionalProperties": false, "properties": {
            """
                    + EntityArguments.FILTERS
                    + """
                    ,
                      "order": {"type": "string", "default": "id", "description": "id, created_at, updated_at or a path such as $.size, with - in front for descending; newest (-created_at); relevance, with text."},
                      "fields": {"type": "array", "items": {"type": "string"}, "minItems": 1, "maxItems": 32, "description": "Give these paths only, as fields in place of data."},
                      "limit": {"type": "integer", "minimum": 1, "maximum": 100, "default": 20},
                      "cursor": {"type": "string", "description": "next_cursor of the page before."}}}
                    """;

    private static final String OUTPUT =
            """
            {"type": "object", "required": ["entities", "total"], "properties": {
              "entities": {"type": "array", "items": {"type": "object", "required": ["id", "topic_id", "kind", "sensitivity"], "properties": {
                "id": {"type": "string"}, "topic_id": {"type": "string"}, "kind": {"type": "string"},
                "data": {"type": "object"}, "fields": {"type": "object", "description": "Values by path."},
                "created_at": {"type": "string"}, "updated_at": {"type": "string"}, "version": {"type": "integer"},
                "sensitivity": {"enum": ["public", "internal", "sensitive"]}}}},
              "total": {"type": "integer", "description": "How many there are on all pages."},
              "next_cursor": {"type": "string", "description": "Absent on the last page."}}}
            """;

    private static final ToolDefinition DEFINITION =
            EntityTools.reading(
                    "entities.query",
                    "Query entities",
                    "Lists what is stored, by Topic, kind, id, words, values in the data or time."
                            + " Long strings are cut; entities.get gives one entity with its whole"
                            + " text.",
                    INPUT,
                    OUTPUT);

    @Override
    public ToolDefinition definition() {
        return DEFINITION;
    }

    @Override
    public ToolOutcome call(ToolCall call) {
        ObjectNode arguments = call.arguments();
        ObjectNode answer = Json.object();
        ArrayNode list = answer.putArray("entities");
        try {
            EntityQuery query =
                    EntityArguments.query(arguments, call.principal(), entities)
                            .limit(arguments.path("limit").asInt(20))
                            .sort(EntityArguments.sort(arguments));
            if (arguments.has("cursor")) {
                query = query.after(arguments.path("cursor").asString());
            }
            Optional<String> next = page(query, arguments, list);
            answer.put("total", entities.count(query));
            next.ifPresent(cursor -> answer.put("next_cursor", cursor));
        } catch (EntityException | IllegalArgumentException e) {
            return new ToolOutcome.Failed(String.valueOf(e.getMessage()));
        }
        return ToolOutcome.Ok.structured(answer);
    }

    private Optional<String> page(EntityQuery query, ObjectNode arguments, ArrayNode list) {
        if (arguments.has("fields")) {
            List<String> paths =
                    arguments.path("fields").valueStream().map(JsonNode::asString).toList();
            ExtractPage page = entities.extract(query, paths);
            page.items().forEach(extract -> list.add(shortened(extract.toJson())));
            return page.next();
        }
        Page page = entities.query(query);
        page.items().forEach(entity -> list.add(shortened(entity.toJson())));
        return page.next();
    }

    private static JsonNode shortened(JsonNode value) {
        return new StringCut(0, MAX_STRING).of(value);
    }
}
