package dev.hqe.kernel.entity;

import dev.hqe.kernel.json.Json;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;

/// An order as SQL: columns to select behind those of the entity, `sort_rank` and `sort_value`, by
/// which rows come and pages go on, and the cursor that holds the last row's.
///
/// A cursor is the id of the last row where rows come by id; else a JSON array of the order, rank,
/// value and id, in Base64.
///
/// @param columns two, to be selected
/// @param values bound to the columns
record SortSql(Sort sort, String columns, List<Object> values, String orderBy) {

    private static final String BY_TYPE = "CASE json_type(data, ?) ";

    /// Arrays and objects have no order.
    private static final String SCALAR =
            BY_TYPE
                    + "WHEN 'text' THEN substr(json_extract(data, ?), 1, "
                    + Sort.MAX_KEY
                    + ") WHEN 'array' THEN NULL WHEN 'object' THEN NULL ELSE json_extract(data, ?)"
                    + " END";

    static SortSql of(Sort sort) {
        String direction = sort.descending() ? " DESC" : "";
        return switch (sort.by()) {
            case ID -> plain(sort, "NULL", "id" + direction);
            case CREATED ->
                    plain(sort, "created_at", "created_at" + direction + ", id" + direction);
            case UPDATED ->
                    plain(sort, "updated_at", "updated_at" + direction + ", id" + direction);
            case RELEVANCE -> plain(sort, "entity_text.rank", "entity_text.rank, id");
            case PATH -> {
                String path = sort.path().orElseThrow();
                yield new SortSql(
                        sort,
                        rank(sort.descending()) + " AS sort_rank, " + SCALAR + " AS sort_value",
                        List.of(path, path, path, path),
                        "sort_rank, sort_value" + direction + ", id");
            }
        };
    }

    private static SortSql plain(Sort sort, String value, String orderBy) {
        return new SortSql(sort, "0 AS sort_rank, " + value + " AS sort_value", List.of(), orderBy);
    }

    /// A number for the type of a value, so that only values of one type are compared.
    ///
    /// @return with one `?` for the path
    static String rank(boolean descending) {
        int text = descending ? 1 : 3;
        int truth = descending ? 3 : 1;
        return BY_TYPE
                + "WHEN 'text' THEN "
                + text
                + " WHEN 'integer' THEN 2 WHEN 'real' THEN 2 WHEN 'true' THEN "
                + truth
                + " WHEN 'false' THEN "
                + truth
                + " ELSE 4 END";
    }

    /// The value that [#rank] ranks, or NULL; with three `?` for the path.
    static String scalar() {
        return SCALAR;
    }

    /// What holds for rows behind a cursor.
    ConditionSql behind(String cursor) {
        String greater = sort.descending() ? "<" : ">";
        if (sort.by() == Sort.By.ID) {
            return new ConditionSql("id " + greater + " ?", List.of(cursor));
        }
        Position last = position(cursor);
        return switch (sort.by()) {
            case ID -> throw new IllegalStateException("has been seen to");
            case CREATED, UPDATED -> {
                String column = sort.by() == Sort.By.CREATED ? "created_at" : "updated_at";
                yield new ConditionSql(
                        "(" + column + ", id) " + greater + " (?, ?)",
                        List.of(last.some(this, cursor), last.id));
            }
            case RELEVANCE -> {
                Object score = last.some(this, cursor);
                yield new ConditionSql(
                        "(entity_text.rank > ? OR (entity_text.rank = ? AND id > ?))",
                        List.of(score, score, last.id));
            }
            case PATH -> {
                if (last.value == null) {
                    yield new ConditionSql(
                            "(sort_rank > ? OR (sort_rank = ? AND id > ?))",
                            List.of(last.rank, last.rank, last.id));
                }
                yield new ConditionSql(
                        "(sort_rank > ? OR (sort_rank = ? AND (sort_value "
                                + greater
                                + " ? OR (sort_value = ? AND id > ?))))",
                        List.of(last.rank, last.rank, last.value, last.value, last.id));
            }
        };
    }

    /// The cursor of a row that has [#columns] at this place and the next.
    String cursor(ResultSet row, int column, EntityId id) throws SQLException {
        if (sort.by() == Sort.By.ID) {
            return id.value();
        }
        ArrayNode parts = Json.MAPPER.createArrayNode();
        parts.add(sort.toString()).add(row.getInt(column));
        switch (row.getObject(column + 1)) {
            case null -> parts.addNull();
            case String text -> parts.add("t" + text);
            case Double number -> parts.add("d" + number); // infinite ones are no JSON
            case Number number -> parts.add("i" + number.longValue());
            case Object other -> throw new IllegalStateException("a row is sorted by " + other);
        }
        parts.add(id.value());
        byte[] bytes = parts.toString().getBytes(StandardCharsets.UTF_8);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    private Position position(String cursor) {
        try {
            byte[] bytes = Base64.getUrlDecoder().decode(cursor);
            JsonNode parts = Json.MAPPER.readTree(bytes);
            if (parts.size() == 4
                    && parts.path(0).asString("").equals(sort.toString())
                    && parts.path(3).isString()) {
                JsonNode value = parts.path(2);
                return new Position(
                        parts.path(1).asInt(0),
                        value.isNull() ? null : value(value.asString("")),
                        parts.path(3).asString());
            }
        } catch (JacksonException | IllegalArgumentException e) {
            throw unknown(cursor, e);
        }
        throw unknown(cursor, null);
    }

    private static Object value(String tagged) {
        if (tagged.isEmpty()) {
            throw new IllegalArgumentException("a value without a type");
        }
        String text = tagged.substring(1);
        return switch (tagged.charAt(0)) {
            case 't' -> text;
            case 'd' -> Double.valueOf(text);
            case 'i' -> Long.valueOf(text);
            default -> throw new IllegalArgumentException("a value of no type");
        };
    }

    private EntityException.InvalidQuery unknown(String cursor, @Nullable Throwable cause) {
        String shown = cursor.substring(0, Math.min(cursor.length(), 100));
        EntityException.InvalidQuery refused =
                new EntityException.InvalidQuery(
                        "'" + shown + "' is not a cursor of this query, ordered by " + sort);
        if (cause != null) {
            refused.initCause(cause);
        }
        return refused;
    }

    /// Values for a statement: those of the columns, then others.
    @Nullable Object[] before(@Nullable Object... others) {
        Object[] all = Arrays.copyOf(values.toArray(), values.size() + others.length);
        System.arraycopy(others, 0, all, values.size(), others.length);
        return all;
    }

    private record Position(int rank, @Nullable Object value, String id) {

        Object some(SortSql sql, String cursor) {
            if (value == null) {
                throw sql.unknown(cursor, null);
            }
            return value;
        }
    }
}
