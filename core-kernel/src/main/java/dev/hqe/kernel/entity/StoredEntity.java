package dev.hqe.kernel.entity;

import dev.hqe.kernel.json.Json;
import java.time.Instant;
import tools.jackson.databind.node.ObjectNode;

/// An entity as the store has it.
///
/// @param version 1 when it was created, one more with each change
/// @param updatedAt when it last changed
public record StoredEntity(Entity entity, long version, Instant updatedAt) {

    public EntityId id() {
        return entity.id();
    }

    /// The same with data of its own, so that changing one does not change the other.
    StoredEntity copy() {
        Entity own =
                new Entity(
                        entity.id(),
                        entity.topicId(),
                        entity.kind(),
                        entity.data().deepCopy(),
                        entity.vector(),
                        entity.createdAt());
        return new StoredEntity(own, version, updatedAt);
    }

    /// The form in which entities leave the workbench: `id`, `topic_id`, `kind`, `data`,
    /// `created_at`, `updated_at` (RFC 3339) and `version`. Vectors are left out.
    public ObjectNode toJson() {
        ObjectNode json = Json.object();
        json.put("id", entity.id().value());
        json.put("topic_id", entity.topicId().value());
        json.put("kind", entity.kind().value());
        json.set("data", entity.data());
        json.put("created_at", entity.createdAt().toString());
        json.put("updated_at", updatedAt.toString());
        json.put("version", version);
        return json;
    }
}
