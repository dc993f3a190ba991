package dev.hqe.ui.internal.entities;

import dev.hqe.kernel.entity.EntityId;
import dev.hqe.kernel.entity.Kind;
import dev.hqe.kernel.entity.StoredEntity;
import dev.hqe.kernel.entity.TopicId;
import dev.hqe.ui.internal.rows.PagedRows;
import java.time.Instant;
import java.util.List;
import tools.jackson.databind.JsonNode;

/// One row of the table: what it shows of an entity, without its data.
public sealed interface EntityRow {

    /// What stands in a row that is not there.
    PagedRows.Blanks<EntityRow> BLANKS = new PagedRows.Blanks<>(new Pending(), new Gone());

    /// An entity.
    record Loaded(
            EntityId id, TopicId topicId, Kind kind, String title, long version, Instant changed)
            implements EntityRow {}

    /// A row that is being read.
    record Pending() implements EntityRow {}

    /// A row whose entity went away since the list was read.
    record Gone() implements EntityRow {}

    /// The row of an entity, titled by its `title`, `name` or `path`, else by its id.
    static EntityRow of(StoredEntity stored) {
        var entity = stored.entity();
        String title =
                List.of("title", "name", "path").stream()
                        .map(entity.data()::path)
                        .filter(JsonNode::isString)
                        .map(JsonNode::asString)
                        .filter(text -> !text.isBlank())
                        .findFirst()
                        .orElse(entity.id().value());
        return new Loaded(
                entity.id(),
                entity.topicId(),
                entity.kind(),
                title,
                stored.version(),
                stored.updatedAt());
    }
}
