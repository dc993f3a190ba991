package dev.hqe.mcp.tools;

import dev.hqe.kernel.entity.Condition;
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
import dev.hqe.mcp.ToolOrigin;
import dev.hqe.mcp.ToolOutcome;
import dev.hqe.mcp.ToolProvider;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Locale;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// `entities.query` and `entities.get`: what has been stored, for agents that want to look.
public final class EntityTools implements ToolProvider {

    private static final int MAX_STRING = 300;

    /// How much of a string `entities.get` gives unless it is asked for more.
    private static final int MAX_CHARS = 100_000;

    private static final String QUERY_INPUT =
            """
            {"type": "object", "additionalProperties": false, "properties": {
              "topic": {"type": "string", "description": "Only this Topic's, such as code_audit."},
              "kind": {"type": "string", "description": "Only this kind, such as SourceFile."},
              "text": {"type": "string", "description": "Only those whose title or text has all of these words."},
              "id_prefix": {"type": "string", "description": "Only ids that begin with this."},
              "where": {"type": "array", "maxItems": 32, "description": "All of these must hold.",
                "items": {"type": "object", "additionalProperties": false, "required": ["path", "op", "value"], "properties": {
                  "path": {"type": "string", "description": "A path in the data, such as $.author.name or $.lines[0].amount."},
                  "op": {"enum": ["equal", "not_equal", "less", "less_or_equal", "greater", "greater_or_equal", "starts_with"]},
                  "value": {"type": ["string", "number", "boolean"]}}}},
              "created_from": {"type": "string", "description": "Created at this time or later, RFC 3339, such as 2026-01-31T00:00:00Z."},
              "created_before": {"type": "string", "description": "Created before this time, RFC 3339."},
              "order": {"enum": ["id", "newest"], "default": "id"},
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
              "id": {"type": "string", "description": "As entities.query gives it."},
              "offset": {"type": "integer", "minimum": 0, "maximum": 2147483647, "default": 0,
                "description": "Where in each long string to begin, in characters: the next_offset of the answer before."},
              "max_chars": {"type": "integer", "minimum": 1, "maximum": 5000000, "default": 100000,
                "description": "How many characters of each string to give."}}}
            """;

    private static final String ENTITY_OUTPUT =
            """
            {"type": "object", "required": ["id", "topic_id", "kind", "data"], "properties": {
              "next_offset": {"type": "integer", "description": "Strings were cut: pass this as offset to read on. Absent at the end."}}}
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
        return ToolDefinition.of(
                        new ToolName(name),
                        description,
                        Json.MAPPER.readValue(input, ObjectNode.class))
                .titled(title)
                .annotated(annotations)
                .from(ToolOrigin.WORKBENCH)
                .returning(Json.MAPPER.readValue(output, ObjectNode.class));
    }

    private record Query(EntityStore entities) implements Tool {

        private static final ToolDefinition DEFINITION =
                describe(
                        "entities.query",
                        "Query entities",
                        "Lists what is stored, by Topic, kind, id, words, values in the data or"
                                + " time. Long strings are cut; entities.get gives one entity with"
                                + " its whole text.",
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
            for (JsonNode condition : arguments.path("where")) {
                query = query.where(condition(condition));
            }
            if (arguments.has("created_from")) {
                query = query.createdFrom(time(arguments, "created_from"));
            }
            if (arguments.has("created_before")) {
                query = query.createdBefore(time(arguments, "created_before"));
            }
            if (arguments.path("order").asString("id").equals("newest")) {
                query = query.order(EntityQuery.Order.NEWEST_FIRST);
            }
            if (arguments.has("cursor")) {
                query = query.after(arguments.path("cursor").asString());
            }
            return query;
        }

        private static Condition condition(JsonNode condition) {
            Condition.Operator operator =
                    Condition.Operator.valueOf(
                            condition.path("op").asString().toUpperCase(Locale.ROOT));
            return new Condition(
                    condition.path("path").asString(),
                    operator,
                    ConditionValue.of(condition.path("value")));
        }

        private static Instant time(ObjectNode arguments, String name) {
            String text = arguments.path(name).asString();
            try {
                return OffsetDateTime.parse(text).toInstant();
            } catch (DateTimeParseException e) {
                throw new IllegalArgumentException(
                        name + ": '" + text + "' is not a time such as 2026-01-31T00:00:00Z", e);
            }
        }

        private static JsonNode shortened(JsonNode value) {
            return new StringCut(0, MAX_STRING).of(value);
        }
    }

    private record Get(EntityStore entities) implements Tool {

        private static final ToolDefinition DEFINITION =
                describe(
                        "entities.get",
                        "Get an entity",
                        "Gives one entity by its id. Strings longer than max_chars are cut; while"
                                + " the answer has a next_offset, ask again with it as offset.",
                        GET_INPUT,
                        ENTITY_OUTPUT);

        @Override
        public ToolDefinition definition() {
            return DEFINITION;
        }

        @Override
        public ToolOutcome call(ToolCall call) {
            String id = call.arguments().path("id").asString();
            StringCut cut =
                    new StringCut(
                            call.arguments().path("offset").asInt(0),
                            call.arguments().path("max_chars").asInt(MAX_CHARS));
            try {
                return entities.get(new EntityId(id))
                        .<ToolOutcome>map(entity -> ToolOutcome.Ok.structured(page(entity, cut)))
                        .orElseGet(() ->
                                new ToolOutcome.Failed(
                                        "There is no entity '"
                                                + id
                                                + "'. entities.query lists the ids."));
            } catch (IllegalArgumentException e) {
                return new ToolOutcome.Failed(String.valueOf(e.getMessage()));
            }
        }

        private static ObjectNode page(StoredEntity entity, StringCut cut) {
            ObjectNode json = entity.toJson();
            json.set("data", cut.of(json.path("data")));
            cut.nextOffset().ifPresent(offset -> json.put("next_offset", offset));
            return json;
        }
    }
}
