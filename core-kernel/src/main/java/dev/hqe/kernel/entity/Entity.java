package dev.hqe.kernel.entity;

import dev.hqe.kernel.topic.TopicId;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/// One thing that a Topic knows: a source file, an invoice, a lab value.
///
/// @param id its name, unique in the workbench
/// @param topicId the Topic that it belongs to
/// @param kind which of the Topic's schemas its data follows
/// @param data its content; treat it as read-only
/// @param vector where its meaning lies, if that has been computed
/// @param createdAt when it came to be, in whole milliseconds
public record Entity(
        EntityId id,
        TopicId topicId,
        Kind kind,
        ObjectNode data,
        @Nullable Embedding vector,
        Instant createdAt) {

    public Entity {
        createdAt = createdAt.truncatedTo(ChronoUnit.MILLIS);
    }

    public Entity(EntityId id, TopicId topicId, Kind kind, ObjectNode data, Instant createdAt) {
        this(id, topicId, kind, data, null, createdAt);
    }

    public Optional<Embedding> vectorEmbedding() {
        return Optional.ofNullable(vector);
    }
}
