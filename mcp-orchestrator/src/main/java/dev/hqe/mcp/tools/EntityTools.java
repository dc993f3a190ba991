package dev.hqe.mcp.tools;

import dev.hqe.kernel.entity.EntityException;
import dev.hqe.kernel.entity.EntityId;
import dev.hqe.kernel.entity.EntityQuery;
import dev.hqe.kernel.entity.EntityStore;
import dev.hqe.kernel.entity.Kind;
import dev.hqe.kernel.entity.Page;
import dev.hqe.kernel.entity.StoredEntity;
import dev.hqe.kernel.entity.TopicId;
import dev.hqe.kernel.json.Json;
import dev.hqe.mcp.Tool;
import dev.hqe.mcp.ToolCall;
import dev.hqe.mcp.ToolDefinition;
import dev.hqe.mcp.ToolName;
import dev.hqe.mcp.ToolOutcome;
import dev.hqe.mcp.ToolProvider;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// `entities.query` and `entities.get`: what has been stored, for agents that want to look.
public final class EntityTools implements ToolProvider {

    private static final int MAX_STRING = 300;

    private static final String QUERY_INPUT =
            """
            {"type": "object", "additionalProperties": false, "properties": {
              "topic": {"type": "string", "description": "Only this Topic's, such as code_audit."},
              "kind": {"type": "string", "description": "Only this kind, such as SourceFile."},
              "text": {"type": "string", "description": "Only those whose title or text has all of these words."},
              "id_prefix": {"type": "string", "description": "Only ids that begin with this."},
              "limit": {"type": "integer", "minimum": 1, "maximum": 100, "default": 20},
              "cursor": {"type": "string", "description": "next_cursor of the page before."}}}
            """;

    private static final String QUERY_OUTPUT =
            """
            {"type": "object", "required": ["entities", "total"], "properties": {
              "entities": {"type": "array", "items": {"type": "object"}},
              "total": {"type": "integer", "description": "How many there are on all pages."},
              "next_cursor": {"type": "string", "description": "Absent on the last page."}}}
            """;

    private static final String GET_INPUT =
            """
            {"type": "object", "additionalProperties": false, "required": ["id"], "properties": {
              "id": {"type": "string", "description": "As entities.query gives it."}}}
            """;

    private static final String ENTITY_OUTPUT =
            """
            {"type": "object", "required": ["id", "topic_id", "kind", "data"]}
            """;

    private final List<Tool> tools;

    public EntityTools(EntityStore entities) {
        this.tools = List.of(new Query(entities), new Get(entities));
    }

    @Override
    public List<Tool> tools() {
        return tools;
    }

    private static ToolDefinition describe(
            String name, String title, String description, String input, String output) {
        ObjectNode annotations = Json.object();
        annotations.put("readOnlyHint", true);
        annotations.put("openWorldHint", false);
        return new ToolDefinition(
                        new ToolName(name),
                        title,
                        description,
                        Json.MAPPER.readValue(input, ObjectNode.class),
                        Optional.empty(),
                        annotations,
                        Json.object())
                .returning(Json.MAPPER.readValue(output, ObjectNode.class));
    }

    private record Query(EntityStore entities) implements Tool {

        private static final ToolDefinition DEFINITION =
                describe(
                        "entities.query",
                        "Query entities",
                        "Lists what is stored, by Topic, kind, id or words. Long strings are cut;"
                                + " entities.get gives one entity whole.",
                        QUERY_INPUT,
                        QUERY_OUTPUT);

        @Override
        public ToolDefinition definition() {
            return DEFINITION;
        }

        @Override
        public ToolOutcome call(ToolCall call) {
            EntityQuery query;
            Page page;
            try {
                query = query(call.arguments());
                page = entities.query(query);
            } catch (EntityException | IllegalArgumentException e) {
                return new ToolOutcome.Failed(String.valueOf(e.getMessage()));
            }
            ObjectNode answer = Json.object();
            ArrayNode list = answer.putArray("entities");
            page.items().forEach(entity -> list.add(shortened(entity.toJson())));
            answer.put("total", entities.count(query));
            page.next().ifPresent(cursor -> answer.put("next_cursor", cursor));
            return ToolOutcome.Ok.structured(answer);
        }

        private static EntityQuery query(ObjectNode arguments) {
            EntityQuery query = EntityQuery.all().limit(arguments.path("limit").asInt(20));
            if (arguments.has("topic")) {
                query = query.topic(new TopicId(arguments.path("topic").asString()));
            }
            if (arguments.has("kind")) {
                query = query.kind(new Kind(arguments.path("kind").asString()));
            }
            if (arguments.has("text")) {
                query = query.text(arguments.path("text").asString());
            }
            if (arguments.has("id_prefix")) {
                query = query.idPrefix(arguments.path("id_prefix").asString());
            }
            if (arguments.has("cursor")) {
                query = query.after(arguments.path("cursor").asString());
            }
            return query;
        }

        /// A copy in which no string is longer than a few lines.
        private static JsonNode shortened(JsonNode value) {
            if (value.isString() && value.asString().length() > MAX_STRING) {
                String text = value.asString();
                String cut = text.substring(0, MAX_STRING) + "… (" + text.length() + " characters)";
                return Json.MAPPER.getNodeFactory().stringNode(cut);
            }
            if (value.isArray()) {
                ArrayNode copy = Json.MAPPER.createArrayNode();
                value.forEach(item -> copy.add(shortened(item)));
                return copy;
            }
            if (value.isObject()) {
                ObjectNode copy = Json.object();
                for (Map.Entry<String, JsonNode> field : value.properties()) {
                    copy.set(field.getKey(), shortened(field.getValue()));
                }
                return copy;
            }
            return value;
        }
    }

    private record Get(EntityStore entities) implements Tool {

        private static final ToolDefinition DEFINITION =
                describe(
                        "entities.get",
                        "Get an entity",
                        "Gives one entity whole, by its id.",
                        GET_INPUT,
                        ENTITY_OUTPUT);

        @Override
        public ToolDefinition definition() {
            return DEFINITION;
        }

        @Override
        public ToolOutcome call(ToolCall call) {
            String id = call.arguments().path("id").asString();
            try {
                return entities.get(new EntityId(id))
                        .map(StoredEntity::toJson)
                        .<ToolOutcome>map(ToolOutcome.Ok::structured)
                        .orElseGet(() ->
                                new ToolOutcome.Failed(
                                        "There is no entity '"
                                                + id
                                                + "'. entities.query lists the ids."));
            } catch (IllegalArgumentException e) {
                return new ToolOutcome.Failed(String.valueOf(e.getMessage()));
            }
        }
    }
}
