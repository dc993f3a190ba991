package dev.hqe.ingestion.read;

import dev.hqe.kernel.json.Json;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.dataformat.yaml.YAMLParser;

/// Makes one value of a parser's tokens and never holds more of it than a record may have. A value
/// that is refused is read to its end nevertheless, so that the next one can be read.
final class JsonValue {

    /// What a token costs beside its text: about the memory of a node, in characters.
    private static final int TOKEN_CHARS = 16;

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private final JsonParser parser;
    private final SourceChars chars;
    private final int maxChars;

    private final Deque<JsonNode> open = new ArrayDeque<>();
    private int depth;
    private long size;
    private String name = "";
    private @Nullable JsonNode root;
    private String refused = "";

    private JsonValue(JsonParser parser, SourceChars chars, int maxChars) {
        this.parser = parser;
        this.chars = chars;
        this.maxChars = maxChars;
    }

    /// What came of a value.
    ///
    /// @param refused why it is no record; empty if it is one
    record Read(JsonNode node, String refused) {}

    /// Reads the value whose first token is the current one.
    ///
    /// @throws JacksonException if the text is broken, and so everything behind it
    static Read of(JsonParser parser, SourceChars chars, int maxChars) {
        return new JsonValue(parser, chars, maxChars).read();
    }

    private Read read() {
        JsonToken token = parser.currentToken();
        while (true) {
            if (token == null) {
                throw new IllegalStateException("the value ends before it is complete");
            }
            take(token);
            if (depth == 0) {
                return new Read(root == null ? NODES.nullNode() : root, refused);
            }
            token = parser.nextToken();
        }
    }

    private void take(JsonToken token) {
        switch (token) {
            case START_OBJECT, START_ARRAY -> {
                depth++;
                if (depth > Json.MAX_DEPTH) {
                    refuse("it is nested more than " + Json.MAX_DEPTH + " levels deep");
                }
                if (refused.isEmpty()) {
                    JsonNode node =
                            token == JsonToken.START_OBJECT
                                    ? NODES.objectNode()
                                    : NODES.arrayNode();
                    add(node);
                    open.push(node);
                }
            }
            case END_OBJECT, END_ARRAY -> {
                depth--;
                open.poll();
            }
            case PROPERTY_NAME -> {
                if (refused.isEmpty()) {
                    name = checked(parser.currentName());
                }
            }
            default -> {
                if (refused.isEmpty()) {
                    add(scalar(token));
                }
            }
        }
    }

    private JsonNode scalar(JsonToken token) {
        if (parser instanceof YAMLParser yaml && yaml.isCurrentAlias()) {
            refuse("YAML aliases (*name) are not read; write it out");
            return NODES.nullNode();
        }
        return switch (token) {
            case VALUE_STRING -> NODES.stringNode(checked(parser.getString()));
            case VALUE_TRUE -> NODES.booleanNode(true);
            case VALUE_FALSE -> NODES.booleanNode(false);
            case VALUE_NUMBER_INT -> integer();
            case VALUE_NUMBER_FLOAT -> NODES.numberNode(parser.getDoubleValue());
            case VALUE_EMBEDDED_OBJECT -> NODES.stringNode(checked(parser.getString()));
            default -> NODES.nullNode();
        };
    }

    private JsonNode integer() {
        return switch (parser.getNumberType()) {
            case INT -> NODES.numberNode(parser.getIntValue());
            case LONG -> NODES.numberNode(parser.getLongValue());
            default -> NODES.numberNode(parser.getBigIntegerValue());
        };
    }

    private String checked(String text) {
        size += text.length();
        int escaped = chars.hasEscapes() ? SourceChars.firstEscape(text) : -1;
        if (escaped >= 0) {
            refuse(StreamedReader.notDecoded(text, escaped));
        }
        return text;
    }

    private void add(JsonNode node) {
        size += TOKEN_CHARS;
        if (size > maxChars) {
            refuse(
                    String.format(
                            Locale.ROOT,
                            "it is longer than %,d characters. Raise most_record_mb of the source if it should"
                                    + " be read.",
                            maxChars));
        }
        switch (open.peek()) {
            case ObjectNode object -> {
                if (object.has(name)) {
                    refuse("it has the key \"" + name + "\" twice");
                } else {
                    object.set(name, node);
                }
            }
            case ArrayNode array -> array.add(node);
            case null, default -> root = node;
        }
    }

    /// The first reason is the one that counts. What was made so far is let go.
    private void refuse(String why) {
        if (refused.isEmpty()) {
            refused = why;
            open.clear();
            root = null;
        }
    }

    /// What the parser says, without its own picture of the place.
    static String said(JacksonException e) {
        return String.valueOf(e.getOriginalMessage())
                .lines()
                .filter(line -> !line.isBlank() && !line.startsWith(" "))
                .limit(2)
                .collect(Collectors.joining(": "));
    }

    /// `:12:5` for line and column, or nothing.
    static String place(JacksonException e) {
        TokenStreamLocation at = e.getLocation();
        return at == null || at.getLineNr() < 1
                ? ""
                : ":" + at.getLineNr() + ":" + at.getColumnNr();
    }
}
