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
    record Num(double value) implements Scalar {}

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
