package dev.hqe.ui.internal.entities;

import dev.hqe.kernel.json.Json;
import dev.hqe.ui.internal.Texts;
import tools.jackson.core.util.DefaultPrettyPrinter;
import tools.jackson.core.util.Separators;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// Writes an entity's data for reading. A text control takes seconds to lay out a string of
/// megabytes, so long strings, arrays and texts are cut, and say so.
final class PrettyJson {

    static final int MAX_STRING = 600;
    static final int MAX_ITEMS = 200;
    static final int MAX_CHARS = 64_000;

    private static final DefaultPrettyPrinter PRINTER =
            new DefaultPrettyPrinter(
                    Separators.createDefaultInstance()
                            .withObjectNameValueSpacing(Separators.Spacing.AFTER));

    private PrettyJson() {}

    static String of(JsonNode node) {
        String text = written(shortened(node));
        return text.length() <= MAX_CHARS
                ? text
                : text.substring(0, MAX_CHARS)
                        + "\n"
                        + Texts.of("entities.json.cut", MAX_CHARS, text.length());
    }

    /// Two spaces a level, `"name": value`, nothing cut.
    static String written(JsonNode node) {
        return Json.MAPPER.writer().with(PRINTER).writeValueAsString(node);
    }

    private static JsonNode shortened(JsonNode node) {
        if (node.isString() && node.asString().length() > MAX_STRING) {
            String text = node.asString();
            String cut = text.substring(0, MAX_STRING);
            return JsonNodeFactory.instance.stringNode(
                    cut + Texts.of("entities.json.more", text.length() - MAX_STRING));
        }
        if (node instanceof ObjectNode object) {
            ObjectNode copy = Json.object();
            object.properties().stream()
                    .limit(MAX_ITEMS)
                    .forEach(property ->
                            copy.set(property.getKey(), shortened(property.getValue())));
            return copy;
        }
        if (node instanceof ArrayNode array) {
            ArrayNode copy = Json.MAPPER.createArrayNode();
            array.valueStream().limit(MAX_ITEMS).map(PrettyJson::shortened).forEach(copy::add);
            if (array.size() > MAX_ITEMS) {
                copy.add(Texts.of("entities.json.items", array.size() - MAX_ITEMS));
            }
            return copy;
        }
        return node;
    }
}
