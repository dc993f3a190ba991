package dev.hqe.mcp.tools;

import tools.jackson.databind.JsonNode;

/// A JSON value as the right side of a [dev.hqe.kernel.entity.Condition].
public final class ConditionValue {

    private ConditionValue() {}

    /// The Boolean, Long, Double or String that the condition takes.
    ///
    /// @param value true, false, a number or a string
    public static Object of(JsonNode value) {
        if (value.isBoolean()) {
            return value.asBoolean();
        }
        if (value.isIntegralNumber() && value.canConvertToLong()) {
            return value.asLong();
        }
        return value.isNumber() ? (Object) value.asDouble() : value.asString();
    }
}
