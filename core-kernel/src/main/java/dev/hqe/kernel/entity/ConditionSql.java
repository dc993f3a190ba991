package dev.hqe.kernel.entity;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/// A condition as SQL and the values bound to it.
///
/// @param clause true, false or NULL; one `?` per value
record ConditionSql(String clause, List<Object> values) {

    static ConditionSql of(Condition condition) {
        String path = condition.path();
        Object value = condition.value();
        return switch (condition.operator()) {
            case EQUAL, LESS, LESS_OR_EQUAL, GREATER, GREATER_OR_EQUAL ->
                    typed(path, value, "json_extract(data, ?) " + condition.operator().sql() + " ?")
                            .with(path, bound(value));
            case NOT_EQUAL -> {
                ConditionSql equal =
                        typed(path, value, "json_extract(data, ?) = ?").with(path, bound(value));
                yield new ConditionSql("(" + equal.clause + ") IS NOT TRUE", equal.values);
            }
            case STARTS_WITH ->
                    typed(path, value, "substr(json_extract(data, ?), 1, length(?)) = ?")
                            .with(path, value, value);
            case CONTAINS_IGNORE_CASE ->
                    typed(path, value, "instr(lower(json_extract(data, ?)), lower(?)) > 0")
                            .with(path, value);
            case EQUAL_IGNORE_CASE ->
                    typed(path, value, "lower(json_extract(data, ?)) = lower(?)").with(path, value);
            case EXISTS -> {
                String is = Boolean.TRUE.equals(value) ? "<>" : "=";
                yield new ConditionSql(
                        "coalesce(json_type(data, ?), 'null') " + is + " 'null'", List.of(path));
            }
            case CONTAINS -> contains(path, value);
            case IN -> in(path, (List<?>) value);
        };
    }

    private static ConditionSql contains(String path, Object value) {
        String element =
                "(json_type(data, ?) = 'array' AND EXISTS (SELECT 1 FROM json_each(data, ?) AS item"
                        + " WHERE item.type IN "
                        + types(value)
                        + " AND item.atom = ?))";
        if (!(value instanceof String)) {
            return new ConditionSql(element, List.of(path, path, bound(value)));
        }
        return new ConditionSql(
                "((json_type(data, ?) = 'text' AND instr(json_extract(data, ?), ?) > 0) OR "
                        + element
                        + ")",
                List.of(path, path, value, path, path, value));
    }

    private static ConditionSql in(String path, List<?> choices) {
        List<String> clauses = new ArrayList<>();
        List<Object> values = new ArrayList<>();
        for (String types : List.of("('text')", "('true', 'false')", "('integer', 'real')")) {
            List<Object> these = new ArrayList<>();
            for (Object choice : choices) {
                if (types(choice).equals(types)) {
                    these.add(bound(choice));
                }
            }
            if (!these.isEmpty()) {
                clauses.add(
                        "(json_type(data, ?) IN "
                                + types
                                + " AND json_extract(data, ?) IN "
                                + places(these.size())
                                + ")");
                values.add(path);
                values.add(path);
                values.addAll(these);
            }
        }
        return new ConditionSql("(" + String.join(" OR ", clauses) + ")", values);
    }

    /// `(?, ?, ?)`.
    static String places(int count) {
        return "(" + String.join(", ", Collections.nCopies(count, "?")) + ")";
    }

    /// json_extract gives true as 1 and an array as its text, so the type has to be asked for.
    private static ConditionSql typed(String path, Object value, String and) {
        return new ConditionSql(
                "json_type(data, ?) IN " + types(value) + " AND " + and, List.of(path));
    }

    private ConditionSql with(Object... more) {
        List<Object> all = new ArrayList<>(values);
        all.addAll(List.of(more));
        return new ConditionSql(clause, all);
    }

    private static String types(Object value) {
        return switch (value) {
            case String text -> "('text')";
            case Boolean truth -> "('true', 'false')";
            default -> "('integer', 'real')";
        };
    }

    private static Object bound(Object value) {
        return value instanceof Boolean truth ? (Object) (truth ? 1 : 0) : value;
    }
}
