package dev.hqe.kernel.entity;

import dev.hqe.kernel.json.Json;
import dev.hqe.kernel.store.Database;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import tools.jackson.databind.node.ObjectNode;

/// What entities were before they were changed or deleted. A version is kept by the transaction
/// that supersedes it, as far as [HistorySettings] goes; vectors are not kept, and a change of the
/// vector alone leaves no version behind. Thread-safe; methods block.
public final class EntityHistory {

    private static final String COLUMNS =
            "version, topic_id, kind, created_at, updated_at, ended_at, deleted, bytes";

    private final Database database;
    private final HistorySettings settings;
    private final EntityStore store;

    EntityHistory(Database database, HistorySettings settings, EntityStore store) {
        this.database = database;
        this.settings = settings;
        this.store = store;
    }

    /// The versions of an entity that can be had, the newest first: the present one, if there is
    /// one, and those before it. Of a deleted one, too.
    public List<EntityVersion> of(EntityId id) {
        Stream<EntityVersion> now = store.get(id).map(EntityHistory::present).stream();
        List<EntityVersion> before =
                database.read(sql ->
                        sql.list(
                                "SELECT "
                                        + COLUMNS
                                        + " FROM entity_version WHERE id = ?"
                                        + " ORDER BY version DESC LIMIT ?",
                                row -> past(id, row),
                                id.value(),
                                settings.versions()));
        return Stream.concat(now, before.stream().map(this::labelled)).toList();
    }

    private static EntityVersion present(StoredEntity entity) {
        return new EntityVersion(
                entity.id(),
                entity.version(),
                entity.entity().topicId(),
                entity.entity().kind(),
                entity.entity().createdAt(),
                entity.updatedAt(),
                null,
                false,
                0,
                entity.sensitivity());
    }

    private static EntityVersion past(EntityId id, ResultSet row) throws SQLException {
        return new EntityVersion(
                id,
                row.getLong(1),
                new TopicId(row.getString(2)),
                new Kind(row.getString(3)),
                Instant.ofEpochMilli(row.getLong(4)),
                Instant.ofEpochMilli(row.getLong(5)),
                Instant.ofEpochMilli(row.getLong(6)),
                row.getInt(7) != 0,
                row.getLong(8),
                Sensitivity.INTERNAL);
    }

    private EntityVersion labelled(EntityVersion past) {
        return new EntityVersion(
                past.id(),
                past.version(),
                past.topicId(),
                past.kind(),
                past.createdAt(),
                past.storedAt(),
                past.endedAtOrNull(),
                past.deleted(),
                past.bytes(),
                store.labels().of(past.topicId(), past.kind()));
    }

    /// The entity as it was at a version, or is.
    public Optional<StoredEntity> version(EntityId id, long version) {
        Optional<StoredEntity> now = store.get(id).filter(one -> one.version() == version);
        if (now.isPresent()) {
            return now;
        }
        record Past(Entity entity, Instant storedAt) {}
        return database.read(sql ->
                        sql.first(
                                "SELECT topic_id, kind, json(data), created_at, updated_at"
                                        + " FROM entity_version WHERE id = ? AND version = ?"
                                        + " ORDER BY seq DESC",
                                row ->
                                        new Past(
                                                new Entity(
                                                        id,
                                                        new TopicId(row.getString(1)),
                                                        new Kind(row.getString(2)),
                                                        Json.MAPPER.readValue(
                                                                row.getString(3), ObjectNode.class),
                                                        Instant.ofEpochMilli(row.getLong(4))),
                                                Instant.ofEpochMilli(row.getLong(5))),
                                id.value(),
                                version))
                .map(past ->
                        new StoredEntity(
                                past.entity(),
                                version,
                                past.storedAt(),
                                store.labels().of(past.entity().topicId(), past.entity().kind())));
    }

    /// Makes a version the present one again, as a change like any other: it gets a new version,
    /// and what it replaces is kept. What it is already is not changed. A deleted entity comes
    /// back.
    ///
    /// @return the version that it now has
    /// @throws EntityException.NoSuchVersion if that is not remembered
    public long restore(EntityId id, long version) {
        StoredEntity past =
                version(id, version)
                        .orElseThrow(() -> new EntityException.NoSuchVersion(id, version));
        return store.put(past.entity());
    }

    /// Forgets everything that the entity was; what it is now stays.
    ///
    /// @return how many versions were forgotten
    public int erase(EntityId id) {
        return database.write(transaction ->
                transaction.sql().update("DELETE FROM entity_version WHERE id = ?", id.value()));
    }

    /// About what all of it takes, in bytes.
    public long bytes() {
        return database.read(
                        sql -> sql.first("SELECT bytes FROM entity_history", row -> row.getLong(1)))
                .orElse(0L);
    }
}
