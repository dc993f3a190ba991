package dev.hqe.kernel.entity;

import dev.hqe.kernel.json.Json;
import java.time.Instant;
import tools.jackson.databind.node.ObjectNode;

/// An entity as the store has it.
///
/// @param version 1 when it was created, one more with each change; an id that is used again after
///   a deletion goes on counting as long as the history remembers it
/// @param updatedAt when it last changed
/// @param sensitivity what its Topic has labelled its kind with
public record StoredEntity(
        Entity entity, long version, Instant updatedAt, Sensitivity sensitivity) {

    public EntityId id() {
        return entity.id();
    }

    /// The form in which entities leave the workbench: `id`, `topic_id`, `kind`, `data`,
    /// `created_at`, `updated_at` (RFC 3339), `version` and `sensitivity`. Vectors are left out.
    public ObjectNode toJson() {
        ObjectNode json = Json.object();
        json.put("id", entity.id().value());
        json.put("topic_id", entity.topicId().value());
        json.put("kind", entity.kind().value());
        json.set("data", entity.data());
        json.put("created_at", entity.createdAt().toString());
        json.put("updated_at", updatedAt.toString());
        json.put("version", version);
        json.put("sensitivity", sensitivity.word());
        return json;
    }
}
