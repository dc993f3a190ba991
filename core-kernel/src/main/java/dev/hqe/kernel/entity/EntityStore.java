package dev.hqe.kernel.entity;

import dev.hqe.kernel.bus.Fact;
import dev.hqe.kernel.entity.EntityRows.Placed;
import dev.hqe.kernel.entity.EntityRows.Row;
import dev.hqe.kernel.entity.EntityWriter.Owner;
import dev.hqe.kernel.store.Database;
import dev.hqe.kernel.store.Outbox;
import dev.hqe.kernel.store.StorageException;
import dev.hqe.kernel.store.Transaction;
import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// The entities of the workbench, in SQLite, with a cache of those read last.
///
/// Every change adds the facts [EntityStored] and [EntityDeleted] to the outbox in the same
/// transaction, and keeps what was there before in the history. Storing what is already there
/// changes nothing and tells nobody: neither an equal entity nor one that differs in its creation
/// time only, which stays what it first was. When a method that changes something returns, the
/// change is committed.
///
/// Does not look at schemas: who stores an entity has validated it.
///
/// Thread-safe; methods block, so call from virtual threads.
public final class EntityStore {

    /// Most entities in one batch.
    public static final int MAX_BATCH = 1000;

    /// The longest that a query may run before it is stopped.
    public static final Duration QUERY_TIME = Duration.ofSeconds(20);

    /// The type of this store's rows in the outbox; its payloads are read by [#facts].
    public static final String OUTBOX_TYPE = "entities";

    private static final int SCAN_PAGE = 32;

    /// From so many on a change has a transaction of its own.
    private static final int MANY = 16;

    /// How many entities of a kind there are.
    public record KindCount(TopicId topicId, Kind kind, long entities) {}

    /// One value of one entity.
    ///
    /// @param value as text, whatever its JSON type
    public record FieldValue(EntityId id, String value) {}

    private final Database database;
    private final Outbox outbox;
    private final EntityCache cache = new EntityCache();
    private final EntityLabels labels;
    private final EntityWriter writer;
    private final EntityHistory history;
    private final EntityFigures figures;

    /// With the usual history.
    ///
    /// @param outbox must decode [#OUTBOX_TYPE] with [#facts]
    public EntityStore(Database database, Outbox outbox, InstantSource clock) {
        this(database, outbox, HistorySettings.DEFAULT, clock);
    }

    /// With a history of its own size.
    ///
    /// @param outbox must decode [#OUTBOX_TYPE] with [#facts]
    public EntityStore(
            Database database, Outbox outbox, HistorySettings remembered, InstantSource clock) {
        this.database = database;
        this.outbox = outbox;
        this.labels = new EntityLabels(database, outbox);
        this.writer = new EntityWriter(remembered, labels, clock);
        this.history = new EntityHistory(database, remembered, this);
        this.figures = new EntityFigures(database);
    }

    /// What entities were, and how to get it back.
    public EntityHistory history() {
        return history;
    }

    /// Counts of values and over time.
    public EntityFigures figures() {
        return figures;
    }

    /// What the kinds are labelled with.
    public EntityLabels labels() {
        return labels;
    }

    /// Creates the entity, or replaces the data of the one with this id.
    ///
    /// @return the version it now has
    /// @throws EntityException.IdTaken if the id belongs to another Topic or kind
    public long put(Entity entity) {
        EntityRow row = EntityRow.of(entity);
        return changing((transaction, log) -> writer.upsert(transaction.sql(), row, log));
    }

    /// Replaces the entity's data if nobody else has done so since.
    ///
    /// @param expectedVersion the version that was read, 0 if there must be no such entity yet
    /// @return the version it now has
    /// @throws EntityException.VersionConflict if it is at another version
    public long put(Entity entity, long expectedVersion) {
        EntityRow row = EntityRow.of(entity);
        return changing((transaction, log) -> {
            EntityId id = row.entity().id();
            long actual = writer.owner(transaction.sql(), id).map(Owner::version).orElse(0L);
            if (actual != expectedVersion) {
                throw new EntityException.VersionConflict(id, expectedVersion, actual);
            }
            return writer.upsert(transaction.sql(), row, log);
        });
    }

    /// Puts many, all or none.
    ///
    /// @param entities at most [#MAX_BATCH]
    public PutSummary putAll(List<Entity> entities) {
        requireBatch(entities);
        List<EntityRow> rows = entities.stream().map(EntityRow::of).toList();
        return changing(
                rows.size(),
                (transaction, log) -> {
                    writer.upsertAll(transaction.sql(), rows, log);
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
        return changing(
                unwanted.size(),
                (transaction, log) -> {
                    for (EntityId id : unwanted) {
                        writer.delete(transaction.sql(), id, log);
                    }
                    return log.changes();
                });
    }

    public boolean delete(EntityId id) {
        return deleteAll(List.of(id)) == 1;
    }

    /// A change of entities that notes what it changes.
    private interface Change<T> {
        T run(Transaction transaction, ChangeLog log) throws SQLException;
    }

    private <T> T changing(Change<T> change) {
        return changing(1, change);
    }

    private <T> T changing(int entities, Change<T> change) {
        labels.prepare();
        Database.Change<T> noted =
                transaction -> {
                    ChangeLog log = new ChangeLog();
                    T answer = change.run(transaction, log);
                    if (log.changes() > 0) {
                        writer.forgetOldest(transaction.sql());
                        log.commit(transaction, outbox, cache::forget);
                    }
                    return answer;
                };
        return entities >= MANY ? database.writeMany(noted) : database.write(noted);
    }

    /// Finds an entity by its id.
    ///
    /// @return with data that belongs to the caller
    public Optional<StoredEntity> get(EntityId id) {
        return cache.get(id, this::load).map(row -> row.labelled(labels));
    }

    private Optional<Row> load(EntityId id) {
        return database.read(sql ->
                sql.first(
                        "SELECT " + EntityRows.COLUMNS + " FROM entity WHERE id = ?",
                        EntityRows::read,
                        id.value()));
    }

    /// One page of what a query finds.
    ///
    /// @throws EntityException.TooSlow if it takes longer than [#QUERY_TIME]
    public Page query(EntityQuery query) {
        EntitySql asked = EntitySql.of(query, true);
        SortSql sort = asked.sort();
        List<Placed<Row>> found =
                patiently(() ->
                        database.read(
                                QUERY_TIME,
                                sql ->
                                        sql.list(
                                                asked.select(EntityRows.COLUMNS),
                                                row -> {
                                                    Row read = EntityRows.read(row);
                                                    return Placed.of(
                                                            read, sort, row, read.entity().id());
                                                },
                                                sort.before(asked.values(query.limit() + 1)))));
        List<StoredEntity> items =
                found.stream()
                        .limit(query.limit())
                        .map(placed -> placed.item().labelled(labels))
                        .toList();
        return new Page(items, next(found, query.limit()));
    }

    /// Parts of the data of what a query finds, for who does not want to load all of it.
    ///
    /// @param paths as in [Condition], at most [EntityQuery#MAX_CONDITIONS]
    /// @throws EntityException.TooSlow if it takes longer than [#QUERY_TIME]
    public ExtractPage extract(EntityQuery query, List<String> paths) {
        EntityExtract.Columns columns = EntityExtract.Columns.of(paths);
        EntitySql asked = EntitySql.of(query, true);
        SortSql sort = asked.sort();
        List<Placed<EntityExtract.Raw>> found =
                patiently(() ->
                        database.read(
                                QUERY_TIME,
                                sql ->
                                        sql.list(
                                                asked.select(columns.sql()),
                                                row -> {
                                                    EntityExtract.Raw raw = columns.read(row);
                                                    return Placed.of(raw, sort, row, raw.id());
                                                },
                                                columns.before(
                                                        sort.before(
                                                                asked.values(
                                                                        query.limit() + 1))))));
        List<EntityExtract> items =
                found.stream()
                        .limit(query.limit())
                        .map(placed -> columns.extract(placed.item(), labels))
                        .toList();
        return new ExtractPage(items, next(found, query.limit()));
    }

    private static @Nullable String next(List<? extends Placed<?>> found, int limit) {
        return found.size() <= limit ? null : found.get(limit - 1).cursor();
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
        EntityQuery byId = query.sort(Sort.ID);
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
        EntitySql asked = EntitySql.of(query, true);
        String statement = asked.select("id, coalesce(json_extract(data, ?), '')");
        @Nullable Object[] values = EntityFigures.all(List.of(path), asked.values(query.limit()));
        return patiently(() ->
                database.read(
                        QUERY_TIME,
                        sql ->
                                sql.list(
                                        statement,
                                        row ->
                                                new FieldValue(
                                                        new EntityId(row.getString(1)),
                                                        row.getString(2)),
                                        values)));
    }

    /// How many entities a query finds, whatever its limit and cursor.
    ///
    /// @throws EntityException.TooSlow if it takes longer than [#QUERY_TIME]
    public long count(EntityQuery query) {
        EntitySql asked = EntitySql.of(query.sort(Sort.ID), false);
        return patiently(() ->
                database.read(
                        QUERY_TIME,
                        sql ->
                                sql.first(
                                                "SELECT count(*) FROM entity" + asked.where(),
                                                row -> row.getLong(1),
                                                asked.values())
                                        .orElse(0L)));
    }

    /// A query that was stopped says what can be done about it.
    static <T> T patiently(Supplier<T> query) {
        try {
            return query.get();
        } catch (StorageException.TooSlow e) {
            throw new EntityException.TooSlow(QUERY_TIME, e);
        }
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

    private static void requireBatch(Collection<?> batch) {
        if (batch.size() > MAX_BATCH) {
            throw new IllegalArgumentException(
                    "a batch holds at most " + MAX_BATCH + " entities, not " + batch.size());
        }
    }

    /// Reads an outbox row of this store.
    public static List<? extends Fact> facts(JsonNode payload) {
        return ChangeLog.facts(payload);
    }
}
