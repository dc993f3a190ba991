package dev.hqe.mcp.broker;

import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// An input schema as short as it can be said and still be followed: without what no model needs to
/// write arguments (`$schema`, titles, examples, empty lists) and with long descriptions cut. For
/// reading only; calls are checked against the whole.
final class CompactSchema {

    private static final int MAX_DESCRIPTION = 160;
    private static final List<String> NEEDLESS =
            List.of("$schema", "$id", "$comment", "title", "examples", "additionalProperties");

    private CompactSchema() {}

    static ObjectNode of(ObjectNode schema) {
        return object(schema, false);
    }

    /// @param names whether the members are names of properties, which may be called `title`
    private static ObjectNode object(ObjectNode from, boolean names) {
        ObjectNode to = JsonNodeFactory.instance.objectNode();
        for (Map.Entry<String, JsonNode> member : from.properties()) {
            String name = member.getKey();
            JsonNode value = member.getValue();
            boolean needless =
                    !names
                            && NEEDLESS.contains(name)
                            && !(name.equals("additionalProperties") && value.isObject());
            if (needless || (value.isArray() && value.isEmpty())) {
                continue;
            }
            if (!names && name.equals("description") && value.isString()) {
                to.put(name, brief(value.stringValue(), MAX_DESCRIPTION));
            } else {
                boolean inner = !names && (name.equals("properties") || name.equals("$defs"));
                to.set(name, value(value, inner));
            }
        }
        return to;
    }

    private static JsonNode value(JsonNode value, boolean names) {
        if (value instanceof ObjectNode object) {
            return object(object, names);
        }
        if (value instanceof ArrayNode array) {
            ArrayNode to = JsonNodeFactory.instance.arrayNode();
            array.forEach(item -> to.add(value(item, false)));
            return to;
        }
        return value;
    }

    /// The first sentences of a text that fit.
    static String brief(String text, int max) {
        String line = text.strip().replaceAll("\\s+", " ");
        if (line.length() <= max) {
            return line;
        }
        int end = line.lastIndexOf(". ", max);
        if (end > max / 3) {
            return line.substring(0, end + 1);
        }
        int space = line.lastIndexOf(' ', max - 1);
        int cut = space > max / 2 ? space : max - 1;
        return line.substring(0, Character.isLowSurrogate(line.charAt(cut)) ? cut - 1 : cut) + "…";
    }
}
