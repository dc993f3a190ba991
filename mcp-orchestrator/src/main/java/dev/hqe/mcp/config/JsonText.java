package dev.hqe.mcp.config;

import dev.hqe.kernel.json.Json;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// JSON, with or without comments, that is changed at the positions of its tokens.
///
/// Every change is read again before it is given out: it says what it should, and nothing else of
/// the document says anything else. Immutable.
final class JsonText implements ConfigText {

    private final String name;
    private final String text;
    private final JsonNode root;
    private final Span document;
    private final String indent;
    private final String lineEnd;

    /// Where an object stands, `{` to `}`, and what is in it.
    private record Span(int start, int end, List<Member> members) {}

    /// @param object the value's inside, where it is an object
    private record Member(
            String name, int nameStart, int valueStart, int valueEnd, @Nullable Span object) {}

    private JsonText(String name, String text, JsonNode root, Span document) {
        this.name = name;
        this.text = text;
        this.root = root;
        this.document = document;
        this.lineEnd = text.contains("\r\n") ? "\r\n" : "\n";
        this.indent = unit(text, document);
    }

    /// Reads a text; nothing but space counts as `{}`.
    ///
    /// @param name the file as problems shall call it
    /// @throws dev.hqe.kernel.json.InvalidDocumentException if it is not well-formed
    /// @throws ConfigException if it is no object
    static JsonText parse(String text, String name) {
        String content = text.isBlank() ? "{}\n" : text;
        JsonNode root = Jsonc.parse(content, name).root();
        if (!root.isObject()) {
            throw new ConfigException(name + ": must hold a JSON object: { ... }");
        }
        try (JsonParser parser = Jsonc.FACTORY.createParser(ObjectReadContext.empty(), content)) {
            parser.nextToken();
            return new JsonText(name, content, root, object(parser, content));
        }
    }

    private static Span object(JsonParser parser, String text) {
        int start = offset(parser);
        List<Member> members = new ArrayList<>();
        while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
            String name = parser.currentName();
            int nameStart = offset(parser);
            JsonToken token = parser.nextToken();
            int valueStart = offset(parser);
            Span object = null;
            int valueEnd;
            if (token == JsonToken.START_OBJECT) {
                object = object(parser, text);
                valueEnd = object.end();
            } else if (token == JsonToken.START_ARRAY) {
                parser.skipChildren();
                valueEnd = offset(parser) + 1;
            } else if (token == JsonToken.VALUE_STRING) {
                valueEnd = endOfString(text, valueStart);
            } else {
                valueEnd = endOfWord(text, valueStart);
            }
            members.add(new Member(name, nameStart, valueStart, valueEnd, object));
        }
        return new Span(start, offset(parser) + 1, members);
    }

    private static int offset(JsonParser parser) {
        return Math.toIntExact(parser.currentTokenLocation().getCharOffset());
    }

    private static int endOfString(String text, int start) {
        int at = start + 1;
        while (text.charAt(at) != '"') {
            at += text.charAt(at) == '\\' ? 2 : 1;
        }
        return at + 1;
    }

    private static int endOfWord(String text, int start) {
        int at = start;
        while (at < text.length() && isOfWord(text.charAt(at))) {
            at++;
        }
        return at;
    }

    private static boolean isOfWord(char c) {
        return "+-._".indexOf(c) >= 0 || Character.isLetterOrDigit(c);
    }

    /// One step of indentation, as the first member shows it.
    private static String unit(String text, Span document) {
        if (document.members().isEmpty()) {
            return "  ";
        }
        String found = indentOf(text, document.members().getFirst().nameStart());
        return found.isEmpty() ? "  " : found;
    }

    /// The space between the beginning of a line and this position, if there is nothing else.
    private static String indentOf(String text, int position) {
        int lineStart = text.lastIndexOf('\n', position - 1) + 1;
        String before = text.substring(lineStart, position);
        return before.isBlank() ? before : "";
    }

    @Override
    public JsonNode root() {
        return root;
    }

    @Override
    public String with(List<String> path, ObjectNode value) {
        String changed = changed(path, value);
        ObjectNode expected = ((ObjectNode) root).deepCopy();
        ObjectNode parent = expected;
        for (String step : path.subList(0, path.size() - 1)) {
            parent =
                    parent.path(step).isObject()
                            ? (ObjectNode) parent.get(step)
                            : parent.putObject(step);
        }
        parent.set(path.getLast(), value);
        return checked(changed, expected);
    }

    private String changed(List<String> path, ObjectNode value) {
        Span span = document;
        for (int depth = 0; depth < path.size(); depth++) {
            Member member = find(span, path.get(depth));
            if (member == null) {
                ObjectNode inner = value;
                for (int i = path.size() - 1; i > depth; i--) {
                    inner = Json.object().set(path.get(i), inner);
                }
                return inserted(span, depth, path.get(depth), inner);
            }
            if (depth == path.size() - 1) {
                String rendered = rendered(value, depth + 1, isOneLine(document));
                return text.substring(0, member.valueStart())
                        + rendered
                        + text.substring(member.valueEnd());
            }
            if (member.object() == null) {
                throw new ConfigException(
                        name
                                + ": '"
                                + member.name()
                                + "' must hold an object. Mend it by hand first.");
            }
            span = member.object();
        }
        throw new IllegalArgumentException("the path is empty");
    }

    private String inserted(Span span, int depth, String key, ObjectNode value) {
        boolean oneLine = isOneLine(document) && !span.members().isEmpty();
        String member =
                Json.MAPPER.writeValueAsString(key) + ": " + rendered(value, depth + 1, oneLine);
        if (span.members().isEmpty()) {
            String inside = text.substring(span.start() + 1, span.end() - 1).stripTrailing();
            return text.substring(0, span.start() + 1)
                    + inside
                    + lineEnd
                    + indent.repeat(depth + 1)
                    + member
                    + lineEnd
                    + indent.repeat(depth)
                    + text.substring(span.end() - 1);
        }
        int lastEnd = span.members().getLast().valueEnd();
        int close = span.end() - 1;
        boolean trailing = commaIn(lastEnd, close) >= 0;
        if (!text.substring(span.start(), span.end()).contains("\n")) {
            String behind = text.substring(lastEnd, close).stripTrailing();
            String space = text.substring(lastEnd + behind.length(), close);
            return text.substring(0, lastEnd)
                    + (trailing ? "" : ",")
                    + behind
                    + " "
                    + member
                    + (trailing ? "," : "")
                    + space
                    + text.substring(close);
        }
        String comments = text.substring(lastEnd, close).stripTrailing(); // a comma is among them
        String memberIndent = memberIndent(span, depth);
        String closeIndent = indentOf(text, close);
        return text.substring(0, lastEnd)
                + (trailing ? "" : ",")
                + comments
                + lineEnd
                + memberIndent
                + member
                + (trailing ? "," : "")
                + lineEnd
                + closeIndent
                + text.substring(close);
    }

    private String memberIndent(Span span, int depth) {
        String found = indentOf(text, span.members().getLast().nameStart());
        return found.isEmpty() ? indent.repeat(depth + 1) : found;
    }

    private boolean isOneLine(Span span) {
        return !text.substring(span.start(), span.end()).contains("\n");
    }

    private String rendered(ObjectNode value, int depth, boolean oneLine) {
        if (oneLine) {
            return Json.MAPPER.writeValueAsString(value);
        }
        return Rendering.json(value, indent, indent.repeat(depth), lineEnd);
    }

    /// The comma between two positions that is not in a comment, or -1.
    private int commaIn(int from, int to) {
        int at = from;
        while (at < to) {
            if (text.startsWith("//", at)) {
                int end = text.indexOf('\n', at);
                at = end < 0 ? to : end + 1;
            } else if (text.startsWith("/*", at)) {
                int end = text.indexOf("*/", at + 2);
                at = end < 0 ? to : end + 2;
            } else if (text.charAt(at) == ',') {
                return at;
            } else {
                at++;
            }
        }
        return -1;
    }

    @Override
    public String without(List<String> path) {
        Span span = document;
        for (String step : path.subList(0, path.size() - 1)) {
            Member member = find(span, step);
            if (member == null || member.object() == null) {
                return text;
            }
            span = member.object();
        }
        Member member = find(span, path.getLast());
        if (member == null) {
            return text;
        }
        ObjectNode expected = ((ObjectNode) root).deepCopy();
        ObjectNode parent = expected;
        for (String step : path.subList(0, path.size() - 1)) {
            parent = (ObjectNode) parent.get(step);
        }
        parent.remove(path.getLast());
        return checked(removed(span, member), expected);
    }

    private String removed(Span span, Member member) {
        int index = span.members().indexOf(member);
        boolean last = index == span.members().size() - 1;
        int next = last ? span.end() - 1 : span.members().get(index + 1).nameStart();
        int comma = commaIn(member.valueEnd(), next);
        int from = member.nameStart();
        int to = comma < 0 ? member.valueEnd() : comma + 1;
        int lineStart = text.lastIndexOf('\n', from - 1) + 1;
        int lineStop = text.indexOf('\n', to);
        boolean alone =
                lineStart > span.start()
                        && text.substring(lineStart, from).isBlank()
                        && lineStop >= 0
                        && lineStop < span.end()
                        && text.substring(to, lineStop).isBlank();
        if (alone) {
            from = lineStart;
            to = lineStop + 1;
        } else if (!last) {
            while (to < next && text.charAt(to) == ' ') {
                to++;
            }
        }
        StringBuilder result = new StringBuilder(text);
        result.delete(from, to);
        if (last && comma < 0 && index > 0) { // the comma before it would now be a trailing one
            int before = commaIn(span.members().get(index - 1).valueEnd(), member.nameStart());
            if (before >= 0) {
                result.deleteCharAt(before);
                if (!alone && before < from && result.charAt(before) == ' ') {
                    result.deleteCharAt(before);
                }
            }
        }
        if (span.members().size() == 1) {
            int end = span.end() - (to - from);
            if (result.substring(span.start() + 1, end - 1).isBlank()) {
                result.delete(span.start() + 1, end - 1);
            }
        }
        return result.toString();
    }

    private static @Nullable Member find(Span span, String name) {
        return span.members().stream().filter(m -> m.name().equals(name)).findFirst().orElse(null);
    }

    private String checked(String changed, JsonNode expected) {
        JsonNode now = Jsonc.parse(changed, name).root();
        if (!now.equals(expected)) {
            throw new ConfigException(
                    name + ": cannot be changed safely by a program. Change it by hand.");
        }
        return changed;
    }
}
