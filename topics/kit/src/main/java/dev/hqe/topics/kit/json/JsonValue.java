package dev.hqe.topics.kit.json;

import java.util.List;

/// A JSON value as a tree, for small data; large texts are better read with [JsonReader] alone.
/// Immutable.
public sealed interface JsonValue permits JsonValue.Scalar, JsonValue.Array, JsonObject {

    /// A value without parts.
    sealed interface Scalar extends JsonValue permits Text, Num, Bool, Null {}

    /// A string.
    record Text(String value) implements Scalar {}

    /// A number as the nearest double.
    record Num(double value) implements Scalar {
        /// The double nearest to a number in JSON's syntax; infinite if that is beyond the range.
        ///
        /// `Double.parseDouble` may be a digit off in Wasm.
        ///
        /// @throws NumberFormatException if it is no JSON number
        public static Num parse(String text) {
            return new Num(Decimal.parse(text));
        }

        /// The shortest digits that are read as the same double again: what a person wrote.
        ///
        /// @throws ArithmeticException if it is not finite
        public String text() {
            if (Double.isNaN(value) || Double.isInfinite(value)) {
                throw new ArithmeticException("the result is not a finite number");
            }
            return Decimal.text(value);
        }
    }

    /// `true` or `false`.
    record Bool(boolean value) implements Scalar {}

    /// `null`.
    record Null() implements Scalar {}

    /// An array.
    record Array(List<JsonValue> values) implements JsonValue {
        public Array {
            values = List.copyOf(values);
        }
    }
}
