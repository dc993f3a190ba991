package dev.hqe.kernel.activity;

import dev.hqe.kernel.activity.Activity.Kind;
import dev.hqe.kernel.activity.Activity.Result;
import dev.hqe.kernel.json.Json;
import dev.hqe.kernel.store.Database;
import dev.hqe.kernel.store.Sql;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import tools.jackson.databind.node.ObjectNode;

/// How a timeline is read; [ActivityLog] says what each of these gives.
///
/// @param database opened at the first look
record ActivityReads(Supplier<Database> database) {

    private static final Duration LONGEST_QUERY = Duration.ofSeconds(20);
    private static final String COLUMNS =
            "seq, at, kind, result, actor, subject, millis, text, detail";

    ActivityLog.Page list(ActivityQuery query) {
        ActivityClause clause = ActivityClause.of(query);
        List<Object> arguments = new ArrayList<>(clause.arguments());
        arguments.add(query.limit() + 1);
        List<RecordedActivity> found =
                database.get()
                        .read(
                                LONGEST_QUERY,
                                sql ->
                                        sql.list(
                                                "SELECT "
                                                        + COLUMNS
                                                        + " FROM activity"
                                                        + clause.where()
                                                        + " ORDER BY seq DESC LIMIT ?",
                                                ActivityReads::read,
                                                arguments.toArray()));
        boolean more = found.size() > query.limit();
        return new ActivityLog.Page(more ? found.subList(0, query.limit()) : found, more);
    }

    Optional<RecordedActivity> get(long seq) {
        return database.get()
                .read(sql ->
                        sql.first(
                                "SELECT " + COLUMNS + " FROM activity WHERE seq = ?",
                                ActivityReads::read,
                                seq));
    }

    ActivityLog.Figures figures(ActivityQuery query) {
        ActivityClause clause = ActivityClause.of(query);
        ActivityLog.Figures figures = new ActivityLog.Figures(0, new TreeMap<>(), new TreeMap<>());
        AtomicLong total = new AtomicLong();
        database.get()
                .read(
                        LONGEST_QUERY,
                        sql ->
                                sql.list(
                                        "SELECT kind, result, count(*) FROM activity"
                                                + clause.where()
                                                + " GROUP BY kind, result",
                                        row -> {
                                            long count = row.getLong(3);
                                            total.addAndGet(count);
                                            figures.kinds().merge(kind(row, 1), count, Long::sum);
                                            figures.results()
                                                    .merge(result(row, 2), count, Long::sum);
                                            return count;
                                        },
                                        clause.arguments().toArray()));
        return new ActivityLog.Figures(total.get(), figures.kinds(), figures.results());
    }

    List<RecordedActivity> read(Collection<Long> seqs) {
        if (seqs.size() > ActivityQuery.MAX_LIMIT) {
            throw new IllegalArgumentException(
                    "at most " + ActivityQuery.MAX_LIMIT + " activities are read at once");
        }
        return database.get()
                .read(sql ->
                        sql.list(
                                "SELECT "
                                        + COLUMNS
                                        + " FROM activity WHERE seq IN"
                                        + " (SELECT value FROM json_each(?)) ORDER BY seq DESC",
                                ActivityReads::read,
                                Json.MAPPER.writeValueAsString(seqs)));
    }

    Optional<ActivityLog.Span> span() {
        return database.get()
                .read(sql ->
                        sql.first(
                                "SELECT a.seq, b.seq, a.at, b.at FROM activity a, activity b"
                                        + " WHERE a.seq = (SELECT min(seq) FROM activity)"
                                        + " AND b.seq = (SELECT max(seq) FROM activity)",
                                row ->
                                        new ActivityLog.Span(
                                                row.getLong(1),
                                                row.getLong(2),
                                                Instant.ofEpochMilli(row.getLong(3)),
                                                Instant.ofEpochMilli(row.getLong(4)))));
    }

    ActivityMarks marks(ActivityQuery query, long from, long to) {
        if (to - from > ActivityLog.LONGEST_STRETCH) {
            throw new IllegalArgumentException(
                    "a stretch has at most "
                            + ActivityLog.LONGEST_STRETCH
                            + " numbers, not "
                            + (to - from));
        }
        ActivityClause clause = ActivityClause.of(query);
        List<Object> arguments = new ArrayList<>(clause.arguments());
        arguments.add(from);
        arguments.add(to);
        ActivityMarks.Builder marks = new ActivityMarks.Builder();
        database.get()
                .read(
                        LONGEST_QUERY,
                        sql ->
                                sql.list(
                                        "SELECT seq, at, "
                                                + ActivityMarks.sortColumn()
                                                + " FROM activity"
                                                + (clause.where().isEmpty()
                                                        ? " WHERE "
                                                        : clause.where() + " AND ")
                                                + "seq >= ? AND seq < ? ORDER BY seq DESC",
                                        row -> {
                                            marks.add(
                                                    row.getLong(1), row.getLong(2), row.getInt(3));
                                            return true;
                                        },
                                        arguments.toArray()));
        return marks.build();
    }

    ActivityLog.Names names(int newest, int most) {
        return database.get()
                .read(
                        LONGEST_QUERY,
                        sql ->
                                new ActivityLog.Names(
                                        names(sql, "actor", newest, most),
                                        names(sql, "subject", newest, most)));
    }

    private static Map<String, Long> names(Sql sql, String column, int newest, int most)
            throws SQLException {
        Map<String, Long> names = new LinkedHashMap<>();
        sql.list(
                "SELECT "
                        + column
                        + ", count(*) FROM (SELECT "
                        + column
                        + " FROM activity ORDER BY seq DESC LIMIT ?) WHERE "
                        + column
                        + " <> '' GROUP BY 1 ORDER BY 2 DESC, 1 LIMIT ?",
                row -> names.put(row.getString(1), row.getLong(2)) == null,
                Math.min(newest, ActivityLog.LONGEST_STRETCH),
                most);
        return names;
    }

    private static Kind kind(ResultSet row, int column) throws SQLException {
        return Kind.valueOf(row.getString(column));
    }

    private static Result result(ResultSet row, int column) throws SQLException {
        return Result.valueOf(row.getString(column));
    }

    private static RecordedActivity read(ResultSet row) throws SQLException {
        return new RecordedActivity(
                row.getLong(1),
                new Activity(
                        Instant.ofEpochMilli(row.getLong(2)),
                        kind(row, 3),
                        result(row, 4),
                        row.getString(5),
                        row.getString(6),
                        row.getLong(7),
                        row.getString(8),
                        (ObjectNode) Json.MAPPER.readTree(row.getString(9))));
    }
}
