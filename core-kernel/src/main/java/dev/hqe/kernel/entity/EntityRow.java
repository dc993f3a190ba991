package dev.hqe.kernel.entity;

import dev.hqe.kernel.json.Json;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// An entity as it is bound to a statement. Made on the caller's thread, to spare the writer.
record EntityRow(Entity entity, String json) {

    static EntityRow of(Entity entity) {
        if (depth(entity.data(), 0) > Json.MAX_DEPTH) {
            throw new EntityException.TooLarge(
                    entity.id(), "is nested deeper than " + Json.MAX_DEPTH + " levels");
        }
        String json = entity.data().toString();
        if (json.length() > Json.MAX_STRING_CHARS) {
            throw new EntityException.TooLarge(
                    entity.id(),
                    "has "
                            + json.length()
                            + " characters as JSON; the limit is "
                            + Json.MAX_STRING_CHARS);
        }
        return new EntityRow(entity, json);
    }

    byte @Nullable [] vector() {
        Embedding vector = entity.vector();
        return vector == null ? null : vector.toBytes();
    }

    private static int depth(JsonNode node, int above) {
        if (!node.isContainer() || above > Json.MAX_DEPTH) {
            return above;
        }
        int deepest = above + 1;
        for (JsonNode child : node) {
            deepest = Math.max(deepest, depth(child, above + 1));
        }
        return deepest;
    }
}
