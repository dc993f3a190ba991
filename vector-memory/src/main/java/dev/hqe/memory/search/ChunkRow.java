package dev.hqe.memory.search;

import dev.hqe.kernel.entity.EntityId;
import dev.hqe.kernel.entity.Kind;
import dev.hqe.kernel.entity.Sensitivity;
import dev.hqe.kernel.entity.TopicId;
import dev.hqe.memory.Citation;
import dev.hqe.memory.Passage;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Objects;

/// A chunk as it stands in the database, with what its entity says of itself.
///
/// @param entityRow the entity's row
/// @param version of the entity
/// @param hash of the text, in hexadecimal digits
record ChunkRow(
        long id,
        long entityRow,
        EntityId entity,
        long version,
        TopicId topic,
        Kind kind,
        Sensitivity sensitivity,
        String title,
        String path,
        Instant createdAt,
        int ordinal,
        Passage passage,
        String hash) {

    /// What [#of] reads, of `chunk c JOIN entity e ON e.seq = c.entity`.
    static final String COLUMNS =
            "c.id, c.entity, e.id, e.version, e.topic_id, e.kind, coalesce(e.title, ''),"
                    + " coalesce(e.data ->> '$.path', ''), e.created_at, c.ordinal, c.source,"
                    + " c.start_byte, c.end_byte, c.start_line, c.end_line, c.page, c.context,"
                    + " c.text, hex(c.content_hash), coalesce((SELECT l.sensitivity"
                    + " FROM entity_label l WHERE l.topic_id = e.topic_id AND l.kind = e.kind),"
                    + " 'internal')";

    static ChunkRow of(ResultSet row) throws SQLException {
        EntityId entity = new EntityId(row.getString(3));
        Citation citation =
                new Citation(
                        entity,
                        Citation.Of.valueOf(row.getString(11)),
                        row.getInt(12),
                        row.getInt(13));
        String context = row.getString(17);
        return new ChunkRow(
                row.getLong(1),
                row.getLong(2),
                entity,
                row.getLong(4),
                new TopicId(row.getString(5)),
                new Kind(row.getString(6)),
                Sensitivity.of(row.getString(20)),
                row.getString(7),
                row.getString(8),
                Instant.ofEpochMilli(row.getLong(9)),
                row.getInt(10),
                new Passage(
                        citation,
                        Objects.requireNonNull(row.getString(18)),
                        context.isEmpty() ? List.of() : context.lines().toList(),
                        row.getInt(14),
                        row.getInt(15),
                        row.getInt(16)),
                row.getString(19));
    }

    /// Whether some of the text of one stands in the other as well.
    boolean overlaps(ChunkRow other) {
        Citation one = passage.citation();
        Citation two = other.passage().citation();
        return entityRow == other.entityRow()
                && one.startByte() < two.endByte()
                && two.startByte() < one.endByte();
    }
}
