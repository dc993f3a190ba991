package dev.hqe.mcp.guest;

import dev.hqe.kernel.entity.Condition;
import dev.hqe.kernel.entity.Entity;
import dev.hqe.kernel.entity.EntityException;
import dev.hqe.kernel.entity.EntityId;
import dev.hqe.kernel.entity.EntityQuery;
import dev.hqe.kernel.entity.EntityStore;
import dev.hqe.kernel.entity.Kind;
import dev.hqe.kernel.entity.StoredEntity;
import dev.hqe.kernel.json.Json;
import dev.hqe.kernel.json.JsonSchema;
import dev.hqe.kernel.topic.Permissions;
import dev.hqe.kernel.topic.Permissions.KindRef;
import dev.hqe.kernel.topic.Topic;
import dev.hqe.mcp.guest.CallBudget.Item;
import dev.hqe.mcp.sandbox.Permission;
import java.time.InstantSource;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Entities of granted kinds: read one, read those that meet conditions, store one of the Topic's
/// own.
final class EntityAccess {

    /// Most bytes of entities in one answer; further ones come with the next page.
    static final int MAX_ANSWER_BYTES = 4 << 20;

    private static final int MAX_DATA_BYTES = 1 << 20;
    private static final int MAX_CURSOR = EntityId.MAX_LENGTH;

    private final Topic topic;
    private final Permissions granted;
    private final EntityStore entities;
    private final InstantSource clock;
    private final CallBudget budget;

    EntityAccess(
            Topic topic,
            Permissions granted,
            EntityStore entities,
            InstantSource clock,
            CallBudget budget) {
        this.topic = topic;
        this.granted = granted;
        this.entities = entities;
        this.clock = clock;
        this.budget = budget;
    }

    /// One entity; empty if there is none of that kind.
    Optional<JsonNode> get(byte[] request) {
        Question question = Question.read("hqe_entity_get", request, "kind", "id", "topic");
        KindRef kind = readable(question);
        EntityId id = question.id();
        budget.spend(Item.ENTITIES_READ, 1);
        Optional<StoredEntity> found =
                entities.get(id)
                        .filter(one -> one.entity().topicId().equals(kind.topic()))
                        .filter(one -> one.entity().kind().equals(kind.kind()));
        if (found.isEmpty()) {
            return Optional.empty();
        }
        ObjectNode json = found.get().toJson();
        int bytes = size(json);
        if (bytes > MAX_ANSWER_BYTES) {
            throw tooLarge(question, id, bytes);
        }
        budget.spend(Item.BYTES_READ, bytes);
        return Optional.of(json);
    }

    /// A page of the entities of one kind, by id.
    JsonNode query(byte[] request) {
        Question question =
                Question.read(
                        "hqe_entity_query", request, "kind", "topic", "where", "limit", "after");
        KindRef kind = readable(question);
        int limit = question.number("limit", 1, EntityQuery.MAX_LIMIT, 100);
        EntityQuery query = EntityQuery.all().topic(kind.topic()).kind(kind.kind()).limit(limit);
        try {
            for (JsonNode part : question.array("where", EntityQuery.MAX_CONDITIONS)) {
                query = query.where(condition(question, part));
            }
            if (question.has("after")) {
                query = query.after(question.text("after", MAX_CURSOR));
            }
        } catch (EntityException e) {
            throw question.unfit(String.valueOf(e.getMessage()));
        }
        try (Stream<StoredEntity> found = entities.scan(query)) {
            return page(question, found.iterator(), limit);
        }
    }

    private ObjectNode page(Question question, Iterator<StoredEntity> found, int limit) {
        ObjectNode answer = Json.object();
        ArrayNode list = answer.putArray("entities");
        long room = Math.min(MAX_ANSWER_BYTES, budget.left(Item.BYTES_READ));
        String last = "";
        while (found.hasNext()) {
            if (list.size() == limit) {
                answer.put("next", last);
                break;
            }
            StoredEntity entity = found.next();
            ObjectNode json = entity.toJson();
            int bytes = size(json);
            if (bytes > room) {
                if (list.isEmpty()) {
                    throw bytes > MAX_ANSWER_BYTES
                            ? tooLarge(question, entity.id(), bytes)
                            : question.unfit("one call reads at most 64 MiB of entities");
                }
                answer.put("next", last);
                break;
            }
            budget.spend(Item.ENTITIES_READ, 1);
            budget.spend(Item.BYTES_READ, bytes);
            room -= bytes;
            list.add(json);
            last = entity.id().value();
        }
        return answer;
    }

    private static Unfit tooLarge(Question question, EntityId id, int bytes) {
        return question.unfit(
                "the entity '"
                        + Question.shown(id.value())
                        + "' has "
                        + bytes
                        + " bytes, and a program is handed at most "
                        + MAX_ANSWER_BYTES);
    }

    private static int size(ObjectNode json) {
        return Json.MAPPER.writeValueAsBytes(json).length;
    }

    private static Condition condition(Question question, JsonNode part) {
        JsonNode value = part.path("value");
        if (!part.isObject() || part.size() != 3 || !part.path("field").isString()) {
            throw question.unfit("a condition is {\"field\": ..., \"op\": ..., \"value\": ...}");
        }
        return new Condition(
                "$." + part.path("field").stringValue(), operator(question, part), scalar(value));
    }

    private static Condition.Operator operator(Question question, JsonNode part) {
        String op = part.path("op").asString("");
        for (Condition.Operator operator : Condition.Operator.values()) {
            if (operator.name().toLowerCase(Locale.ROOT).equals(op)) {
                return operator;
            }
        }
        throw question.unfit(
                "'"
                        + Question.shown(op)
                        + "' is no op; there are equal, not_equal, less, less_or_equal, greater,"
                        + " greater_or_equal, starts_with");
    }

    private static Object scalar(JsonNode value) {
        if (value.isBoolean()) {
            return value.booleanValue();
        }
        if (value.isIntegralNumber() && value.canConvertToLong()) {
            return value.longValue();
        }
        if (value.isNumber()) {
            return value.doubleValue();
        }
        if (value.isString()) {
            return value.stringValue();
        }
        return value; // the condition refuses it, saying what it takes
    }

    private KindRef readable(Question question) {
        KindRef wanted = new KindRef(question.topic().orElse(topic.id()), question.kind());
        if (!granted.read().contains(wanted)) {
            boolean own = wanted.topic().equals(topic.id());
            throw Denied.because(
                    Permission.ENTITIES_READ,
                    "reading entities " + wanted + " is not granted",
                    topic.id(),
                    "entities: {read: [" + (own ? wanted.kind() : wanted) + "]}");
        }
        return wanted;
    }

    /// Stores an entity of the Topic's own, or says where its data do not follow their schema.
    JsonNode put(byte[] request) {
        Question question = Question.read("hqe_entity_put", request, "kind", "id", "data");
        Kind kind = question.kind();
        if (!granted.write().contains(kind)) {
            throw Denied.because(
                    Permission.ENTITIES_WRITE,
                    "storing entities of kind " + kind + " is not granted",
                    topic.id(),
                    "entities: {write: [" + kind + "]}");
        }
        EntityId id = ownId(question);
        ObjectNode data = question.object("data");
        int bytes = size(data);
        if (bytes > MAX_DATA_BYTES) {
            throw question.unfit(
                    "data has " + bytes + " bytes, and " + MAX_DATA_BYTES + " is the most");
        }
        JsonSchema schema =
                topic.schema(kind)
                        .orElseThrow(() -> question.unfit("the Topic has no kind " + kind));
        List<JsonSchema.Violation> violations = schema.violations(data);
        if (!violations.isEmpty()) {
            return violationsOf(kind, violations);
        }
        budget.spend(Item.ENTITIES_STORED, 1);
        budget.spend(Item.BYTES_STORED, bytes);
        try {
            long version = entities.put(new Entity(id, topic.id(), kind, data, clock.instant()));
            return Json.object().put("version", version);
        } catch (EntityException.IdTaken e) { // whose it is, is not the program's to know
            throw question.unfit("the id is taken by another kind of entity; choose another");
        } catch (EntityException e) {
            throw question.unfit(String.valueOf(e.getMessage()));
        }
    }

    /// Ids are unique in the workbench, so without this a program could learn which ids other
    /// Topics have, or take them before they do.
    private EntityId ownId(Question question) {
        EntityId id = question.id();
        String prefix = topic.id() + "/";
        if (!id.value().startsWith(prefix) || id.value().length() == prefix.length()) {
            throw question.unfit(
                    "the id of an entity that a program stores begins with '" + prefix + "'");
        }
        return id;
    }

    private static ObjectNode violationsOf(Kind kind, List<JsonSchema.Violation> violations) {
        ObjectNode answer = Json.object();
        answer.put("error", "data does not follow the schema of " + kind);
        ArrayNode list = answer.putArray("violations");
        for (JsonSchema.Violation violation : violations) {
            list.addObject()
                    .put("pointer", violation.pointer())
                    .put("message", violation.message());
        }
        return answer;
    }
}
