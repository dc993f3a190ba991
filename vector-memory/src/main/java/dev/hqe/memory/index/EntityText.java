package dev.hqe.memory.index;

import dev.hqe.memory.Citation;
import java.nio.charset.StandardCharsets;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// What of an entity is searched and cited.
///
/// An entity with a `data.text` is that text, character by character. One without is what its
/// fields say, written out in their order, one line for each string, number and boolean:
///
/// ```
/// title: Annual report
/// author.name: Ada
/// lines[0].amount: 12.5
/// ```
///
/// The same data is always written out in the same way, so a byte range cites it as well as a text.
///
/// @param of which of the two it is
/// @param text that is cut in chunks; half characters, which UTF-8 cannot hold, are `?`
/// @param title what names the entity; empty for none
/// @param path where it came from, which tells what sort of text it is; empty for none
public record EntityText(Citation.Of of, String text, String title, String path) {

    /// Longest text that is made of fields, in characters; what is behind is not searched.
    static final int MAX_FIELDS = 1 << 20;

    private static final String TEXT = "text";

    public static EntityText of(ObjectNode data) {
        String title = first(data, "title", "name", "path");
        String path = first(data, "path");
        String text = data.path(TEXT).asString("");
        if (data.path(TEXT).isString() && !text.isBlank()) {
            return new EntityText(Citation.Of.TEXT, whole(text), title, path);
        }
        StringBuilder lines = new StringBuilder();
        data.properties().forEach(field -> write(field.getKey(), field.getValue(), lines));
        return new EntityText(Citation.Of.FIELDS, whole(lines.toString()), title, path);
    }

    /// What is searched as its title: with the path, where that says more.
    public String heading() {
        return title.equals(path) || path.isEmpty() ? title : title + " " + path;
    }

    private static void write(String name, JsonNode value, StringBuilder lines) {
        if (lines.length() > MAX_FIELDS) {
            return;
        }
        switch (value.getNodeType()) {
            case OBJECT ->
                    value.properties()
                            .forEach(field ->
                                    write(name + "." + field.getKey(), field.getValue(), lines));
            case ARRAY -> {
                for (int i = 0; i < value.size(); i++) {
                    write(name + "[" + i + "]", value.get(i), lines);
                }
            }
            case STRING, NUMBER, BOOLEAN -> {
                String said = value.asString().strip();
                if (!said.isEmpty()) {
                    int room = Math.max(0, MAX_FIELDS - lines.length());
                    lines.append(name).append(": ");
                    lines.append(said, 0, Math.min(said.length(), room)).append('\n');
                }
            }
            case NULL, MISSING, BINARY, POJO -> {} // say nothing that could be read
        }
    }

    private static String first(ObjectNode data, String... names) {
        for (String name : names) {
            if (data.path(name).isString() && !data.path(name).asString().isBlank()) {
                return data.path(name).asString();
            }
        }
        return "";
    }

    /// Equal texts, or one with `?` for each half character.
    private static String whole(String text) {
        boolean broken =
                text.codePoints()
                        .anyMatch(
                                c -> c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE);
        return broken
                ? new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8)
                : text;
    }
}
