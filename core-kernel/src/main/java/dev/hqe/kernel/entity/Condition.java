package dev.hqe.kernel.entity;

import java.util.regex.Pattern;

/// A comparison of one value inside an entity's data.
///
/// @param path a JSON path of names and indexes: `$.author.name`, `$.lines[0].amount`
/// @param value a String, Long, finite Double or Boolean
public record Condition(String path, Operator operator, Object value) {

    /// How the value is compared. Only values of one JSON type compare: `"7"` is not equal to `7`,
    /// nor less or greater, and true is not 1. Strings are ordered by their UTF-8 bytes.
    public enum Operator {
        EQUAL("="),
        /// Also where the value is of another type or is not there.
        NOT_EQUAL("="),
        LESS("<"),
        LESS_OR_EQUAL("<="),
        GREATER(">"),
        GREATER_OR_EQUAL(">="),
        /// For strings, by exact characters.
        STARTS_WITH("");

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
        if (operator == Operator.STARTS_WITH && !(value instanceof String)) {
            throw new EntityException.InvalidQuery(path + " can only start with a string");
        }
    }

    static void requirePath(String path) {
        if (!PATH.matcher(path).matches()) {
            throw new EntityException.InvalidQuery(
                    "'" + path + "' is not a path such as $.author.name or $.lines[0].amount");
        }
    }
}
