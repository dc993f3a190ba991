package dev.hqe.topics.kit;

import dev.hqe.topics.kit.json.JsonValue;

/// What a field of an entity's data must be, for [Host#queryEntities].
///
/// @param field a path in the data: `symbol`, `place.city`, `codes[0].code`
/// @param value a text, a number or true/false
public record Condition(String field, Op op, JsonValue value) {

    /// How field and value compare.
    public enum Op {
        EQUAL("equal"),
        NOT_EQUAL("not_equal"),
        LESS("less"),
        LESS_OR_EQUAL("less_or_equal"),
        GREATER("greater"),
        GREATER_OR_EQUAL("greater_or_equal"),
        STARTS_WITH("starts_with");

        private final String word;

        Op(String word) {
            this.word = word;
        }

        /// As the workbench calls it.
        String word() {
            return word;
        }
    }

    /// A field that is this text.
    public static Condition equal(String field, String text) {
        return new Condition(field, Op.EQUAL, new JsonValue.Text(text));
    }
}
