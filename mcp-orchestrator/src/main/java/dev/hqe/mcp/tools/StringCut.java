package dev.hqe.mcp.tools;

import dev.hqe.kernel.json.Json;
import java.util.Map;
import java.util.OptionalInt;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Copies JSON with a page of each long string in place of the whole: the part from an offset on,
/// with a mark behind it that says how long the string is. Strings that fit on one page are given
/// whole on every page, for they say what the long ones belong to. A surrogate pair is never torn
/// apart.
///
/// For one thread and one value.
final class StringCut {

    private final int offset;
    private final int maxChars;
    private boolean more;

    /// @param offset where to begin, in UTF-16 units
    /// @param maxChars length of a page, 1 and up
    StringCut(int offset, int maxChars) {
        this.offset = offset;
        this.maxChars = maxChars;
    }

    /// The copy.
    JsonNode of(JsonNode value) {
        if (value.isString()) {
            return value.asString().length() <= maxChars
                    ? value
                    : Json.MAPPER.getNodeFactory().stringNode(page(value.asString()));
        }
        if (value.isArray()) {
            ArrayNode copy = Json.MAPPER.createArrayNode();
            value.forEach(item -> copy.add(of(item)));
            return copy;
        }
        if (value.isObject()) {
            ObjectNode copy = Json.object();
            for (Map.Entry<String, JsonNode> field : value.properties()) {
                copy.set(field.getKey(), of(field.getValue()));
            }
            return copy;
        }
        return value;
    }

    /// Where the next page begins, if a string has one.
    OptionalInt nextOffset() {
        return more ? OptionalInt.of(offset + maxChars) : OptionalInt.empty();
    }

    private String page(String text) {
        int from = whole(text, Math.min(offset, text.length()));
        int to = whole(text, (int) Math.min((long) offset + maxChars, text.length()));
        String part = text.substring(from, to);
        if (to == text.length()) {
            return part;
        }
        more = true;
        return part + "… (" + text.length() + " characters)";
    }

    /// Both pages that meet here agree: the second half of a pair goes with the first.
    private static int whole(String text, int at) {
        boolean torn =
                at > 0
                        && at < text.length()
                        && Character.isHighSurrogate(text.charAt(at - 1))
                        && Character.isLowSurrogate(text.charAt(at));
        return torn ? at + 1 : at;
    }
}
