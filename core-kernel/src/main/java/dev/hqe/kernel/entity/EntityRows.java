package dev.hqe.kernel.entity;

import dev.hqe.kernel.json.Json;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import tools.jackson.databind.node.ObjectNode;

/// Reads entities out of rows.
final class EntityRows {

    static final String COLUMNS =
            "id, topic_id, kind, json(data), vector_embedding, created_at, updated_at, version";

    /// Where the columns of the order begin, if they are selected behind these.
    static final int SORT_COLUMN = 9;

    private EntityRows() {}

    /// The entity of a row.
    ///
    /// @param row with [#COLUMNS]
    static Row read(ResultSet row) throws SQLException {
        String json = row.getString(4);
        byte[] vector = row.getBytes(5);
        Entity entity =
                new Entity(
                        new EntityId(row.getString(1)),
                        new TopicId(row.getString(2)),
                        new Kind(row.getString(3)),
                        Json.MAPPER.readValue(json, ObjectNode.class),
                        vector == null ? null : Embedding.fromBytes(vector),
                        Instant.ofEpochMilli(row.getLong(6)));
        return new Row(
                entity,
                row.getLong(8),
                Instant.ofEpochMilli(row.getLong(7)),
                json.length() + (vector == null ? 0 : vector.length));
    }

    /// What a row says; the label of its kind stands elsewhere.
    ///
    /// @param bytes about what it takes in memory
    record Row(Entity entity, long version, Instant updatedAt, int bytes) {

        StoredEntity labelled(EntityLabels labels) {
            return new StoredEntity(
                    entity, version, updatedAt, labels.of(entity.topicId(), entity.kind()));
        }

        /// The same with data of its own, so that changing one does not change the other.
        Row copy() {
            Entity own =
                    new Entity(
                            entity.id(),
                            entity.topicId(),
                            entity.kind(),
                            entity.data().deepCopy(),
                            entity.vector(),
                            entity.createdAt());
            return new Row(own, version, updatedAt, bytes);
        }
    }

    /// A row and where a query goes on behind it.
    record Placed<T>(T item, String cursor) {

        /// An item with the cursor of its row.
        ///
        /// @param sort whose columns are selected from [#SORT_COLUMN] on
        static <T> Placed<T> of(T item, SortSql sort, ResultSet row, EntityId id)
                throws SQLException {
            return new Placed<>(item, sort.cursor(row, SORT_COLUMN, id));
        }
    }
}
