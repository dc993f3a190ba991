package dev.hqe.kernel.entity;

import dev.hqe.kernel.store.Sql;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.Optional;

/// The statements that change entities and their history. Used inside a transaction.
final class EntityWriter {

    /// A trigger keeps the version that is superseded.
    private static final String UPSERT =
            """
            INSERT INTO entity
                (id, topic_id, kind, data, vector_embedding, created_at, updated_at,
                 version, first_version)
            SELECT ?1, ?2, ?3, jsonb(?4), ?5, ?6, ?7, next, next
            FROM (SELECT coalesce(max(version), 0) + 1 AS next FROM entity_version WHERE id = ?1)
            WHERE true
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
            RETURNING version, first_version
            """;

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

    EntityWriter(HistorySettings history, EntityLabels labels, InstantSource clock) {
        this.history = history;
        this.labels = labels;
        this.clock = clock;
    }

    /// Whose an entity is, and its version.
    record Owner(String topicId, String kind, long version) {}

    private record Stored(long version, long first) {}

    /// Creates or changes an entity, or leaves one that is equal alone.
    ///
    /// @return the version that the entity now has
    long upsert(Sql sql, EntityRow given, ChangeLog log) throws SQLException {
        Entity entity = given.entity();
        Optional<Stored> changed =
                sql.first(
                        UPSERT,
                        row -> new Stored(row.getLong(1), row.getLong(2)),
                        entity.id().value(),
                        entity.topicId().value(),
                        entity.kind().value(),
                        given.json(),
                        given.vector(),
                        entity.createdAt().toEpochMilli(),
                        clock.millis());
        if (changed.isPresent()) {
            Stored stored = changed.get();
            boolean isNew = stored.version == stored.first;
            log.stored(entity, stored.version, isNew, labels.of(entity.topicId(), entity.kind()));
            if (!isNew) {
                forgetOldVersions(sql, entity.id(), stored.version, given.json().length());
            }
            return stored.version;
        }
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
