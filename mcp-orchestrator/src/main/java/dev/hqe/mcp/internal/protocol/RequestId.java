package dev.hqe.mcp.internal.protocol;

import java.util.Optional;
import tools.jackson.databind.JsonNode;

/// A JSON-RPC request id: a string or an integer, never null (2026-07-28, Overview, "Requests").
/// `1` and `"1"` are two ids. Integers must fit 64 bits and strings 1,000 characters, so that an id
/// can always be echoed and kept.
public sealed interface RequestId {

    /// An integer.
    record Whole(long value) implements RequestId {
        @Override
        public String toJson() {
            return Long.toString(value);
        }
    }

    /// A string.
    record Text(String value, String toJson) implements RequestId {}

    int MAX_TEXT = 1_000;

    /// The id as it is written.
    String toJson();

    /// Reads an id, or a progress token, which has the same form.
    static Optional<RequestId> of(JsonNode node) {
        if (node.isIntegralNumber() && node.canConvertToLong()) {
            return Optional.of(new Whole(node.longValue()));
        }
        if (node.isString()) {
            String text = node.stringValue();
            if (text.length() <= MAX_TEXT && isWellFormed(text)) {
                return Optional.of(new Text(text, node.toString()));
            }
        }
        return Optional.empty();
    }

    private static boolean isWellFormed(String text) {
        return text.codePoints().noneMatch(c -> Character.getType(c) == Character.SURROGATE);
    }
}
