package dev.hqe.kernel.entity;

import dev.hqe.kernel.json.Json;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/// What an entity is or was at one version.
///
/// @param storedAt since when it was so
/// @param endedAtOrNull when it was changed or deleted; null for what it is now
/// @param deleted whether it was deleted then
/// @param bytes about what it takes in the history; 0 for what it is now
public record EntityVersion(
        EntityId id,
        long version,
        TopicId topicId,
        Kind kind,
        Instant createdAt,
        Instant storedAt,
        @Nullable Instant endedAtOrNull,
        boolean deleted,
        long bytes,
        Sensitivity sensitivity) {

    public Optional<Instant> endedAt() {
        return Optional.ofNullable(endedAtOrNull);
    }

    /// `id`, `version`, `topic_id`, `kind`, `created_at`, `stored_at`, `ended_at`, `deleted`,
    /// `sensitivity`.
    public ObjectNode toJson() {
        ObjectNode json = Json.object();
        json.put("id", id.value());
        json.put("version", version);
        json.put("topic_id", topicId.value());
        json.put("kind", kind.value());
        json.put("created_at", createdAt.toString());
        json.put("stored_at", storedAt.toString());
        endedAt().ifPresent(time -> json.put("ended_at", time.toString()));
        json.put("deleted", deleted);
        json.put("sensitivity", sensitivity.word());
        return json;
    }
}
