package dev.hqe.mcp.config;

import dev.hqe.kernel.json.Json;
import java.util.Iterator;
import java.util.Map;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/// Writes a value the way a person would have written it into that file.
final class Rendering {

    /// What YAML surely reads as a text without quotes.
    private static final Pattern PLAIN_YAML = Pattern.compile("[A-Za-z/][A-Za-z0-9_./@+-]*");

    private static final Pattern YAML_WORD =
            Pattern.compile("(?i)true|false|yes|no|on|off|null|y|n|\\.inf|\\.nan");

    private Rendering() {}

    /// JSON over several lines; arrays of scalars stay on one.
    ///
    /// @param step one step of indentation
    /// @param margin what stands before the closing brace
    static String json(JsonNode value, String step, String margin, String lineEnd) {
        StringBuilder out = new StringBuilder();
        json(value, step, margin, lineEnd, out);
        return out.toString();
    }

    private static void json(
            JsonNode value, String step, String margin, String lineEnd, StringBuilder out) {
        if (value.isObject() && !value.isEmpty()) {
            out.append('{');
            Iterator<Map.Entry<String, JsonNode>> entries = value.properties().iterator();
            while (entries.hasNext()) {
                Map.Entry<String, JsonNode> entry = entries.next();
                out.append(lineEnd).append(margin).append(step);
                out.append(Json.MAPPER.writeValueAsString(entry.getKey())).append(": ");
                json(entry.getValue(), step, margin + step, lineEnd, out);
                out.append(entries.hasNext() ? "," : "");
            }
            out.append(lineEnd).append(margin).append('}');
        } else if (value.isArray()) {
            out.append('[');
            Iterator<JsonNode> items = value.iterator();
            while (items.hasNext()) {
                json(items.next(), step, margin + step, lineEnd, out);
                out.append(items.hasNext() ? ", " : "");
            }
            out.append(']');
        } else {
            out.append(Json.MAPPER.writeValueAsString(value));
        }
    }

    /// A block of YAML: `key:` and what belongs to it, with the line end.
    static String yaml(String key, JsonNode value, String margin, String lineEnd) {
        StringBuilder out = new StringBuilder();
        yaml(key, value, margin, lineEnd, out);
        return out.toString();
    }

    private static void yaml(
            String key, JsonNode value, String margin, String lineEnd, StringBuilder out) {
        out.append(margin).append(yamlText(key)).append(':');
        if (value.isObject() && !value.isEmpty()) {
            out.append(lineEnd);
            value.properties()
                    .forEach(e -> yaml(e.getKey(), e.getValue(), margin + "  ", lineEnd, out));
        } else if (value.isArray() && !value.isEmpty()) {
            out.append(lineEnd);
            for (JsonNode item : value) {
                String text =
                        item.isString()
                                ? yamlText(item.stringValue())
                                : Json.MAPPER.writeValueAsString(item); // JSON is YAML
                out.append(margin).append("  - ").append(text).append(lineEnd);
            }
        } else {
            String text =
                    value.isString()
                            ? yamlText(value.stringValue())
                            : Json.MAPPER.writeValueAsString(value);
            out.append(' ').append(text).append(lineEnd);
        }
    }

    private static String yamlText(String text) {
        return PLAIN_YAML.matcher(text).matches() && !YAML_WORD.matcher(text).matches()
                ? text
                : Json.MAPPER.writeValueAsString(text);
    }
}
