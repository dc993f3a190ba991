package dev.hqe.ingestion;

import dev.hqe.ingestion.DeadLetter.Form;
import dev.hqe.ingestion.DeadLetter.Payload;
import dev.hqe.kernel.entity.TopicId;
import dev.hqe.kernel.store.Database;
import dev.hqe.kernel.store.Sql;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// What could not become an entity, kept where a person can see it and mend the cause. One letter
/// per Topic, source and item, with the newest reason. Ingesting the source again removes the
/// letters that no longer apply; a letter that has its record can also be tried again by itself,
/// see [dev.hqe.ingestion.source.Sources#replay].
///
/// Thread-safe; methods block, so call from virtual threads.
public final class DeadLetters {

    /// Most letters on one page, and in one call of [#putAll].
    public static final int MAX_PAGE = 1000;

    /// Longest detail that is kept, in characters.
    public static final int MAX_DETAIL = 2000;

    /// Longest name of an item or source that is accepted, in characters.
    public static final int MAX_NAME = 16_384;

    /// Most of a payload that comes with a list, in characters.
    public static final int MAX_EXCERPT = 2000;

    private static final String COLUMNS =
            "seq, topic_id, source, item, reason, detail, created_at, record,"
                    + " substr(payload, 1, "
                    + MAX_EXCERPT
                    + ")";

    private static final Pattern REASON = Pattern.compile("[a-z][a-z_]{0,39}");

    /// A new letter.
    ///
    /// @param detail cut after [#MAX_DETAIL] characters
    /// @param record its number in the source, 0 for what is no record
    public record Refusal(
            TopicId topicId,
            String source,
            String item,
            String reason,
            String detail,
            long record,
            Payload payload) {

        /// Of something that stays where it came from.
        public Refusal(TopicId topicId, String source, String item, String reason, String detail) {
            this(topicId, source, item, reason, detail, 0, Payload.NOTHING);
        }

        public Refusal {
            if (!REASON.matcher(reason).matches()) {
                throw new IllegalArgumentException(
                        "'" + reason + "' is not a reason: lower-case letters and _, at most 40");
            }
            if (source.length() > MAX_NAME || item.length() > MAX_NAME) {
                throw new IllegalArgumentException(
                        "source and item have at most " + MAX_NAME + " characters");
            }
            if (detail.length() > MAX_DETAIL) {
                detail = detail.substring(0, MAX_DETAIL - 1) + "…";
            }
        }
    }

    /// Which letters; every part that is given must hold. Immutable.
    public static final class Filter {

        private final @Nullable TopicId topicId;
        private final @Nullable String source;
        private final @Nullable String reason;

        private Filter(
                @Nullable TopicId topicId, @Nullable String source, @Nullable String reason) {
            this.topicId = topicId;
            this.source = source;
            this.reason = reason;
        }

        public static Filter all() {
            return new Filter(null, null, null);
        }

        public Filter topic(TopicId wanted) {
            return new Filter(wanted, source, reason);
        }

        public Filter source(String wanted) {
            return new Filter(topicId, wanted, reason);
        }

        public Filter reason(String wanted) {
            return new Filter(topicId, source, wanted);
        }

        private String where(List<@Nullable Object> values) {
            StringBuilder sql = new StringBuilder(" WHERE true");
            if (topicId != null) {
                sql.append(" AND topic_id = ?");
                values.add(topicId.value());
            }
            if (source != null) {
                sql.append(" AND source = ?");
                values.add(source);
            }
            if (reason != null) {
                sql.append(" AND reason = ?");
                values.add(reason);
            }
            return sql.toString();
        }
    }

    /// Some letters and where to go on.
    ///
    /// @param nextOrNull what to give to [#list] for the next page
    public record Page(List<DeadLetter> items, @Nullable Long nextOrNull) {

        public Page {
            items = List.copyOf(items);
        }

        public Optional<Long> next() {
            return Optional.ofNullable(nextOrNull);
        }
    }

    private final Database database;
    private final InstantSource clock;

    public DeadLetters(Database database, InstantSource clock) {
        this.database = database;
        this.clock = clock;
    }

    /// Writes a letter, in place of the one that there is for this item.
    public void put(Refusal refusal) {
        putAll(List.of(refusal));
    }

    /// Writes letters, all or none.
    ///
    /// @param refusals at most [#MAX_PAGE]
    public void putAll(List<Refusal> refusals) {
        if (refusals.size() > MAX_PAGE) {
            throw new IllegalArgumentException("at most " + MAX_PAGE + " letters at once");
        }
        long now = clock.millis();
        database.write(transaction -> {
            for (Refusal refusal : refusals) {
                write(transaction.sql(), refusal, now);
            }
            return refusals.size();
        });
    }

    /// `REPLACE` gives the letter a new and greater `seq`, by which a run knows the letters that it
    /// wrote from those that an earlier one left.
    private static void write(Sql sql, Refusal refusal, long now) throws SQLException {
        sql.update(
                "REPLACE INTO dead_letter (topic_id, source, item, reason, detail, created_at,"
                        + " record, form, payload) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
                refusal.topicId().value(),
                refusal.source(),
                refusal.item(),
                refusal.reason(),
                refusal.detail(),
                now,
                refusal.record(),
                refusal.payload().form().word(),
                refusal.payload().text());
    }

    /// Removes the letter of an item.
    ///
    /// @return whether there was one
    public boolean remove(TopicId topicId, String source, String item) {
        return database.write(transaction ->
                transaction
                        .sql()
                        .update(
                                "DELETE FROM dead_letter"
                                        + " WHERE topic_id = ? AND source = ? AND item = ?",
                                topicId.value(),
                                source,
                                item))
                > 0;
    }

    /// Removes a letter.
    ///
    /// @return whether there was one
    public boolean remove(long seq) {
        return database.write(transaction ->
                transaction.sql().update("DELETE FROM dead_letter WHERE seq = ?", seq))
                > 0;
    }

    /// Removes letters, [#MAX_PAGE] at once.
    ///
    /// @return how many there were
    public long removeAll(Filter filter) {
        List<@Nullable Object> values = new ArrayList<>();
        String where = filter.where(values);
        values.add(MAX_PAGE);
        long removed = 0;
        int batch = MAX_PAGE;
        while (batch == MAX_PAGE) {
            batch =
                    database.write(transaction ->
                            transaction
                                    .sql()
                                    .update(
                                            "DELETE FROM dead_letter WHERE seq IN"
                                                    + " (SELECT seq FROM dead_letter"
                                                    + where
                                                    + " LIMIT ?)",
                                            values.toArray()));
            removed += batch;
        }
        return removed;
    }

    /// A letter by its number.
    public Optional<DeadLetter> get(long seq) {
        return database.read(sql ->
                sql.first(
                        "SELECT " + COLUMNS + " FROM dead_letter WHERE seq = ?",
                        DeadLetters::letter,
                        seq));
    }

    /// What a letter is about, whole; empty if there is no such letter.
    public Optional<Payload> payload(long seq) {
        return database.read(sql ->
                sql.first(
                        "SELECT form, payload FROM dead_letter WHERE seq = ?",
                        row -> new Payload(Form.of(row.getString(1)), row.getString(2)),
                        seq));
    }

    /// Removes every letter of a source that was written before the one after this, [#MAX_PAGE] at
    /// once.
    ///
    /// @param lastSeq from [#lastSeq]
    /// @return how many there were
    public int removeUpTo(TopicId topicId, String source, long lastSeq) {
        int removed = 0;
        int batch = MAX_PAGE;
        while (batch == MAX_PAGE) {
            batch =
                    database.write(transaction ->
                            transaction
                                    .sql()
                                    .update(
                                            "DELETE FROM dead_letter WHERE seq IN (SELECT seq"
                                                    + " FROM dead_letter WHERE topic_id = ?"
                                                    + " AND source = ? AND seq <= ? LIMIT ?)",
                                            topicId.value(),
                                            source,
                                            lastSeq,
                                            MAX_PAGE));
            removed += batch;
        }
        return removed;
    }

    /// Removes letters of items, and of what lies in them.
    ///
    /// @param inItem between an item and what lies in it
    /// @param lastSeq only what was written up to this one; from [#lastSeq]
    public void removeItems(
            TopicId topicId, String source, Collection<String> items, String inItem, long lastSeq) {
        if (items.isEmpty()) {
            return;
        }
        database.write(transaction -> {
            for (String item : items) {
                transaction
                        .sql()
                        .update(
                                "DELETE FROM dead_letter WHERE topic_id = ? AND source = ?"
                                        + " AND (item = ? OR item > ? AND item < ?) AND seq <= ?",
                                topicId.value(),
                                source,
                                item,
                                item + inItem,
                                item + inItem + Character.toString(Character.MAX_CODE_POINT),
                                lastSeq);
            }
            return items.size();
        });
    }

    /// The `seq` of the newest letter that was ever written; letters to come have a greater one.
    public long lastSeq() {
        return database.read(sql ->
                sql.first(
                                "SELECT seq FROM sqlite_sequence WHERE name = 'dead_letter'",
                                row -> row.getLong(1))
                        .orElse(0L));
    }

    /// One page of letters, oldest first.
    ///
    /// @param after 0, or the [Page#next] of the page before
    /// @param limit 1 to [#MAX_PAGE]
    public Page list(Filter filter, long after, int limit) {
        if (limit < 1 || limit > MAX_PAGE) {
            throw new IllegalArgumentException("limit must be 1 to " + MAX_PAGE);
        }
        List<@Nullable Object> values = new ArrayList<>();
        String where = filter.where(values);
        values.add(after);
        values.add(limit + 1);
        List<DeadLetter> found =
                database.read(sql ->
                        sql.list(
                                "SELECT "
                                        + COLUMNS
                                        + " FROM dead_letter"
                                        + where
                                        + " AND seq > ? ORDER BY seq LIMIT ?",
                                DeadLetters::letter,
                                values.toArray()));
        if (found.size() <= limit) {
            return new Page(found, null);
        }
        List<DeadLetter> items = found.subList(0, limit);
        return new Page(items, items.getLast().seq());
    }

    /// How many letters there are.
    public long count(Filter filter) {
        return countByReason(filter).values().stream().mapToLong(Long::longValue).sum();
    }

    /// How many letters there are for each reason that occurs.
    public Map<String, Long> countByReason(Filter filter) {
        List<@Nullable Object> values = new ArrayList<>();
        String where = filter.where(values);
        Map<String, Long> counts = new TreeMap<>();
        database.read(sql ->
                        sql.list(
                                "SELECT reason, count(*) FROM dead_letter"
                                        + where
                                        + " GROUP BY reason",
                                row -> Map.entry(row.getString(1), row.getLong(2)),
                                values.toArray()))
                .forEach(entry -> counts.put(entry.getKey(), entry.getValue()));
        return counts;
    }

    private static DeadLetter letter(ResultSet row) throws SQLException {
        return new DeadLetter(
                row.getLong(1),
                new TopicId(row.getString(2)),
                row.getString(3),
                row.getString(4),
                row.getString(5),
                row.getString(6),
                Instant.ofEpochMilli(row.getLong(7)),
                row.getLong(8),
                row.getString(9));
    }
}
