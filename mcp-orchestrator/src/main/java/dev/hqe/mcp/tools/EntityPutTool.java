package dev.hqe.mcp.tools;

import dev.hqe.kernel.entity.Entity;
import dev.hqe.kernel.entity.EntityException;
import dev.hqe.kernel.entity.EntityId;
import dev.hqe.kernel.entity.EntitySchemas;
import dev.hqe.kernel.entity.EntityStore;
import dev.hqe.kernel.entity.Kind;
import dev.hqe.kernel.entity.TopicId;
import dev.hqe.kernel.json.Json;
import dev.hqe.kernel.json.JsonSchema;
import dev.hqe.mcp.Tool;
import dev.hqe.mcp.ToolCall;
import dev.hqe.mcp.ToolDefinition;
import dev.hqe.mcp.ToolOutcome;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import tools.jackson.databind.node.ObjectNode;

/// `entities.put`.
record EntityPutTool(EntityStore entities, EntitySchemas schemas, InstantSource clock)
        implements Tool {

    private static final int MAX_BYTES = 1 << 20;
    private static final int MAX_VIOLATIONS = 10;

    private static final String INPUT =
            """
            {"type": "object", "additionalProperties": false, "required": ["topic", "kind", "id", "data"], "properties": {
              "topic": {"type": "string", "description": "The Topic that it belongs to."},
              "kind": {"type": "string", "description": "A kind of that Topic; the data must follow its schema."},
              "id": {"type": "string", "minLength": 1, "maxLength": 1024, "description": "Storing under the same id again replaces the data."},
              "data": {"type": "object"},
              "expected_version": {"type": "integer", "minimum": 0, "description": "The version that was read; 0 if there must be none yet. Nothing is stored if it is at another by now."}}}
            """;

    private static final String OUTPUT =
            """
            {"type": "object", "required": ["id", "version", "sensitivity"], "properties": {
              "id": {"type": "string"}, "version": {"type": "integer"},
              "sensitivity": {"enum": ["public", "internal", "sensitive"]}}}
            """;

    private static final ToolDefinition DEFINITION =
            ToolDefinition.ofWorkbench(
                    "entities.put",
                    "Store an entity",
                    "Creates an entity, or replaces the data of the one with this id, whose earlier"
                            + " data stay in its history for a while.",
                    INPUT,
                    OUTPUT,
                    Json.object()
                            .put("readOnlyHint", false)
                            .put("destructiveHint", true)
                            .put("idempotentHint", true)
                            .put("openWorldHint", false));

    @Override
    public ToolDefinition definition() {
        return DEFINITION;
    }

    @Override
    public ToolOutcome call(ToolCall call) {
        try {
            return put(call);
        } catch (EntityException.IdTaken e) { // whose it is may be none of the caller's business
            return new ToolOutcome.Failed(
                    "The id belongs to an entity of another Topic or kind. Choose another.");
        } catch (EntityException | IllegalArgumentException e) {
            return new ToolOutcome.Failed(String.valueOf(e.getMessage()));
        }
    }

    private ToolOutcome put(ToolCall call) {
        ObjectNode arguments = call.arguments();
        TopicId topic = new TopicId(arguments.path("topic").asString());
        Kind kind = new Kind(arguments.path("kind").asString());
        EntityId id = new EntityId(arguments.path("id").asString());
        Optional<JsonSchema> schema =
                call.principal().access().scope().hasTopic(topic.value())
                        ? schemas.of(topic, kind)
                        : Optional.empty();
        if (schema.isEmpty() || !(arguments.path("data") instanceof ObjectNode data)) {
            return new ToolOutcome.Failed(
                    "There is no Topic '" + topic + "' with a kind " + kind + " to store into.");
        }
        int bytes = Json.MAPPER.writeValueAsBytes(data).length;
        if (bytes > MAX_BYTES) {
            return new ToolOutcome.Failed(
                    "data has " + bytes + " bytes, and " + MAX_BYTES + " is the most.");
        }
        List<JsonSchema.Violation> violations = schema.get().violations(data);
        if (!violations.isEmpty()) {
            return new ToolOutcome.Failed(
                    "data does not follow the schema of "
                            + kind
                            + ": "
                            + violations.stream()
                                    .limit(MAX_VIOLATIONS)
                                    .map(JsonSchema.Violation::toString)
                                    .collect(Collectors.joining("; ")));
        }
        Entity entity = new Entity(id, topic, kind, data, clock.instant());
        long version =
                arguments.has("expected_version")
                        ? entities.put(entity, arguments.path("expected_version").asLong())
                        : entities.put(entity);
        return ToolOutcome.Ok.structured(
                Json.object()
                        .put("id", id.value())
                        .put("version", version)
                        .put("sensitivity", entities.labels().of(topic, kind).word()));
    }
}
