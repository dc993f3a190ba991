package dev.hqe.mcp.tools;

import dev.hqe.kernel.entity.Condition;
import dev.hqe.kernel.entity.EntityQuery;
import dev.hqe.kernel.entity.EntityStore;
import dev.hqe.kernel.entity.Kind;
import dev.hqe.kernel.entity.Sensitivity;
import dev.hqe.kernel.entity.Sort;
import dev.hqe.kernel.entity.TopicId;
import dev.hqe.mcp.Access;
import dev.hqe.mcp.Principal;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Turns the arguments of a call into a query, within what is open to the caller.
final class EntityArguments {

    /// What a query is narrowed down by; to be followed by more properties.
    static final String FILTERS =
            """
              "topic": {"description": "Only of this Topic, such as code_audit, or of any in a list.",
                "anyOf": [{"type": "string"}, {"type": "array", "items": {"type": "string"}, "minItems": 1, "maxItems": 100}]},
              "kind": {"description": "Only this kind, such as SourceFile, or any in a list.",
                "anyOf": [{"type": "string"}, {"type": "array", "items": {"type": "string"}, "minItems": 1, "maxItems": 100}]},
              "text": {"type": "string", "description": "Only those whose title or text has all of these words."},
              "id_prefix": {"type": "string", "description": "Only ids that begin with this."},
              "where": {"type": "array", "maxItems": 32, "description": "All of these must hold.",
                "items": {"type": "object", "additionalProperties": false, "required": ["path", "op", "value"], "properties": {
                  "path": {"type": "string", "description": "A path in the data, such as $.author.name or $.lines[0].amount."},
                  "op": {"enum": ["equal", "not_equal", "less", "less_or_equal", "greater", "greater_or_equal", "starts_with", "in", "exists", "contains", "contains_ignore_case", "equal_ignore_case"],
                    "description": "in wants a list, exists true or false; contains looks into strings and arrays."},
                  "value": {"type": ["string", "number", "boolean", "array"], "items": {"type": ["string", "number", "boolean"]}}}}},
              "sensitivity": {"type": "array", "items": {"enum": ["public", "internal", "sensitive"]}, "description": "Only those labelled so."},
              "created_from": {"type": "string", "description": "Created at this time or later, RFC 3339, such as 2026-01-31T00:00:00Z."},
              "created_before": {"type": "string", "description": "Created before this time."},
              "updated_from": {"type": "string", "description": "Last changed at this time or later."},
              "updated_before": {"type": "string", "description": "Last changed before this time."}\
            """;

    private EntityArguments() {}

    /// What the arguments ask for, without order, limit and cursor.
    ///
    /// @throws IllegalArgumentException or an EntityException that says what cannot be asked
    static EntityQuery query(ObjectNode arguments, Principal principal, EntityStore entities) {
        EntityQuery query = open(EntityQuery.all(), arguments, principal, entities);
        if (arguments.has("kind")) {
            query = query.kinds(names(arguments.path("kind")).map(Kind::new).toList());
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
        if (arguments.has("sensitivity")) {
            query =
                    query.sensitivities(
                            names(arguments.path("sensitivity")).map(Sensitivity::of).toList());
        }
        if (arguments.has("created_from")) {
            query = query.createdFrom(time(arguments, "created_from"));
        }
        if (arguments.has("created_before")) {
            query = query.createdBefore(time(arguments, "created_before"));
        }
        if (arguments.has("updated_from")) {
            query = query.updatedFrom(time(arguments, "updated_from"));
        }
        return arguments.has("updated_before")
                ? query.updatedBefore(time(arguments, "updated_before"))
                : query;
    }

    /// The Topics that are asked for, or all that are open. One that is not is as one that is not
    /// there.
    private static EntityQuery open(
            EntityQuery query, ObjectNode arguments, Principal principal, EntityStore entities) {
        Access.Scope scope = principal.access().scope();
        if (arguments.has("topic")) {
            return query.topics(
                    names(arguments.path("topic"))
                            .map(TopicId::new)
                            .filter(topic -> scope.hasTopic(topic.value()))
                            .toList());
        }
        if (scope.equals(Access.Scope.ALL)) {
            return query;
        }
        return query.topics(
                entities.counts().stream()
                        .map(EntityStore.KindCount::topicId)
                        .distinct()
                        .filter(topic -> scope.hasTopic(topic.value()))
                        .toList());
    }

    private static Stream<String> names(JsonNode one) {
        return one.isArray()
                ? one.valueStream().map(JsonNode::asString)
                : Stream.of(one.asString());
    }

    /// The order, in its old names or as [Sort#parse] reads it.
    static Sort sort(ObjectNode arguments) {
        String order = arguments.path("order").asString("id");
        return order.equals("newest") ? Sort.NEWEST_FIRST : Sort.parse(order);
    }

    private static Condition condition(JsonNode condition) {
        Condition.Operator operator =
                Condition.Operator.valueOf(
                        condition.path("op").asString().toUpperCase(Locale.ROOT));
        JsonNode value = condition.path("value");
        Object compared =
                value.isArray()
                        ? value.valueStream().map(ConditionValue::of).toList()
                        : ConditionValue.of(value);
        return new Condition(condition.path("path").asString(), operator, compared);
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
}
