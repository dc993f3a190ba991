package dev.hqe.kernel.entity;

import dev.hqe.kernel.entity.Condition.Operator;
import dev.hqe.kernel.entity.EntityQuery.Order;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// The `WHERE` clause of a query and the values bound to it. Values never become SQL text.
final class EntitySql {

    private static final String LAST_CODE_POINT = Character.toString(Character.MAX_CODE_POINT);

    private final List<String> clauses = new ArrayList<>();
    private final List<@Nullable Object> values = new ArrayList<>();

    private EntitySql() {}

    /// @param paged whether the query's cursor counts
    static EntitySql of(EntityQuery query, boolean paged) {
        EntitySql sql = new EntitySql();
        query.topic().ifPresent(topic -> sql.add("topic_id = ?", topic.value()));
        query.kind().ifPresent(kind -> sql.add("kind = ?", kind.value()));
        query.idPrefix().ifPresent(p -> sql.add("id >= ? AND id <= ?", p, p + LAST_CODE_POINT));
        query.createdFrom().ifPresent(t -> sql.add("created_at >= ?", t.toEpochMilli()));
        query.createdBefore().ifPresent(t -> sql.add("created_at < ?", t.toEpochMilli()));
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

    private void add(Condition condition) {
        String left = "json_extract(data, ?)";
        if (condition.operator() == Operator.STARTS_WITH) {
            Object prefix = condition.value();
            add("substr(" + left + ", 1, length(?)) = ?", condition.path(), prefix, prefix);
        } else {
            // json_extract gives true and false as 1 and 0
            Object value =
                    condition.value() instanceof Boolean truth
                            ? Integer.valueOf(truth ? 1 : 0)
                            : condition.value();
            add(left + " " + condition.operator().sql() + " ?", condition.path(), value);
        }
    }

    private void add(String clause, Object... bound) {
        clauses.add(clause);
        values.addAll(Arrays.asList(bound));
    }

    /// Quotes each word, so that none of FTS5's operators is read out of it.
    private static String everyWord(String words) {
        return Arrays.stream(words.strip().split("\\s+"))
                .map(word -> '"' + word.replace("\"", "\"\"") + '"')
                .collect(Collectors.joining(" "));
    }
}
