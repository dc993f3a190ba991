package dev.hqe.kernel.entity;

import dev.hqe.kernel.store.Database;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Counts over what queries find, for charts and overviews. Limits, orders and cursors of the
/// queries do not count. Thread-safe; methods block.
public final class EntityFigures {

    /// Most values of one answer.
    public static final int MAX_FACETS = 1000;

    /// Most entities that are looked at for one answer, so that counting has a bound in memory.
    public static final int MAX_ENTITIES = 5_000_000;

    private final Database database;

    EntityFigures(Database database) {
        this.database = database;
    }

    /// How often each value is there in what a query finds.
    ///
    /// @param path a path as in [Condition], or `topic` or `kind`
    /// @param limit how many values are given at most, 1 to [#MAX_FACETS]
    /// @throws EntityException.TooSlow if it takes longer than [EntityStore#QUERY_TIME]
    public Facets facets(EntityQuery query, String path, int limit) {
        if (limit < 1 || limit > MAX_FACETS) {
            throw new EntityException.InvalidQuery(
                    "1 to " + MAX_FACETS + " values can be asked for, not " + limit);
        }
        EntitySql asked = EntitySql.of(query.sort(Sort.ID), false);
        List<Object> values = new ArrayList<>();
        String columns = facetColumns(path, values);
        String statement =
                "WITH item AS (SELECT "
                        + columns
                        + " FROM entity"
                        + asked.where()
                        + " LIMIT ?), counted AS (SELECT kind_of, value, truth, count(*) AS n"
                        + " FROM item GROUP BY kind_of, value, truth)"
                        + " SELECT kind_of, value, truth, n, sum(n) OVER () FROM counted"
                        + " ORDER BY (kind_of = 4) DESC, n DESC, kind_of, value LIMIT ?";
        List<Group> groups =
                EntityStore.patiently(() ->
                        database.read(
                                EntityStore.QUERY_TIME,
                                sql ->
                                        sql.list(
                                                statement,
                                                EntityFigures::group,
                                                all(
                                                        values,
                                                        asked.values(
                                                                MAX_ENTITIES + 1, limit + 1)))));
        return facets(groups, limit);
    }

    private static String facetColumns(String path, List<Object> values) {
        if (path.equals("topic") || path.equals("kind")) {
            String column = path.equals("topic") ? "topic_id" : "kind";
            return "3 AS kind_of, " + column + " AS value, NULL AS truth";
        }
        Condition.requirePath(path);
        for (int i = 0; i < 5; i++) {
            values.add(path);
        }
        return SortSql.rank(false)
                + " AS kind_of, "
                + SortSql.scalar()
                + " AS value, iif(json_type(data, ?) = 'true', 1, 0) AS truth";
    }

    /// Entities with one value; with none if that is null.
    private record Group(@Nullable Object value, long entities, long ofAll) {}

    private static Group group(ResultSet row) throws SQLException {
        Object value =
                switch (row.getInt(1)) {
                    case 1 -> (Object) (row.getInt(3) == 1);
                    case 2 ->
                            row.getObject(2) instanceof Double number
                                    ? (Object) number
                                    : (Object) row.getLong(2);
                    case 3 -> row.getString(2);
                    default -> null;
                };
        return new Group(value, row.getLong(4), row.getLong(5));
    }

    private static Facets facets(List<Group> groups, int limit) {
        long all = groups.isEmpty() ? 0 : groups.getFirst().ofAll();
        requireFew(all);
        long missing = 0;
        List<Facets.Count> top = new ArrayList<>();
        for (Group group : groups) {
            Object value = group.value();
            if (value == null) {
                missing = group.entities();
            } else if (top.size() < limit) {
                top.add(new Facets.Count(value, group.entities()));
            }
        }
        long shown = top.stream().mapToLong(Facets.Count::entities).sum();
        return new Facets(top, all - missing - shown, missing);
    }

    static void requireFew(long entities) {
        if (entities > MAX_ENTITIES) {
            throw new EntityException.InvalidQuery(
                    "more than "
                            + MAX_ENTITIES
                            + " entities cannot be counted at once; narrow the query down");
        }
    }

    /// What a query finds over time.
    ///
    /// @param time `created_at`, `updated_at`, or a path to times as RFC 3339 writes them or to
    ///   dates (`2026-03-31`, which is that day in whatever zone)
    /// @param zone whose clock and calendar the spans follow
    /// @param number a path to numbers to be taken together
    /// @throws EntityException.InvalidQuery if there would be more than [Buckets#MAX] spans
    /// @throws EntityException.TooSlow if it takes longer than [EntityStore#QUERY_TIME]
    public Buckets buckets(
            EntityQuery query,
            String time,
            Buckets.Width width,
            ZoneId zone,
            Optional<String> number) {
        number.ifPresent(Condition::requirePath);
        EntitySql asked = EntitySql.of(query.sort(Sort.ID), false);
        BucketSql plan = BucketSql.of(asked, time, width, zone, number);
        return EntityStore.patiently(() ->
                database.read(
                        EntityStore.QUERY_TIME,
                        sql -> {
                            Optional<BucketSql.Range> range = plan.range(sql);
                            return range.isPresent()
                                    ? plan.count(sql, range.get())
                                    : new Buckets(List.of(), plan.without(sql));
                        }));
    }

    static @Nullable Object[] all(List<Object> first, @Nullable Object[] then) {
        List<@Nullable Object> values = new ArrayList<>(first);
        for (Object value : then) {
            values.add(value);
        }
        return values.toArray();
    }
}
