package dev.hqe.kernel.entity;

import dev.hqe.kernel.entity.EntityQuery.Order;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// The `WHERE` clause of a query and the values bound to it. Values never become SQL text.
final class EntitySql {

    /// What parts words: white space of any script, and control characters, of which FTS5 would
    /// take the first (NUL) for the end of the query.
    private static final Pattern BETWEEN_WORDS = Pattern.compile("(?U)[\\s\\p{Cntrl}]+");

    private final List<String> clauses = new ArrayList<>();
    private final List<@Nullable Object> values = new ArrayList<>();

    private EntitySql() {}

    /// @param paged whether the query's cursor counts
    static EntitySql of(EntityQuery query, boolean paged) {
        EntitySql sql = new EntitySql();
        query.topic().ifPresent(topic -> sql.add("topic_id = ?", topic.value()));
        query.kind().ifPresent(kind -> sql.add("kind = ?", kind.value()));
        query.idPrefix().ifPresent(sql::addPrefix);
        query.createdFrom().ifPresent(t -> sql.add("created_at >= ?", wholeMillis(t)));
        query.createdBefore().ifPresent(t -> sql.add("created_at < ?", wholeMillis(t)));
        query.text()
                .ifPresent(words ->
                        sql.add(
                                "seq IN (SELECT rowid FROM entity_text"
                                        + " WHERE entity_text MATCH ?)",
                                everyWord(words)));
        query.conditions().forEach(sql::add);
        if (paged) {
            query.after().ifPresent(cursor -> sql.addCursor(query.order(), cursor));
        }
        return sql;
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

    @Nullable Object[] values(Object... more) {
        List<@Nullable Object> all = new ArrayList<>(values);
        all.addAll(Arrays.asList(more));
        return all.toArray();
    }

    @Nullable Object[] valuesBetween(Object before, Object behind) {
        List<@Nullable Object> all = new ArrayList<>();
        all.add(before);
        all.addAll(values);
        all.add(behind);
        return all.toArray();
    }

    static String orderBy(Order order) {
        return switch (order) {
            case BY_ID -> " ORDER BY id";
            case NEWEST_FIRST -> " ORDER BY created_at DESC, id DESC";
        };
    }

    static String cursor(Order order, StoredEntity last) {
        return switch (order) {
            case BY_ID -> last.id().value();
            case NEWEST_FIRST -> last.entity().createdAt().toEpochMilli() + " " + last.id();
        };
    }

    private void addCursor(Order order, String cursor) {
        switch (order) {
            case BY_ID -> add("id > ?", cursor);
            case NEWEST_FIRST -> {
                int space = cursor.indexOf(' ');
                try {
                    long time = Long.parseLong(cursor.substring(0, Math.max(0, space)));
                    add("(created_at, id) < (?, ?)", time, cursor.substring(space + 1));
                } catch (NumberFormatException e) {
                    throw new EntityException.InvalidQuery(
                            "'" + cursor + "' is not a cursor of this query");
                }
            }
        }
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

    private void add(Condition condition) {
        String path = condition.path();
        // json_extract gives true as 1 and an array as its text, so the type has to be asked for
        String types =
                switch (condition.value()) {
                    case String text -> "('text')";
                    case Boolean truth -> "('true', 'false')";
                    default -> "('integer', 'real')";
                };
        Object value =
                condition.value() instanceof Boolean truth
                        ? Integer.valueOf(truth ? 1 : 0)
                        : condition.value();
        String typed = "json_type(data, ?) IN " + types + " AND ";
        switch (condition.operator()) {
            case STARTS_WITH ->
                    add(
                            typed + "substr(json_extract(data, ?), 1, length(?)) = ?",
                            path,
                            path,
                            value,
                            value);
            case NOT_EQUAL ->
                    add("(" + typed + "json_extract(data, ?) = ?) IS NOT TRUE", path, path, value);
            case EQUAL, LESS, LESS_OR_EQUAL, GREATER, GREATER_OR_EQUAL ->
                    add(
                            typed + "json_extract(data, ?) " + condition.operator().sql() + " ?",
                            path,
                            path,
                            value);
        }
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
