package dev.hqe.kernel.entity;

import java.util.List;
import java.util.regex.Pattern;

/// A comparison of one value inside an entity's data.
///
/// @param path a JSON path of names and indexes: `$.author.name`, `$.lines[0].amount`
/// @param value a String, Long, finite Double or Boolean; for [Operator#IN] a List of 1 to
///   [#MAX_CHOICES] of them
public record Condition(String path, Operator operator, Object value) {

    /// Most values of one [Operator#IN].
    public static final int MAX_CHOICES = 200;

    /// How the value is compared. Only values of one JSON type compare: `"7"` is not equal to `7`,
    /// nor less or greater, and true is not 1. Strings are ordered by their UTF-8 bytes. Where case
    /// is ignored, that is the case of A to Z.
    public enum Operator {
        EQUAL("="),
        /// Also where the value is of another type or is not there.
        NOT_EQUAL("="),
        LESS("<"),
        LESS_OR_EQUAL("<="),
        GREATER(">"),
        GREATER_OR_EQUAL(">="),
        /// For strings, by exact characters.
        STARTS_WITH(""),
        /// Equal to one of several.
        IN(""),
        /// Whether something other than null is there (true) or not (false).
        EXISTS(""),
        /// A string has this somewhere in it, or an array has an element that is equal to it.
        CONTAINS(""),
        /// A string has this somewhere in it, whatever the case.
        CONTAINS_IGNORE_CASE(""),
        /// Equal strings, whatever the case.
        EQUAL_IGNORE_CASE("");

        private final String sql;

        Operator(String sql) {
            this.sql = sql;
        }

        String sql() {
            return sql;
        }
    }

    private static final Pattern PATH =
            Pattern.compile("\\$(\\.[A-Za-z_][A-Za-z0-9_]{0,63}|\\[[0-9]{1,9}]){1,16}");

    public Condition {
        requirePath(path);
        switch (operator) {
            case IN -> value = choices(path, value);
            case EXISTS -> {
                if (!(value instanceof Boolean)) {
                    throw new EntityException.InvalidQuery(
                            "whether " + path + " exists is true or false");
                }
            }
            case STARTS_WITH, CONTAINS_IGNORE_CASE, EQUAL_IGNORE_CASE -> {
                requireScalar(path, value);
                if (!(value instanceof String)) {
                    throw new EntityException.InvalidQuery(
                            path
                                    + (operator == Operator.STARTS_WITH
                                            ? " can only start with a string"
                                            : " can be compared without case with a string only"));
                }
            }
            case EQUAL, NOT_EQUAL, LESS, LESS_OR_EQUAL, GREATER, GREATER_OR_EQUAL, CONTAINS ->
                    requireScalar(path, value);
        }
    }

    private static List<Object> choices(String path, Object value) {
        if (!(value instanceof List<?> list) || list.isEmpty() || list.size() > MAX_CHOICES) {
            throw new EntityException.InvalidQuery(
                    path + " can be in a list of 1 to " + MAX_CHOICES + " values only");
        }
        list.forEach(one -> requireScalar(path, one));
        return List.copyOf(list);
    }

    private static void requireScalar(String path, Object value) {
        boolean scalar =
                value instanceof String
                        || value instanceof Long
                        || value instanceof Double
                        || value instanceof Boolean;
        if (!scalar) {
            throw new EntityException.InvalidQuery(
                    path + " can be compared with a string, a number or true/false only");
        }
        if (value instanceof Double number && !Double.isFinite(number)) {
            throw new EntityException.InvalidQuery(path + " cannot be compared with " + number);
        }
    }

    static void requirePath(String path) {
        if (!PATH.matcher(path).matches()) {
            throw new EntityException.InvalidQuery(
                    "'" + path + "' is not a path such as $.author.name or $.lines[0].amount");
        }
    }
}
