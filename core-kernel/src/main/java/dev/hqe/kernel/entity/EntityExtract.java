package dev.hqe.kernel.entity;

import dev.hqe.kernel.json.Json;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Parts of an entity.
///
/// @param fields by path; what is not there, or is null, is left out
public record EntityExtract(
        EntityId id,
        TopicId topicId,
        Kind kind,
        ObjectNode fields,
        Instant createdAt,
        Instant updatedAt,
        long version,
        Sensitivity sensitivity) {

    /// As [StoredEntity#toJson], with `fields` in place of `data`: `{"$.author.name": "Ann"}`.
    public ObjectNode toJson() {
        ObjectNode json = Json.object();
        json.put("id", id.value());
        json.put("topic_id", topicId.value());
        json.put("kind", kind.value());
        json.set("fields", fields);
        json.put("created_at", createdAt.toString());
        json.put("updated_at", updatedAt.toString());
        json.put("version", version);
        json.put("sensitivity", sensitivity.word());
        return json;
    }

    /// What is read of a row, before it is labelled.
    record Raw(
            EntityId id,
            TopicId topicId,
            Kind kind,
            String values,
            Instant createdAt,
            Instant updatedAt,
            long version) {}

    /// The columns that an extract is read from, as many as those of an entity.
    record Columns(List<String> paths) {

        static Columns of(List<String> paths) {
            if (paths.isEmpty() || paths.size() > EntityQuery.MAX_CONDITIONS) {
                throw new EntityException.InvalidQuery(
                        "1 to "
                                + EntityQuery.MAX_CONDITIONS
                                + " fields can be asked for, not "
                                + paths.size());
            }
            paths.forEach(Condition::requirePath);
            return new Columns(List.copyOf(paths));
        }

        String sql() {
            return "id, topic_id, kind, json_array("
                    + String.join(", ", Collections.nCopies(paths.size(), "json_extract(data, ?)"))
                    + "), NULL, created_at, updated_at, version";
        }

        @Nullable Object[] before(@Nullable Object... others) {
            List<@Nullable Object> all = new ArrayList<>(paths);
            all.addAll(Arrays.asList(others));
            return all.toArray();
        }

        Raw read(ResultSet row) throws SQLException {
            return new Raw(
                    new EntityId(row.getString(1)),
                    new TopicId(row.getString(2)),
                    new Kind(row.getString(3)),
                    row.getString(4),
                    Instant.ofEpochMilli(row.getLong(6)),
                    Instant.ofEpochMilli(row.getLong(7)),
                    row.getLong(8));
        }

        EntityExtract extract(Raw raw, EntityLabels labels) {
            JsonNode values = Json.MAPPER.readTree(raw.values());
            ObjectNode fields = Json.object();
            for (int i = 0; i < paths.size(); i++) {
                if (!values.path(i).isNull()) {
                    fields.set(paths.get(i), values.path(i));
                }
            }
            return new EntityExtract(
                    raw.id(),
                    raw.topicId(),
                    raw.kind(),
                    fields,
                    raw.createdAt(),
                    raw.updatedAt(),
                    raw.version(),
                    labels.of(raw.topicId(), raw.kind()));
        }
    }
}
