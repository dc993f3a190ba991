package dev.hqe.kernel.entity;

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
/// @param createdAt when it came to be, in whole milliseconds, [#EARLIEST] to [#LATEST]
public record Entity(
        EntityId id,
        TopicId topicId,
        Kind kind,
        ObjectNode data,
        @Nullable Embedding vector,
        Instant createdAt) {

    /// First and last time that RFC 3339 can write.
    public static final Instant EARLIEST = Instant.parse("0000-01-01T00:00:00Z");

    public static final Instant LATEST = Instant.parse("9999-12-31T23:59:59.999Z");

    public Entity {
        if (createdAt.isBefore(EARLIEST) || createdAt.isAfter(LATEST)) {
            throw new IllegalArgumentException(
                    "entity '" + id + "' was not created in " + createdAt + ": years 0 to 9999");
        }
        createdAt = createdAt.truncatedTo(ChronoUnit.MILLIS);
    }

    public Entity(EntityId id, TopicId topicId, Kind kind, ObjectNode data, Instant createdAt) {
        this(id, topicId, kind, data, null, createdAt);
    }

    public Optional<Embedding> vectorEmbedding() {
        return Optional.ofNullable(vector);
    }
}
