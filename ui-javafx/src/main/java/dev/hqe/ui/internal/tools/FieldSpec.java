package dev.hqe.ui.internal.tools;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/// One field of a form, as a schema describes it.
///
/// @param pointer where its value stands in the arguments, as a JSON Pointer: `/range/from`
/// @param name of the member: `from`
/// @param label as a person reads it: `From`
/// @param type in the words of JSON Schema: `integer, 1 to 5000`
/// @param description what the schema says of it; may be empty
/// @param example something it could be; empty for none
/// @param usual what it is unless told otherwise
record FieldSpec(
        String pointer,
        String name,
        String label,
        boolean required,
        String type,
        String description,
        String example,
        Optional<JsonNode> usual,
        Shape shape) {

    /// How a value is entered.
    public sealed interface Shape {}

    /// A line of text.
    ///
    /// @param orJson whether it can also be something else, which is written as JSON in brackets
    record Line(boolean orJson) implements Shape {}

    /// A text of several lines.
    record Lines() implements Shape {}

    /// A number.
    ///
    /// @param whole whether it has no fraction
    /// @param least the smallest that fits, if the schema says
    /// @param most the largest
    record Figure(boolean whole, Optional<BigDecimal> least, Optional<BigDecimal> most)
            implements Shape {}

    /// Yes or no.
    record Flag() implements Shape {}

    /// One of some values.
    record Choice(List<JsonNode> values) implements Shape {

        public Choice {
            values = List.copyOf(values);
        }
    }

    /// A day: `2026-11-22`.
    record Day() implements Shape {}

    /// A day and a time of RFC 3339: `2026-11-22T10:42:31Z`.
    record Moment() implements Shape {}

    /// Anything else, written as JSON.
    record Raw() implements Shape {}

    /// An object whose members have fields of their own.
    record Members(List<FieldSpec> fields) implements Shape {

        public Members {
            fields = List.copyOf(fields);
        }
    }
}
