package dev.hqe.kernel.entity;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.hqe.kernel.bus.Fact;
import dev.hqe.kernel.json.Json;
import dev.hqe.kernel.store.Database;
import dev.hqe.kernel.store.Outbox;
import dev.hqe.kernel.store.Sql;
import dev.hqe.kernel.store.Transaction;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// The entities of the workbench, in SQLite, with a cache of those read last.
///
/// Every change adds the facts [EntityStored] and [EntityDeleted] to the outbox in the same
/// transaction. Storing what is already there changes nothing and tells nobody: neither an equal
/// entity nor one that differs in its creation time only, which stays what it first was. When a
/// method that changes something returns, the change is committed.
///
/// Does not look at schemas: who stores an entity has validated it.
///
/// Thread-safe; methods block, so call from virtual threads.
public final class EntityStore {

    /// Most entities in one batch.
    public static final int MAX_BATCH = 1000;

    /// The type of this store's rows in the outbox; its payloads are read by [#facts].
    public static final String OUTBOX_TYPE = "entities";

    private static final long CACHE_BYTES = 32L << 20;
    private static final int SCAN_PAGE = 32;

    /// What an entity in the cache weighs beside its text: objects, id, map entry.
    private static final int CACHE_OVERHEAD = 1024;

    private static final String COLUMNS =
            "id, topic_id, kind, json(data), vector_embedding, created_at, updated_at, version";

    private static final String UPSERT =
            """
            INSERT INTO entity
                (id, topic_id, kind, data, vector_embedding, created_at, updated_at, version)
            VALUES (?, ?, ?, jsonb(?), ?, ?, ?, 1)
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
            RETURNING version
            """;

    /// How many entities of a kind there are.
    public record KindCount(TopicId topicId, Kind kind, long entities) {}

    /// One value of one entity.
    ///
    /// @param value as text, whatever its JSON type
    public record FieldValue(EntityId id, String value) {}

    private record Cached(StoredEntity entity, int bytes) {}

    private record Owner(String topicId, String kind, long version) {}

    private final Database database;
    private final Outbox outbox;
    private final InstantSource clock;
    private final Cache<EntityId, @Nullable Cached> cache =
            Caffeine.newBuilder()
                    .maximumWeight(CACHE_BYTES)
                    .<EntityId, Cached>weigher((id, cached) -> cached.bytes())
                    .build();

    /// How often something in a stripe of the ids has changed.
    private final AtomicLongArray changes = new AtomicLongArray(1024);

    /// @param outbox must decode [#OUTBOX_TYPE] with [#facts]
    public EntityStore(Database database, Outbox outbox, InstantSource clock) {
        this.database = database;
        this.outbox = outbox;
        this.clock = clock;
    }

    /// Creates the entity, or replaces the data of the one with this id.
    ///
    /// @return the version it now has
    /// @throws EntityException.IdTaken if the id belongs to another Topic or kind
    public long put(Entity entity) {
        EntityRow row = EntityRow.of(entity);
        return database.write(transaction -> putOne(transaction, row, null));
    }

    /// Replaces the entity's data if nobody else has done so since.
    ///
    /// @param expectedVersion the version that was read, 0 if there must be no such entity yet
    /// @return the version it now has
    /// @throws EntityException.VersionConflict if it is at another version
    public long put(Entity entity, long expectedVersion) {
        EntityRow row = EntityRow.of(entity);
        return database.write(transaction -> putOne(transaction, row, expectedVersion));
    }

    private long putOne(Transaction transaction, EntityRow row, @Nullable Long expectedVersion)
            throws SQLException {
        if (expectedVersion != null) {
            EntityId id = row.entity().id();
            long actual = owner(transaction.sql(), id).map(Owner::version).orElse(0L);
            if (actual != expectedVersion) {
                throw new EntityException.VersionConflict(id, expectedVersion, actual);
            }
        }
        ChangeLog log = new ChangeLog();
        long version = upsert(transaction.sql(), row, log);
        commit(transaction, log);
        return version;
    }

    /// Puts many, all or none.
    ///
    /// @param entities at most [#MAX_BATCH]
    public PutSummary putAll(List<Entity> entities) {
        requireBatch(entities);
        List<EntityRow> rows = entities.stream().map(EntityRow::of).toList();
        return database.write(transaction -> {
            ChangeLog log = new ChangeLog();
            for (EntityRow row : rows) {
                upsert(transaction.sql(), row, log);
            }
            commit(transaction, log);
            return log.summary(rows.size());
        });
    }

    /// Deletes those of the entities that there are, all or none.
    ///
    /// @param ids at most [#MAX_BATCH]
    /// @return how many there were
    public int deleteAll(Collection<EntityId> ids) {
        requireBatch(ids);
        List<EntityId> unwanted = List.copyOf(ids);
        return database.write(transaction -> {
            ChangeLog log = new ChangeLog();
            for (EntityId id : unwanted) {
                transaction
                        .sql()
                        .first(
                                "DELETE FROM entity WHERE id = ? RETURNING topic_id, kind",
                                row -> new Owner(row.getString(1), row.getString(2), 0),
                                id.value())
                        .ifPresent(owner -> log.deleted(id, owner));
            }
            commit(transaction, log);
            return log.deletions();
        });
    }

    public boolean delete(EntityId id) {
        return deleteAll(List.of(id)) == 1;
    }

    /// Finds an entity by its id.
    ///
    /// @return with data that belongs to the caller
    public Optional<StoredEntity> get(EntityId id) {
        Cached cached = cache.getIfPresent(id);
        return cached == null ? load(id) : Optional.of(cached.entity().copy());
    }

    private Optional<StoredEntity> load(EntityId id) {
        long seen = changes.get(stripe(id));
        Optional<Cached> loaded =
                database.read(sql ->
                        sql.first(
                                "SELECT " + COLUMNS + " FROM entity WHERE id = ?",
                                EntityStore::cached,
                                id.value()));
        // what has changed since it was read must not get into the cache behind its invalidation
        loaded.ifPresent(fresh ->
                cache.asMap()
                        .compute(id, (key, old) -> changes.get(stripe(id)) == seen ? fresh : old));
        return loaded.map(fresh -> fresh.entity().copy());
    }

    private static Cached cached(ResultSet row) throws SQLException {
        byte[] vector = row.getBytes(5);
        int bytes = row.getString(4).length() + (vector == null ? 0 : vector.length);
        return new Cached(entity(row), bytes + CACHE_OVERHEAD);
    }

    private void forget(EntityId id) {
        changes.incrementAndGet(stripe(id));
        cache.invalidate(id);
    }

    private int stripe(EntityId id) {
        return Math.floorMod(id.hashCode(), changes.length());
    }

    /// One page of what a query finds.
    public Page query(EntityQuery query) {
        EntitySql where = EntitySql.of(query, true);
        String statement =
                "SELECT "
                        + COLUMNS
                        + " FROM entity"
                        + where.where()
                        + EntitySql.orderBy(query.order())
                        + " LIMIT ?";
        List<StoredEntity> found =
                database.read(sql ->
                        sql.list(statement, EntityStore::entity, where.values(query.limit() + 1)));
        if (found.size() <= query.limit()) {
            return new Page(found, null);
        }
        List<StoredEntity> items = found.subList(0, query.limit());
        return new Page(items, EntitySql.cursor(query.order(), items.getLast()));
    }

    /// Everything a query finds, read page by page as the stream is consumed; the query's limit is
    /// the size of those pages. Entities that change meanwhile may be seen old or new.
    public Stream<StoredEntity> scan(EntityQuery query) {
        EntityQuery paged = query.limit(Math.min(query.limit(), SCAN_PAGE));
        return Stream.iterate(
                        Optional.of(query(paged)),
                        Optional::isPresent,
                        page -> page.flatMap(Page::next).map(next -> query(paged.after(next))))
                .flatMap(page -> page.orElseThrow().items().stream());
    }

    /// One value of every entity that a query finds, by id, read page by page as the stream is
    /// consumed: for who wants to compare many entities without loading them. The query's limit is
    /// the size of those pages, its order does not count.
    ///
    /// @param path as in [Condition]; a value that is not there is read as the empty string
    public Stream<FieldValue> scanField(EntityQuery query, String path) {
        Condition.requirePath(path);
        EntityQuery byId = query.order(EntityQuery.Order.BY_ID);
        return Stream.iterate(
                        fieldPage(byId, path),
                        page -> !page.isEmpty(),
                        page ->
                                page.size() < byId.limit()
                                        ? List.of()
                                        : fieldPage(byId.after(page.getLast().id().value()), path))
                .flatMap(List::stream);
    }

    private List<FieldValue> fieldPage(EntityQuery query, String path) {
        EntitySql where = EntitySql.of(query, true);
        String statement =
                "SELECT id, coalesce(json_extract(data, ?), '') FROM entity"
                        + where.where()
                        + EntitySql.orderBy(query.order())
                        + " LIMIT ?";
        return database.read(sql ->
                sql.list(
                        statement,
                        row -> new FieldValue(new EntityId(row.getString(1)), row.getString(2)),
                        where.valuesBetween(path, query.limit())));
    }

    /// How many entities a query finds, whatever its limit and cursor.
    public long count(EntityQuery query) {
        EntitySql where = EntitySql.of(query, false);
        return database.read(sql ->
                sql.first(
                                "SELECT count(*) FROM entity" + where.where(),
                                row -> row.getLong(1),
                                where.values())
                        .orElse(0L));
    }

    /// How many entities there are of each kind of each Topic.
    public List<KindCount> counts() {
        return database.read(sql ->
                sql.list(
                        "SELECT topic_id, kind, count(*) FROM entity"
                                + " GROUP BY topic_id, kind ORDER BY topic_id, kind",
                        row ->
                                new KindCount(
                                        new TopicId(row.getString(1)),
                                        new Kind(row.getString(2)),
                                        row.getLong(3))));
    }

    private long upsert(Sql sql, EntityRow given, ChangeLog log) throws SQLException {
        Entity entity = given.entity();
        Optional<Long> changed =
                sql.first(
                        UPSERT,
                        row -> row.getLong(1),
                        entity.id().value(),
                        entity.topicId().value(),
                        entity.kind().value(),
                        given.json(),
                        given.vector(),
                        entity.createdAt().toEpochMilli(),
                        clock.millis());
        if (changed.isPresent()) {
            log.stored(entity, changed.get());
            return changed.get();
        }
        Owner owner = owner(sql, entity.id()).orElseThrow();
        if (!owner.topicId().equals(entity.topicId().value())
                || !owner.kind().equals(entity.kind().value())) {
            throw new EntityException.IdTaken(entity, owner.topicId(), owner.kind());
        }
        return owner.version();
    }

    private static Optional<Owner> owner(Sql sql, EntityId id) throws SQLException {
        return sql.first(
                "SELECT topic_id, kind, version FROM entity WHERE id = ?",
                row -> new Owner(row.getString(1), row.getString(2), row.getLong(3)),
                id.value());
    }

    private void commit(Transaction transaction, ChangeLog log) throws SQLException {
        if (log.changed.isEmpty()) {
            return;
        }
        outbox.add(transaction, OUTBOX_TYPE, log.payload);
        transaction.afterCommit(() -> log.changed.forEach(this::forget));
    }

    private static void requireBatch(Collection<?> batch) {
        if (batch.size() > MAX_BATCH) {
            throw new IllegalArgumentException(
                    "a batch holds at most " + MAX_BATCH + " entities, not " + batch.size());
        }
    }

    private static StoredEntity entity(ResultSet row) throws SQLException {
        byte[] vector = row.getBytes(5);
        Entity entity =
                new Entity(
                        new EntityId(row.getString(1)),
                        new TopicId(row.getString(2)),
                        new Kind(row.getString(3)),
                        Json.MAPPER.readValue(row.getString(4), ObjectNode.class),
                        vector == null ? null : Embedding.fromBytes(vector),
                        Instant.ofEpochMilli(row.getLong(6)));
        return new StoredEntity(entity, row.getLong(8), Instant.ofEpochMilli(row.getLong(7)));
    }

    /// Reads an outbox row of this store.
    public static List<? extends Fact> facts(JsonNode payload) {
        List<Fact> facts = new ArrayList<>();
        for (JsonNode change : payload) {
            TopicId topic = new TopicId(change.get(0).asString());
            Kind kind = new Kind(change.get(1).asString());
            EntityId id = new EntityId(change.get(2).asString());
            long version = change.get(3).asLong();
            facts.add(
                    version == ChangeLog.DELETED
                            ? new EntityDeleted(topic, kind, id)
                            : new EntityStored(topic, kind, id, version));
        }
        return facts;
    }

    /// What a transaction changed: `[topic, kind, id, version]` per entity.
    private static final class ChangeLog {

        private static final long DELETED = 0;

        private final ArrayNode payload = Json.MAPPER.createArrayNode();
        private final List<EntityId> changed = new ArrayList<>();
        private int created;

        private void stored(Entity entity, long version) {
            if (version == 1) {
                created++;
            }
            note(entity.id(), entity.topicId().value(), entity.kind().value(), version);
        }

        private void deleted(EntityId id, Owner owner) {
            note(id, owner.topicId(), owner.kind(), DELETED);
        }

        private void note(EntityId id, String topicId, String kind, long version) {
            payload.addArray().add(topicId).add(kind).add(id.value()).add(version);
            changed.add(id);
        }

        private int deletions() {
            return changed.size();
        }

        private PutSummary summary(int given) {
            int updated = changed.size() - created;
            return new PutSummary(created, updated, given - changed.size());
        }
    }
}
