package dev.hqe.kernel.entity;

import dev.hqe.kernel.entity.Buckets.Bucket;
import dev.hqe.kernel.entity.Buckets.Numbers;
import dev.hqe.kernel.entity.Buckets.Width;
import dev.hqe.kernel.store.Sql;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.zone.ZoneOffsetTransition;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Counts entities by spans of time.
///
/// SQLite knows no zones. So it is told from when to when which offset holds, makes local times of
/// all times, and counts by the span of the local time and the offset; the few groups become spans
/// on the time line here. A date without a time has no offset: it is local already.
final class BucketSql {

    /// A clock that stands still at midnight 1970 plus 3 days begins its weeks on Monday.
    private static final long MONDAY = 3 * 86_400_000L;

    private final EntitySql asked;
    private final String source;
    private final List<Object> sourceValues;
    private final Width width;
    private final ZoneId zone;

    private BucketSql(
            EntitySql asked, String source, List<Object> sourceValues, Width width, ZoneId zone) {
        this.asked = asked;
        this.source = source;
        this.sourceValues = sourceValues;
        this.width = width;
        this.zone = zone;
    }

    /// The first and the last time, as milliseconds; of dates, that of their midnight in UTC.
    record Range(long first, long last) {}

    /// One group: entities of one local span and one offset.
    private record Group(
            long index, @Nullable Long offset, long count, @Nullable Numbers numbers) {}

    static BucketSql of(
            EntitySql asked, String time, Width width, ZoneId zone, Optional<String> number) {
        List<Object> values = new ArrayList<>();
        String columns = timeColumns(time, values);
        if (number.isPresent()) {
            columns +=
                    ", iif(json_type(data, ?) IN ('integer', 'real'), json_extract(data, ?), NULL)"
                            + " AS number";
            values.add(number.get());
            values.add(number.get());
        } else {
            columns += ", NULL AS number";
        }
        String source = "(SELECT " + columns + " FROM entity" + asked.where() + " LIMIT ?) AS item";
        return new BucketSql(asked, source, values, width, zone);
    }

    /// `millis`, NULL where there is no time, and `is_date`.
    private static String timeColumns(String time, List<Object> values) {
        if (time.equals("created_at") || time.equals("updated_at")) {
            return time + " AS millis, 0 AS is_date";
        }
        Condition.requirePath(time);
        values.add(time);
        values.add(time);
        values.add(time);
        values.add(time);
        // the pattern keeps out what SQLite would also read: days since -4713, 'now', bare times
        return "iif(json_type(data, ?) = 'text' AND json_extract(data, ?) GLOB"
                + " '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]*',"
                + " CAST(round(unixepoch(json_extract(data, ?), 'subsec') * 1000) AS INTEGER), NULL)"
                + " AS millis, length(json_extract(data, ?)) = 10 AS is_date";
    }

    private @Nullable Object[] values(Object... more) {
        List<Object> before = new ArrayList<>(sourceValues);
        @Nullable Object[] where = asked.values(EntityFigures.MAX_ENTITIES + 1);
        List<@Nullable Object> all = new ArrayList<>(before);
        all.addAll(Arrays.asList(where));
        all.addAll(Arrays.asList(more));
        return all.toArray();
    }

    Optional<Range> range(Sql sql) throws SQLException {
        record Found(@Nullable Range range, long entities) {}
        Found found =
                sql.first(
                                "SELECT min(millis), max(millis), count(*) FROM " + source,
                                row ->
                                        new Found(
                                                row.getObject(1) == null
                                                        ? null
                                                        : new Range(row.getLong(1), row.getLong(2)),
                                                row.getLong(3)),
                                values())
                        .orElseThrow();
        EntityFigures.requireFew(found.entities());
        Range range = found.range();
        if (range != null) {
            requireFewSpans(range);
        }
        return Optional.ofNullable(range);
    }

    private void requireFewSpans(Range range) {
        LocalDateTime first = width.floor(local(range.first()));
        LocalDateTime last = local(range.last());
        LocalDateTime span = first;
        for (int i = 0; i < Buckets.MAX && !span.isAfter(last); i++) {
            span = width.next(span);
        }
        if (!span.isAfter(last)) {
            throw new EntityException.InvalidQuery(
                    "from "
                            + Instant.ofEpochMilli(range.first())
                            + " to "
                            + Instant.ofEpochMilli(range.last())
                            + " there are more than "
                            + Buckets.MAX
                            + " spans of a "
                            + width.word()
                            + "; ask for wider ones, or for less time");
        }
    }

    private LocalDateTime local(long millis) {
        return LocalDateTime.ofInstant(Instant.ofEpochMilli(millis), zone);
    }

    long without(Sql sql) throws SQLException {
        return sql.first(
                        "SELECT count(*) FROM " + source + " WHERE millis IS NULL",
                        row -> row.getLong(1),
                        values())
                .orElse(0L);
    }

    Buckets count(Sql sql, Range range) throws SQLException {
        String statement =
                "SELECT "
                        + index()
                        + " AS span, zone_offset, count(*), count(number), min(number), max(number),"
                        + " total(number) FROM (SELECT number, zone_offset,"
                        + " millis + coalesce(zone_offset, 0) AS local FROM (SELECT millis, number,"
                        + " iif(is_date, NULL, "
                        + offsets(range)
                        + ") AS zone_offset FROM "
                        + source
                        + " WHERE millis IS NOT NULL)) GROUP BY span, zone_offset LIMIT ?";
        // a span has at most its dates and two offsets, rarely three
        List<Group> groups = sql.list(statement, BucketSql::group, values(4 * Buckets.MAX));
        return new Buckets(spans(groups), without(sql));
    }

    /// The offset that holds at `millis`, in milliseconds.
    private String offsets(Range range) {
        Instant first = Instant.ofEpochMilli(range.first());
        Instant last = Instant.ofEpochMilli(range.last());
        StringBuilder cases = new StringBuilder("CASE");
        Instant at = first;
        ZoneOffsetTransition next = zone.getRules().nextTransition(at);
        while (next != null && !next.getInstant().isAfter(last)) {
            cases.append(" WHEN millis < ")
                    .append(next.getInstant().toEpochMilli())
                    .append(" THEN ")
                    .append(next.getOffsetBefore().getTotalSeconds() * 1000L);
            at = next.getInstant();
            next = zone.getRules().nextTransition(at);
        }
        long offset = zone.getRules().getOffset(last).getTotalSeconds() * 1000L;
        return at.equals(first) ? Long.toString(offset) : cases + " ELSE " + offset + " END";
    }

    /// The number of the span that `local` lies in.
    private String index() {
        long shift = width == Width.WEEK ? MONDAY : 0;
        return switch (width) {
            case MINUTE, HOUR, DAY, WEEK -> {
                String moved = "(local + " + shift + ")";
                String by = Long.toString(width.millis());
                String rest = "((" + moved + " % " + by + " + " + by + ") % " + by + ")";
                yield "(" + moved + " - " + rest + ") / " + by;
            }
            case MONTH -> month();
            case QUARTER -> month() + " / 3";
            case YEAR -> month() + " / 12";
        };
    }

    private static String month() {
        return "(CAST(strftime('%Y', local / 1000.0, 'unixepoch') AS INTEGER) * 12"
                + " + CAST(strftime('%m', local / 1000.0, 'unixepoch') AS INTEGER) - 1)";
    }

    private static Group group(ResultSet row) throws SQLException {
        long offset = row.getLong(2);
        boolean isDate = row.wasNull();
        long numbers = row.getLong(4);
        return new Group(
                row.getLong(1),
                isDate ? null : (Long) offset,
                row.getLong(3),
                numbers == 0
                        ? null
                        : new Numbers(
                                numbers, row.getDouble(5), row.getDouble(6), row.getDouble(7)));
    }

    private List<Bucket> spans(List<Group> groups) {
        NavigableMap<Instant, Bucket> filled = new TreeMap<>();
        for (Group group : groups) {
            LocalDateTime begin = begin(group.index());
            Instant from = instant(begin, group.offset());
            Bucket bucket =
                    new Bucket(
                            from, end(begin, from, group.offset()), group.count(), group.numbers());
            filled.merge(from, bucket, BucketSql::together);
        }
        List<Bucket> spans = new ArrayList<>();
        for (Bucket bucket : filled.values()) {
            if (!spans.isEmpty()) {
                fill(spans, bucket.from());
            }
            spans.add(bucket);
        }
        return spans;
    }

    /// Adds the spans without any entity up to the next that has some.
    private void fill(List<Bucket> spans, Instant until) {
        while (spans.size() < 2 * Buckets.MAX) {
            Instant from = spans.getLast().before();
            if (!from.isBefore(until)) {
                return;
            }
            Instant end =
                    width.isOfTheClock()
                            ? from.plusMillis(width.millis())
                            : width.next(width.floor(LocalDateTime.ofInstant(from, zone)))
                                    .atZone(zone)
                                    .toInstant();
            spans.add(new Bucket(from, end.isAfter(until) ? until : end, 0, null));
        }
    }

    private LocalDateTime begin(long index) {
        return switch (width) {
            case MINUTE, HOUR, DAY, WEEK -> {
                long shift = width == Width.WEEK ? MONDAY : 0;
                Instant local = Instant.ofEpochMilli(index * width.millis() - shift);
                yield LocalDateTime.ofInstant(local, ZoneOffset.UTC);
            }
            case MONTH -> month(index);
            case QUARTER -> month(index * 3);
            case YEAR -> month(index * 12);
        };
    }

    private static LocalDateTime month(long index) {
        return LocalDateTime.of(
                (int) Math.floorDiv(index, 12L), (int) Math.floorMod(index, 12L) + 1, 1, 0, 0);
    }

    private Instant instant(LocalDateTime begin, @Nullable Long offset) {
        return width.isOfTheClock() && offset != null
                ? begin.toInstant(ZoneOffset.ofTotalSeconds((int) (offset / 1000)))
                : begin.atZone(zone).toInstant();
    }

    private Instant end(LocalDateTime begin, Instant from, @Nullable Long offset) {
        return width.isOfTheClock() && offset != null
                ? from.plusMillis(width.millis())
                : instant(width.next(begin), offset);
    }

    private static Bucket together(Bucket one, Bucket other) {
        Numbers a = one.numbersOrNull();
        Numbers b = other.numbersOrNull();
        return new Bucket(
                one.from(),
                one.before(),
                one.count() + other.count(),
                a == null ? b : b == null ? a : a.plus(b));
    }
}
