package dev.hqe.mcp.tools;

import dev.hqe.kernel.entity.EntityId;
import dev.hqe.kernel.entity.EntityStore;
import dev.hqe.kernel.entity.StoredEntity;
import dev.hqe.mcp.Access;
import dev.hqe.mcp.Tool;
import dev.hqe.mcp.ToolCall;
import dev.hqe.mcp.ToolDefinition;
import dev.hqe.mcp.ToolOutcome;
import tools.jackson.databind.node.ObjectNode;

/// `entities.get`.
record EntityGetTool(EntityStore entities) implements Tool {

    /// How much of a string is given unless more is asked for.
    private static final int MAX_CHARS = 100_000;

    private static final String INPUT =
            """
            {"type": "object", "additionalProperties": false, "required": ["id"], "properties": {
              "id": {"type": "string", "description": "As entities.query gives it."},
              "offset": {"type": "integer", "minimum": 0, "maximum": 2147483647, "default": 0,
                "description": "Where in each long string to begin, in characters: the next_offset of the answer before."},
              "max_chars": {"type": "integer", "minimum": 1, "maximum": 5000000, "default": 100000,
                "description": "How many characters of each string to give."}}}
            """;

    private static final String OUTPUT =
            """
            {"type": "object", "required": ["id", "topic_id", "kind", "data"], "properties": {
              "sensitivity": {"enum": ["public", "internal", "sensitive"]},
              "next_offset": {"type": "integer", "description": "Strings were cut: pass this as offset to read on. Absent at the end."}}}
            """;

    private static final ToolDefinition DEFINITION =
            EntityTools.reading(
                    "entities.get",
                    "Get an entity",
                    "Gives one entity by its id. Strings longer than max_chars are cut; while the"
                            + " answer has a next_offset, ask again with it as offset.",
                    INPUT,
                    OUTPUT);

    @Override
    public ToolDefinition definition() {
        return DEFINITION;
    }

    @Override
    public ToolOutcome call(ToolCall call) {
        String id = call.arguments().path("id").asString();
        Access.Scope scope = call.principal().access().scope();
        StringCut cut =
                new StringCut(
                        call.arguments().path("offset").asInt(0),
                        call.arguments().path("max_chars").asInt(MAX_CHARS));
        try {
            return entities.get(new EntityId(id))
                    .filter(entity -> scope.hasTopic(entity.entity().topicId().value()))
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
