package dev.hqe.kernel.entity;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// The statement of a query and the values bound to it. Values never become SQL text.
final class EntitySql {

    /// What parts words: white space of any script, and control characters, of which FTS5 would
    /// take the first (NUL) for the end of the query.
    private static final Pattern BETWEEN_WORDS = Pattern.compile("(?U)[\\s\\p{Cntrl}]+");

    private final SortSql sort;
    private final List<String> clauses = new ArrayList<>();
    private final List<@Nullable Object> values = new ArrayList<>();

    private EntitySql(EntityQuery query) {
        sort = SortSql.of(query.sort());
        if (byRelevance() && query.text().isEmpty()) {
            throw new EntityException.InvalidQuery(
                    "an order by relevance wants a text to search for");
        }
    }

    /// The statement of a query.
    ///
    /// @param paged whether the query's cursor counts
    static EntitySql of(EntityQuery query, boolean paged) {
        EntitySql sql = new EntitySql(query);
        if (query.asksForNothing()) {
            sql.add("false");
        }
        sql.addAnyOf("topic_id", query.topics().stream().map(TopicId::value).toList());
        sql.addAnyOf("kind", query.kinds().stream().map(Kind::value).toList());
        sql.addLabels(query.sensitivities());
        query.idPrefix().ifPresent(sql::addPrefix);
        query.createdFrom().ifPresent(t -> sql.add("created_at >= ?", wholeMillis(t)));
        query.createdBefore().ifPresent(t -> sql.add("created_at < ?", wholeMillis(t)));
        query.updatedFrom().ifPresent(t -> sql.add("updated_at >= ?", wholeMillis(t)));
        query.updatedBefore().ifPresent(t -> sql.add("updated_at < ?", wholeMillis(t)));
        query.text().ifPresent(words -> sql.add(sql.textClause(), everyWord(words)));
        query.conditions().forEach(condition -> sql.add(ConditionSql.of(condition)));
        if (paged) {
            query.after().ifPresent(cursor -> sql.add(sql.sort.behind(cursor)));
        }
        return sql;
    }

    /// `SELECT` with the columns of the entity, those of the order behind them, and everything that
    /// follows up to the `LIMIT`, whose value is bound last.
    String select(String columns) {
        return "SELECT "
                + columns
                + ", "
                + sort.columns()
                + from()
                + where()
                + " ORDER BY "
                + sort.orderBy()
                + " LIMIT ?";
    }

    SortSql sort() {
        return sort;
    }

    String from() {
        return byRelevance()
                ? " FROM entity JOIN entity_text ON entity_text.rowid = entity.seq"
                : " FROM entity";
    }

    String where() {
        return clauses.isEmpty() ? "" : " WHERE " + String.join(" AND ", clauses);
    }

    /// The same for use inside another clause.
    String condition() {
        return clauses.isEmpty() ? "TRUE" : String.join(" AND ", clauses);
    }

    List<Object> bound() {
        return values.stream().map(Objects::requireNonNull).toList();
    }

    /// The values of the clauses and one more.
    @Nullable Object[] values(Object... more) {
        List<@Nullable Object> all = new ArrayList<>(values);
        all.addAll(Arrays.asList(more));
        return all.toArray();
    }

    private boolean byRelevance() {
        return sort.sort().by() == Sort.By.RELEVANCE;
    }

    private String textClause() {
        return byRelevance()
                ? "entity_text MATCH ?"
                : "seq IN (SELECT rowid FROM entity_text WHERE entity_text MATCH ?)";
    }

    private void addAnyOf(String column, List<String> names) {
        if (names.size() == 1) {
            add(column + " = ?", names.getFirst());
        } else if (!names.isEmpty()) {
            add(column + " IN " + ConditionSql.places(names.size()), names.toArray());
        }
    }

    /// Kinds that are not in the table of labels are internal.
    private void addLabels(Set<Sensitivity> wanted) {
        if (wanted.isEmpty() || wanted.size() == Sensitivity.values().length) {
            return;
        }
        boolean others = wanted.contains(Sensitivity.INTERNAL);
        List<String> words =
                Arrays.stream(Sensitivity.values())
                        .filter(one -> wanted.contains(one) != others)
                        .map(Sensitivity::word)
                        .toList();
        add(
                "(topic_id, kind) "
                        + (others ? "NOT IN" : "IN")
                        + " (SELECT topic_id, kind FROM entity_label WHERE sensitivity IN "
                        + ConditionSql.places(words.size())
                        + ")",
                words.toArray());
    }

    /// Everything from the prefix up to the first string behind all that begin with it.
    private void addPrefix(String prefix) {
        add("id >= ?", prefix);
        int end = prefix.length();
        while (end > 0 && prefix.codePointBefore(end) == Character.MAX_CODE_POINT) {
            end -= 2;
        }
        if (end > 0) {
            int last = prefix.codePointBefore(end);
            int next = last == Character.MIN_SURROGATE - 1 ? Character.MAX_SURROGATE + 1 : last + 1;
            String head = prefix.substring(0, end - Character.charCount(last));
            add("id < ?", head + Character.toString(next));
        }
    }

    /// The first whole millisecond that is not before a time, which is what both bounds need.
    private static long wholeMillis(Instant time) {
        if (time.isBefore(Entity.EARLIEST)) {
            return Entity.EARLIEST.toEpochMilli();
        }
        if (time.isAfter(Entity.LATEST)) {
            return Entity.LATEST.toEpochMilli() + 1;
        }
        return time.plusNanos(999_999).toEpochMilli();
    }

    private void add(ConditionSql condition) {
        add(condition.clause(), condition.values().toArray());
    }

    private void add(String clause, Object... bound) {
        clauses.add(clause);
        values.addAll(Arrays.asList(bound));
    }

    /// Quotes each word, so that none of FTS5's operators is read out of it. An empty query would
    /// be an error, so no word at all becomes the empty word, which is nowhere.
    private static String everyWord(String words) {
        String query =
                BETWEEN_WORDS
                        .splitAsStream(words)
                        .filter(word -> !word.isEmpty())
                        .map(word -> '"' + word.replace("\"", "\"\"") + '"')
                        .collect(Collectors.joining(" "));
        return query.isEmpty() ? "\"\"" : query;
    }
}
