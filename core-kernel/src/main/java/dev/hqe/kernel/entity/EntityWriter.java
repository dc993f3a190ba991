package dev.hqe.kernel.entity;

import dev.hqe.kernel.store.Sql;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// The statements that change entities and their history. Used inside a transaction.
final class EntityWriter {

    private static final String VALUES = "(?, ?, ?, ?, ?, ?, ?)";
    private static final int VALUES_EACH = 7;

    /// For how many entities there are statements, the fewest first. The full text is written out
    /// at the end of a statement, as a part of its own that is merged with others later. So with
    /// texts of 2 KB an entity costs 220 µs by itself, 149 with 63 others and 136 with 499.
    private static final List<Integer> TOGETHER = List.of(1, 8, 32, 64, 128, 256, 512);

    /// The statement holds a copy of them all.
    private static final int MOST_CHARS_TOGETHER = 1 << 20;

    private static final Map<Integer, String> UPSERTS =
            TOGETHER.stream()
                    .collect(Collectors.toUnmodifiableMap(count -> count, EntityWriter::upsert));

    private static final String REMEMBER_DELETED =
            """
            INSERT INTO entity_version
                (id, version, bytes, deleted, topic_id, kind, created_at, updated_at, ended_at, data)
            SELECT id, version, length(data) + 2 * length(id) + 100, 1, topic_id, kind,
                created_at, updated_at, ?2, data
            FROM entity WHERE id = ?1 AND length(data) <= 1048576
            """;

    private static final String FORGET_OLD_VERSIONS =
            """
            DELETE FROM entity_version WHERE seq IN (
                SELECT seq FROM (
                    SELECT seq, row_number() OVER newest AS n, sum(bytes) OVER newest AS total
                    FROM entity_version WHERE id = ?1
                    WINDOW newest AS (ORDER BY version DESC))
                WHERE n > ?2 OR total > ?3)
            """;

    /// After so many versions of an entity its oldest are looked through.
    private static final int CLEAN_UP_EVERY = 8;

    /// Rows that go at once when all of the history takes too much, and how often in one change.
    private static final int FORGET_ROWS = 512;

    private static final int FORGET_ROUNDS = 64;

    private final HistorySettings history;
    private final EntityLabels labels;
    private final InstantSource clock;

    /// A trigger keeps the version that is superseded. Rows without an id are not there.
    private static String upsert(int rows) {
        String values = String.join(", ", Collections.nCopies(rows, VALUES));
        return """
        INSERT INTO entity
            (id, topic_id, kind, data, vector_embedding, created_at, updated_at,
             version, first_version)
        SELECT column1, column2, column3, jsonb(column4), column5, column6, column7, next, next
        FROM (
            SELECT *, (SELECT coalesce(max(version), 0) + 1 FROM entity_version
                WHERE id = column1) AS next
            FROM (VALUES %s))
        WHERE column1 IS NOT NULL
        ON CONFLICT (id) DO UPDATE SET
            data = excluded.data,
            vector_embedding = iif(entity.data IS excluded.data,
                coalesce(excluded.vector_embedding, entity.vector_embedding),
                excluded.vector_embedding),
            updated_at = excluded.updated_at,
            version = entity.version + 1
        WHERE entity.topic_id = excluded.topic_id
            AND entity.kind = excluded.kind
            AND (entity.data IS NOT excluded.data
                OR (excluded.vector_embedding IS NOT NULL
                    AND entity.vector_embedding IS NOT excluded.vector_embedding))
        RETURNING id, version, first_version
        """
                .formatted(values);
    }

    EntityWriter(HistorySettings history, EntityLabels labels, InstantSource clock) {
        this.history = history;
        this.labels = labels;
        this.clock = clock;
    }

    /// Whose an entity is, and its version.
    record Owner(String topicId, String kind, long version) {}

    private record Stored(String id, long version, long first) {}

    /// Creates or changes an entity, or leaves one that is equal alone.
    ///
    /// @return the version that the entity now has
    long upsert(Sql sql, EntityRow given, ChangeLog log) throws SQLException {
        Optional<Stored> changed = upsertTogether(sql, List.of(given)).stream().findFirst();
        if (changed.isPresent()) {
            note(sql, given, changed.get(), log);
            return changed.get().version();
        }
        return leftAlone(sql, given.entity());
    }

    /// The same for many, in their order.
    void upsertAll(Sql sql, List<EntityRow> given, ChangeLog log) throws SQLException {
        int from = 0;
        while (from < given.size()) {
            List<EntityRow> some = together(given.subList(from, given.size()));
            from += some.size();
            if (some.size() == 1) {
                upsert(sql, some.getFirst(), log);
                continue;
            }
            Map<String, Stored> changed = new HashMap<>();
            upsertTogether(sql, some).forEach(stored -> changed.put(stored.id(), stored));
            for (EntityRow row : some) {
                Stored stored = changed.get(row.entity().id().value());
                if (stored == null) {
                    leftAlone(sql, row.entity());
                } else {
                    note(sql, row, stored, log);
                }
            }
        }
    }

    /// As many of the first as go into one statement: none twice, and not too much text.
    private static List<EntityRow> together(List<EntityRow> rows) {
        Set<EntityId> ids = new HashSet<>();
        long chars = 0;
        int most = Math.min(rows.size(), TOGETHER.getLast());
        for (int i = 0; i < most; i++) {
            chars += rows.get(i).json().length();
            if (chars > MOST_CHARS_TOGETHER || !ids.add(rows.get(i).entity().id())) {
                most = Math.max(1, i);
            }
        }
        return rows.subList(0, most);
    }

    /// For the rows of the statement that are too many there are no values.
    private static int places(int rows) {
        return TOGETHER.stream().filter(places -> places >= rows).findFirst().orElseThrow();
    }

    private List<Stored> upsertTogether(Sql sql, List<EntityRow> rows) throws SQLException {
        int places = places(rows.size());
        @Nullable Object[] values = new Object[places * VALUES_EACH];
        long now = clock.millis();
        int at = 0;
        for (EntityRow row : rows) {
            Entity entity = row.entity();
            values[at++] = entity.id().value();
            values[at++] = entity.topicId().value();
            values[at++] = entity.kind().value();
            values[at++] = row.json();
            values[at++] = row.vector();
            values[at++] = entity.createdAt().toEpochMilli();
            values[at++] = now;
        }
        return sql.list(
                Objects.requireNonNull(UPSERTS.get(places)),
                row -> new Stored(row.getString(1), row.getLong(2), row.getLong(3)),
                values);
    }

    private void note(Sql sql, EntityRow given, Stored stored, ChangeLog log) throws SQLException {
        Entity entity = given.entity();
        boolean isNew = stored.version == stored.first;
        log.stored(entity, stored.version, isNew, labels.of(entity.topicId(), entity.kind()));
        if (!isNew) {
            forgetOldVersions(sql, entity.id(), stored.version, given.json().length());
        }
    }

    /// The version of an entity that a statement has not changed: it is equal, or somebody else's.
    private long leftAlone(Sql sql, Entity entity) throws SQLException {
        Owner owner = owner(sql, entity.id()).orElseThrow();
        if (!owner.topicId().equals(entity.topicId().value())
                || !owner.kind().equals(entity.kind().value())) {
            throw new EntityException.IdTaken(entity, owner.topicId(), owner.kind());
        }
        return owner.version();
    }

    Optional<Owner> owner(Sql sql, EntityId id) throws SQLException {
        return sql.first(
                "SELECT topic_id, kind, version FROM entity WHERE id = ?",
                row -> new Owner(row.getString(1), row.getString(2), row.getLong(3)),
                id.value());
    }

    void delete(Sql sql, EntityId id, ChangeLog log) throws SQLException {
        if (history.versions() > 0) {
            sql.update(REMEMBER_DELETED, id.value(), clock.millis());
        }
        Optional<Owner> deleted =
                sql.first(
                        "DELETE FROM entity WHERE id = ? RETURNING topic_id, kind, version",
                        row -> new Owner(row.getString(1), row.getString(2), row.getLong(3)),
                        id.value());
        if (deleted.isPresent()) {
            Owner owner = deleted.get();
            log.deleted(id, owner.topicId(), owner.kind());
            forgetOldVersions(sql, id, owner.version(), 0);
        }
    }

    /// Looking every time would cost as much as the change itself, so small entities are looked at
    /// now and then.
    private void forgetOldVersions(Sql sql, EntityId id, long version, int characters)
            throws SQLException {
        boolean large = characters > history.bytesEach() / (2 * CLEAN_UP_EVERY);
        if (large || version % CLEAN_UP_EVERY == 0 || history.versions() == 0) {
            sql.update(FORGET_OLD_VERSIONS, id.value(), history.versions(), history.bytesEach());
        }
    }

    /// Once per transaction: keeps all of the history within its bound.
    void forgetOldest(Sql sql) throws SQLException {
        for (int round = 0; round < FORGET_ROUNDS && historyBytes(sql) > limit(); round++) {
            int gone =
                    sql.update(
                            "DELETE FROM entity_version WHERE seq IN"
                                    + " (SELECT seq FROM entity_version ORDER BY seq LIMIT ?)",
                            FORGET_ROWS);
            if (gone == 0) {
                return;
            }
        }
    }

    private long limit() {
        return history.bytesInAll();
    }

    private static long historyBytes(Sql sql) throws SQLException {
        return sql.first("SELECT bytes FROM entity_history", row -> row.getLong(1)).orElse(0L);
    }
}
