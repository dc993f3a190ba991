package dev.hqe.mcp.config;

import dev.hqe.kernel.json.Json;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Puts answers in the place of [Draft#ask]. A variable, header or argument that is nothing but an
/// answer that nobody gave is left out; an argument with several answers becomes several.
final class Filling {

    private static final Pattern ASK = Pattern.compile("\uE000([^\uE001]*)\uE001");

    private Filling() {}

    static ObjectNode filled(ObjectNode server, Map<String, List<String>> answers) {
        ObjectNode filled = Json.object();
        for (Map.Entry<String, JsonNode> field : server.properties()) {
            JsonNode value = field.getValue();
            if (value.isArray()) {
                ArrayNode array = filled.putArray(field.getKey());
                value.forEach(item -> add(item, answers, array));
            } else if (value.isObject()) {
                ObjectNode object = filled.putObject(field.getKey());
                value.properties()
                        .forEach(e -> {
                            String text = e.getValue().asString("");
                            if (!isUnanswered(text, answers)) {
                                object.put(e.getKey(), text(text, answers));
                            }
                        });
            } else if (value.isString()) {
                filled.put(field.getKey(), text(value.stringValue(), answers));
            } else {
                filled.set(field.getKey(), value);
            }
        }
        return filled;
    }

    private static void add(JsonNode item, Map<String, List<String>> answers, ArrayNode array) {
        String text = item.asString("");
        Matcher whole = ASK.matcher(text);
        if (whole.matches()) {
            answers.getOrDefault(whole.group(1), List.of()).forEach(array::add);
        } else {
            array.add(text(text, answers));
        }
    }

    private static boolean isUnanswered(String text, Map<String, List<String>> answers) {
        Matcher whole = ASK.matcher(text);
        return whole.matches() && answers.getOrDefault(whole.group(1), List.of()).isEmpty();
    }

    private static String text(String text, Map<String, List<String>> answers) {
        return ASK.matcher(text)
                .replaceAll(ask ->
                        Matcher.quoteReplacement(
                                String.join(",", answers.getOrDefault(ask.group(1), List.of()))));
    }

    /// Whether an answer to this question will stand in a text.
    static boolean asks(String text, String key) {
        return ASK.matcher(text).results().anyMatch(ask -> ask.group(1).equals(key));
    }

    /// For a person: `<key>` where an answer will stand.
    static String shown(String text) {
        return ASK.matcher(text)
                .replaceAll(ask -> Matcher.quoteReplacement("<" + ask.group(1) + ">"));
    }
}
