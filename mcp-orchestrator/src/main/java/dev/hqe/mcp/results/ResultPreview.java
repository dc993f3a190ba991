package dev.hqe.mcp.results;

import dev.hqe.kernel.json.Json;
import java.util.Map;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// What is shown of a large result: for JSON what it consists of and the first of it, for text its
/// first lines. At most about 4,000 characters.
final class ResultPreview {

    private static final int MAX_TEXT = 2_400;
    private static final int MAX_LINES = 40;
    private static final int MAX_MEMBERS = 30;
    private static final int MAX_ITEMS = 3;
    private static final int MAX_ITEM = 500;
    private static final int MAX_VALUE = 80;

    private ResultPreview() {}

    /// The value, when the text is a JSON object or array.
    static Optional<JsonNode> json(String text) {
        int first = 0;
        while (first < text.length() && Character.isWhitespace(text.charAt(first))) {
            first++;
        }
        if (first == text.length() || (text.charAt(first) != '{' && text.charAt(first) != '[')) {
            return Optional.empty();
        }
        try {
            return Optional.of(Json.MAPPER.readTree(text));
        } catch (JacksonException e) {
            return Optional.empty();
        }
    }

    static String of(JsonNode value) {
        StringBuilder out = new StringBuilder();
        if (value instanceof ObjectNode object) {
            members(object, out);
        } else {
            items(value, "", out);
        }
        return out.toString();
    }

    static String of(String text) {
        int lines = 0;
        int end = 0;
        while (end < text.length() && lines < MAX_LINES && end < MAX_TEXT) {
            int next = text.indexOf('\n', end);
            end = next < 0 ? text.length() : next + 1;
            lines++;
        }
        String head = cut(text.substring(0, end), MAX_TEXT);
        return text.lines().count() + " lines. It begins:\n" + head;
    }

    private static void members(ObjectNode object, StringBuilder out) {
        out.append("A JSON object of ").append(object.size()).append(" members:\n");
        int shown = 0;
        for (Map.Entry<String, JsonNode> member : object.properties()) {
            if (shown++ == MAX_MEMBERS || out.length() > MAX_TEXT) {
                out.append("- and ").append(object.size() - shown + 1).append(" more\n");
                return;
            }
            String name = cut(member.getKey(), MAX_VALUE);
            JsonNode value = member.getValue();
            out.append("- ").append(name).append(": ");
            if (value.isArray() && !value.isEmpty()) {
                items(value, "  ", out);
            } else if (value.isObject()) {
                out.append("an object of ").append(value.size()).append(" members: ");
                out.append(cut(value.toString(), MAX_ITEM)).append('\n');
            } else {
                out.append(cut(value.toString(), MAX_VALUE)).append('\n');
            }
        }
    }

    private static void items(JsonNode array, String indent, StringBuilder out) {
        out.append("an array of ").append(array.size()).append(" items; the first:\n");
        for (int i = 0; i < Math.min(MAX_ITEMS, array.size()); i++) {
            out.append(indent).append("  ").append(cut(array.get(i).toString(), MAX_ITEM));
            out.append('\n');
        }
    }

    private static String cut(String text, int max) {
        if (text.length() <= max) {
            return text;
        }
        int end = Character.isHighSurrogate(text.charAt(max - 1)) ? max - 1 : max;
        return text.substring(0, end) + "… (" + (text.length() - end) + " more characters)";
    }
}
