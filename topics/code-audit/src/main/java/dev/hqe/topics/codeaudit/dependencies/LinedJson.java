package dev.hqe.topics.codeaudit.dependencies;

import dev.hqe.topics.codeaudit.secrets.AsciiCase;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// A JSON value (RFC 8259) that knows its line. Asking for what is not there gives [#NONE], so that
/// a path can be followed without looking at each step.
///
/// Nested at most 64 deep and of at most 400,000 values; comments, which some tools write, are not
/// JSON and end the reading with their line.
final class LinedJson {
    static final LinedJson NONE = new LinedJson(0, "", Map.of(), List.of(), false);

    private final int line;
    private final String text;
    private final Map<String, LinedJson> members;
    private final List<LinedJson> items;
    private final boolean string;

    private LinedJson(
            int line,
            String text,
            Map<String, LinedJson> members,
            List<LinedJson> items,
            boolean string) {
        this.line = line;
        this.text = text;
        this.members = members;
        this.items = items;
        this.string = string;
    }

    /// @throws Unreadable if it is not JSON
    static LinedJson parse(String json) {
        return new Parser(json).document();
    }

    /// From 1; 0 for [#NONE].
    int line() {
        return line;
    }

    boolean present() {
        return line > 0;
    }

    boolean isString() {
        return string;
    }

    /// A string, or the literal of a number or word; else empty.
    String text() {
        return text;
    }

    boolean isTrue() {
        return text.equals("true") && !string;
    }

    LinedJson get(String key) {
        LinedJson member = members.get(key);
        return member == null ? NONE : member;
    }

    /// Of an object, in its order; each value's line is its own.
    Map<String, LinedJson> members() {
        return members;
    }

    /// Of an array.
    List<LinedJson> items() {
        return items;
    }

    private static final class Parser {
        private static final int DEPTH_MAX = 64;
        private static final int VALUES_MAX = 400_000;

        private final String json;
        private int at;
        private int line = 1;
        private int values;

        Parser(String json) {
            this.json = json;
        }

        LinedJson document() {
            if (json.startsWith("\ufeff")) {
                at = 1;
            }
            LinedJson value = value(0);
            if (peek() >= 0) {
                throw new Unreadable(line, "something behind the JSON value");
            }
            return value;
        }

        private LinedJson value(int depth) {
            if (depth > DEPTH_MAX || ++values > VALUES_MAX) {
                throw new Unreadable(line, "JSON that is too deep or too large");
            }
            int c = peek();
            int start = line;
            return switch (c) {
                case '{' -> new LinedJson(start, "", object(depth), List.of(), false);
                case '[' -> new LinedJson(start, "", Map.of(), array(depth), false);
                case '"' -> new LinedJson(start, string(), Map.of(), List.of(), true);
                default -> new LinedJson(start, word(), Map.of(), List.of(), false);
            };
        }

        private Map<String, LinedJson> object(int depth) {
            Map<String, LinedJson> members = new LinkedHashMap<>();
            at++;
            if (peek() == '}') {
                at++;
                return members;
            }
            while (true) {
                if (peek() != '"') {
                    throw new Unreadable(line, "no JSON: a key in quotes is expected");
                }
                String key = string();
                if (peek() != ':') {
                    throw new Unreadable(line, "no JSON: ':' is expected");
                }
                at++;
                members.put(key, value(depth + 1));
                if (ends('}')) {
                    return members;
                }
            }
        }

        private List<LinedJson> array(int depth) {
            List<LinedJson> items = new ArrayList<>();
            at++;
            if (peek() == ']') {
                at++;
                return items;
            }
            while (true) {
                items.add(value(depth + 1));
                if (ends(']')) {
                    return items;
                }
            }
        }

        private boolean ends(char bracket) {
            int c = peek();
            if (c != ',' && c != bracket) {
                throw new Unreadable(line, "no JSON: ',' or '" + bracket + "' is expected");
            }
            at++;
            return c == bracket;
        }

        private String string() {
            int start = ++at;
            while (at < json.length() && json.charAt(at) != '"' && json.charAt(at) != '\\') {
                at++;
            }
            if (at < json.length() && json.charAt(at) == '"') {
                return json.substring(start, at++);
            }
            StringBuilder text = new StringBuilder(json.substring(start, at));
            while (at < json.length()) {
                char c = json.charAt(at++);
                if (c == '"') {
                    return text.toString();
                }
                if (c != '\\') {
                    text.append(c);
                } else if (at < json.length()) {
                    escape(json.charAt(at++), text);
                }
            }
            throw new Unreadable(line, "no JSON: a string without end");
        }

        private void escape(char c, StringBuilder text) {
            int plain = "btnfr".indexOf(c);
            if (plain >= 0) {
                text.append("\b\t\n\f\r".charAt(plain));
            } else if (c == 'u' && at + 4 <= json.length()) {
                int unit = 0;
                for (int i = 0; i < 4; i++) {
                    int digit = Character.digit(json.charAt(at++), 16);
                    if (digit < 0) {
                        throw new Unreadable(line, "no JSON: an incomplete \\u escape");
                    }
                    unit = unit << 4 | digit;
                }
                text.append((char) unit);
            } else {
                text.append(c);
            }
        }

        private String word() {
            int start = at;
            while (at < json.length() && isWordPart(json.charAt(at))) {
                at++;
            }
            if (at == start) {
                throw new Unreadable(line, "no JSON: a value is expected");
            }
            return json.substring(start, at);
        }

        private static boolean isWordPart(char c) {
            return "+-._".indexOf(c) >= 0 || AsciiCase.isLetterOrDigit(c);
        }

        private int peek() {
            while (at < json.length()) {
                char c = json.charAt(at);
                if (c == '\n') {
                    line++;
                } else if (c != ' ' && c != '\t' && c != '\r') {
                    return c;
                }
                at++;
            }
            return -1;
        }
    }
}
