package dev.hqe.mcp.config;

import dev.hqe.kernel.json.Json;
import dev.hqe.kernel.json.SourceDocument;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.dataformat.yaml.YAMLFactory;

/// YAML in block style that is changed by whole lines: an entry of a mapping at the top.
///
/// Every change is read again before it is given out, as with [JsonText]. Immutable.
final class YamlText implements ConfigText {

    private static final YAMLFactory FACTORY = new YAMLFactory();

    private final String name;
    private final String text;
    private final JsonNode root;
    private final List<String> lines;
    private final String lineEnd;

    /// Where a key stands.
    ///
    /// @param line from 0
    /// @param flow whether its value is a mapping or list in braces
    private record Key(String name, int line, int column, boolean flow, List<Key> keys) {}

    private YamlText(String name, String text, JsonNode root) {
        this.name = name;
        this.text = text;
        this.root = root;
        this.lines = List.of(text.split("(?<=\n)", -1));
        this.lineEnd = text.contains("\r\n") ? "\r\n" : "\n";
    }

    /// Reads a text; one with nothing but comments in it counts as an empty mapping.
    ///
    /// @param name the file as problems shall call it; ends with `.yaml` or `.yml`
    /// @throws dev.hqe.kernel.json.InvalidDocumentException if it is not well-formed
    /// @throws ConfigException if it is no mapping
    static YamlText parse(String text, String name) {
        return new YamlText(name, text, tree(text, name));
    }

    private static JsonNode tree(String text, String name) {
        boolean empty =
                text.lines()
                        .allMatch(line -> line.isBlank() || line.stripLeading().startsWith("#"));
        JsonNode root = empty ? Json.object() : SourceDocument.parse(text, yamlName(name)).root();
        if (!root.isObject()) {
            throw new ConfigException(name + ": must hold a mapping: lines of 'name: value'");
        }
        return root;
    }

    /// Which reader is taken depends on the name.
    private static String yamlName(String name) {
        return name.endsWith(".yaml") || name.endsWith(".yml") ? name : name + " as .yaml";
    }

    @Override
    public JsonNode root() {
        return root;
    }

    @Override
    public String with(List<String> path, ObjectNode value) {
        String section = path.getFirst();
        String key = path.getLast();
        ObjectNode expected = ((ObjectNode) root).deepCopy();
        ObjectNode parent =
                expected.path(section).isObject()
                        ? (ObjectNode) expected.get(section)
                        : expected.putObject(section);
        parent.set(key, value);
        return checked(changed(section, key, value), expected);
    }

    private String changed(String section, String key, ObjectNode value) {
        Key at = find(keys(), section);
        if (at == null) {
            String between = text.isEmpty() || text.endsWith("\n") ? "" : lineEnd;
            return text
                    + between
                    + section
                    + ":"
                    + lineEnd
                    + Rendering.yaml(key, value, "  ", lineEnd);
        }
        JsonNode old = root.path(section);
        if (!old.isNull() && !old.isObject()) {
            throw byHand("'" + section + "' must hold a mapping");
        }
        if (old.isNull() || old.isEmpty()) {
            String head = lines.get(at.line());
            int colon = head.indexOf(':', at.column());
            String behind =
                    head.substring(colon + 1)
                            .replaceFirst("^[ \t]*(\\{[ \t]*}|null|~)", "")
                            .stripTrailing();
            String kept = head.substring(0, colon + 1) + behind + lineEnd;
            return before(at.line())
                    + kept
                    + Rendering.yaml(key, value, "  ", lineEnd)
                    + after(at.line() + 1);
        }
        if (at.flow() || at.keys().getFirst().line() == at.line()) {
            throw byHand("'" + section + "' is written in braces; write it in lines");
        }
        String margin = " ".repeat(at.keys().getFirst().column());
        String block = Rendering.yaml(key, value, margin, lineEnd);
        Key ours = find(at.keys(), key);
        if (ours != null) {
            return before(ours.line()) + block + after(end(ours));
        }
        int last = end(at.keys().getLast());
        String upTo = before(last);
        return upTo + (upTo.endsWith("\n") ? "" : lineEnd) + block + after(last);
    }

    @Override
    public String without(List<String> path) {
        Key section = find(keys(), path.getFirst());
        Key ours = section == null ? null : find(section.keys(), path.getLast());
        if (section == null || ours == null) {
            return text;
        }
        if (section.flow() || ours.line() == section.line()) {
            throw byHand("'" + section.name() + "' is written in braces; write it in lines");
        }
        ObjectNode expected = ((ObjectNode) root).deepCopy();
        ((ObjectNode) expected.get(section.name())).remove(ours.name());
        String head = before(ours.line());
        String tail = after(end(ours));
        if (section.keys().size() == 1) { // nothing below the key would read as null
            String line = lines.get(section.line());
            int colon = line.indexOf(':', section.column());
            head =
                    before(section.line())
                            + line.substring(0, colon + 1)
                            + " {}"
                            + line.substring(colon + 1)
                            + String.join("", lines.subList(section.line() + 1, ours.line()));
        }
        return checked(head + tail, expected);
    }

    private String before(int line) {
        return String.join("", lines.subList(0, line));
    }

    private String after(int line) {
        return String.join("", lines.subList(line, lines.size()));
    }

    /// The line behind what belongs to a key: up to the next line that is indented no deeper. Blank
    /// lines and comments before that one belong to it.
    private int end(Key key) {
        int end = key.line() + 1;
        for (int line = end; line < lines.size(); line++) {
            String content = lines.get(line);
            if (content.isBlank() || content.stripLeading().startsWith("#")) {
                continue;
            }
            int column = content.length() - content.stripLeading().length();
            if (column <= key.column()
                    && !(column == key.column() && content.stripLeading().startsWith("- "))) {
                break;
            }
            end = line + 1;
        }
        return end;
    }

    /// The keys at the top, and those one level below.
    private List<Key> keys() {
        List<Key> keys = new ArrayList<>();
        try (JsonParser parser = FACTORY.createParser(ObjectReadContext.empty(), text)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                return keys;
            }
            while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
                Key key = key(parser);
                keys.add(key);
                if (parser.nextToken() == JsonToken.START_OBJECT) {
                    while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
                        key.keys().add(key(parser));
                        parser.nextToken();
                        parser.skipChildren();
                    }
                } else {
                    parser.skipChildren();
                }
            }
        }
        return keys;
    }

    private Key key(JsonParser parser) {
        TokenStreamLocation at = parser.currentTokenLocation();
        int line = at.getLineNr() - 1;
        int column = at.getColumnNr() - 1;
        String rest = lines.get(line).substring(Math.min(column, lines.get(line).length()));
        int colon = rest.indexOf(':');
        String value = colon < 0 ? "" : rest.substring(colon + 1).strip();
        boolean flow = value.startsWith("{") || value.startsWith("[");
        return new Key(parser.currentName(), line, column, flow, new ArrayList<>());
    }

    private static @Nullable Key find(List<Key> keys, String name) {
        return keys.stream().filter(key -> key.name().equals(name)).findFirst().orElse(null);
    }

    private ConfigException byHand(String why) {
        return new ConfigException(name + ": " + why + ". Mend it by hand first.");
    }

    private String checked(String changed, JsonNode expected) {
        if (!tree(changed, name).equals(expected)) {
            throw new ConfigException(
                    name + ": cannot be changed safely by a program. Change it by hand.");
        }
        return changed;
    }
}
