package dev.hqe.topics.kit.json;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Pulls values out of one JSON text (RFC 8259) and decodes its strings in place.
///
/// Ask for what is expected: [#beginObject], then [#nextKey] until there is none, and for each key
/// [#string], [#number], [#beginObject], [#value] or [#skip]. Anything else than what was asked
/// for, and anything that is not JSON, is a [MalformedInput]. Not thread-safe.
public final class JsonReader {
    private static final int DEPTH_MAX = 64;
    private static final int NUMBER_MAX = 128;
    private static final int VALUES_MAX = 500_000;

    private final byte[] bytes;
    private final int end;
    private final int start;
    private final int line;
    private int at;
    private int values;
    private boolean first;
    private Utf8Slice key;

    /// @param bytes the buffer, which strings are decoded in
    /// @param line for messages, from 1
    public JsonReader(byte[] bytes, int from, int to, int line) {
        this.bytes = bytes;
        this.start = from;
        this.at = from;
        this.end = to;
        this.line = line;
        this.key = new Utf8Slice(bytes, from, from);
    }

    public void beginObject() {
        expect('{', "an object");
        first = true;
    }

    /// Moves behind the next key and its colon, or behind the object's end.
    public boolean nextKey() {
        if (peek() == '}') {
            at++;
            first = false;
            return false;
        }
        if (!first) {
            expect(',', "',' or '}'");
        }
        first = false;
        key = string();
        expect(':', "':'");
        return true;
    }

    /// The key that [#nextKey] read.
    public Utf8Slice key() {
        return key;
    }

    /// Whether the value here is `null`, which it then skips.
    public boolean skipNull() {
        if (peek() != 'n') {
            return false;
        }
        literal("null");
        return true;
    }

    public boolean atString() {
        return peek() == '"';
    }

    public Utf8Slice string() {
        expect('"', "a string");
        int from = at;
        int out = at;
        while (at < end) {
            byte b = bytes[at++];
            if (b == '"') {
                return new Utf8Slice(bytes, from, out);
            }
            if (b == '\\') {
                out = escape(out);
            } else if (b >= ' ') {
                bytes[out++] = b;
            } else if (b < 0) {
                out = multiByte(b, out);
            } else {
                throw malformed("a control character in a string");
            }
        }
        throw malformed("a string without end");
    }

    public double number() {
        peek();
        int from = at;
        while (at < end && isNumberPart(bytes[at]) && at - from < NUMBER_MAX) {
            at++;
        }
        StringBuilder ascii = new StringBuilder(at - from);
        for (int i = from; i < at; i++) {
            ascii.append((char) bytes[i]);
        }
        String digits = ascii.toString();
        if (digits.isEmpty()) {
            throw malformed("expected a value");
        }
        double value;
        try {
            value = Decimal.parse(digits);
        } catch (NumberFormatException e) {
            throw malformed("'" + digits + "' is no number");
        }
        if (Double.isInfinite(value)) {
            throw malformed("'" + digits + "' is beyond the range of a double");
        }
        return value;
    }

    /// Reads a value of any kind as a tree, nested at most 64 deep and of at most 500,000 values,
    /// so that a line of brackets cannot fill the memory.
    public JsonValue value() {
        return value(0);
    }

    /// Reads an object as a tree, as [#value] does.
    public JsonObject object() {
        return object(0);
    }

    private JsonValue value(int depth) {
        if (depth > DEPTH_MAX) {
            throw malformed("values nested deeper than " + DEPTH_MAX);
        }
        if (++values > VALUES_MAX) {
            throw malformed("more than " + VALUES_MAX + " values");
        }
        return switch (peek()) {
            case '{' -> object(depth);
            case '[' -> array(depth);
            case '"' -> new JsonValue.Text(string().text());
            case 't' -> {
                literal("true");
                yield new JsonValue.Bool(true);
            }
            case 'f' -> {
                literal("false");
                yield new JsonValue.Bool(false);
            }
            case 'n' -> {
                literal("null");
                yield new JsonValue.Null();
            }
            default -> new JsonValue.Num(number());
        };
    }

    private JsonObject object(int depth) {
        Map<String, JsonValue> members = new LinkedHashMap<>();
        beginObject();
        while (nextKey()) {
            members.put(key.text(), value(depth + 1));
        }
        return JsonObject.of(members);
    }

    private JsonValue array(int depth) {
        expect('[', "an array");
        List<JsonValue> elements = new ArrayList<>();
        if (peek() == ']') {
            at++;
            return new JsonValue.Array(elements);
        }
        elements.add(value(depth + 1));
        while (peek() == ',') {
            at++;
            elements.add(value(depth + 1));
        }
        expect(']', "',' or ']'");
        return new JsonValue.Array(elements);
    }

    /// Passes over a value of any kind, nested at most 64 deep.
    public void skip() {
        skip(0);
    }

    /// Requires that nothing but blanks follows.
    public void finish() {
        if (peek() >= 0) {
            throw malformed("something after the value");
        }
    }

    private void skip(int depth) {
        if (depth > DEPTH_MAX) {
            throw malformed("values nested deeper than " + DEPTH_MAX);
        }
        switch (peek()) {
            case '{' -> {
                beginObject();
                while (nextKey()) {
                    skip(depth + 1);
                }
            }
            case '[' -> skipArray(depth);
            case '"' -> string();
            case 't' -> literal("true");
            case 'f' -> literal("false");
            case 'n' -> literal("null");
            default -> number();
        }
    }

    private void skipArray(int depth) {
        expect('[', "an array");
        if (peek() == ']') {
            at++;
            return;
        }
        skip(depth + 1);
        while (peek() == ',') {
            at++;
            skip(depth + 1);
        }
        expect(']', "',' or ']'");
    }

    /// Decodes what follows a backslash to `out`, which it never overtakes: an escape is longer
    /// than the bytes it stands for.
    private int escape(int out) {
        int c = at < end ? bytes[at++] : -1;
        int plain =
                switch (c) {
                    case '"', '\\', '/' -> c;
                    case 'b' -> '\b';
                    case 'f' -> '\f';
                    case 'n' -> '\n';
                    case 'r' -> '\r';
                    case 't' -> '\t';
                    case 'u' -> -1;
                    default -> throw malformed("an unknown escape in a string");
                };
        if (plain >= 0) {
            bytes[out] = (byte) plain;
            return out + 1;
        }
        int unit = hex4();
        boolean pair = isHigh(unit) && at + 1 < end && bytes[at] == '\\' && bytes[at + 1] == 'u';
        if (pair) {
            int before = at;
            at += 2;
            int low = hex4();
            if (low >= 0xdc00 && low <= 0xdfff) {
                return encode(0x10000 + ((unit - 0xd800) << 10) + (low - 0xdc00), out);
            }
            at = before;
        }
        return encode(unit, out);
    }

    private static boolean isHigh(int unit) {
        return unit >= 0xd800 && unit <= 0xdbff;
    }

    private int hex4() {
        int value = 0;
        for (int i = 0; i < 4; i++) {
            int digit = at < end ? Character.digit(bytes[at], 16) : -1;
            if (digit < 0) {
                throw malformed("an incomplete \\u escape");
            }
            value = value << 4 | digit;
            at++;
        }
        return value;
    }

    private int encode(int codePoint, int out) {
        int to = out;
        if (codePoint < 0x80) {
            bytes[to++] = (byte) codePoint;
        } else if (codePoint < 0x800) {
            bytes[to++] = (byte) (0xc0 | codePoint >> 6);
            bytes[to++] = (byte) (0x80 | (codePoint & 0x3f));
        } else if (codePoint < 0x10000) {
            bytes[to++] = (byte) (0xe0 | codePoint >> 12);
            bytes[to++] = (byte) (0x80 | (codePoint >> 6 & 0x3f));
            bytes[to++] = (byte) (0x80 | (codePoint & 0x3f));
        } else {
            bytes[to++] = (byte) (0xf0 | codePoint >> 18);
            bytes[to++] = (byte) (0x80 | (codePoint >> 12 & 0x3f));
            bytes[to++] = (byte) (0x80 | (codePoint >> 6 & 0x3f));
            bytes[to++] = (byte) (0x80 | (codePoint & 0x3f));
        }
        return to;
    }

    /// Copies a UTF-8 sequence after checking it (Unicode, table 3-7), so that no invalid byte is
    /// ever written out again.
    private int multiByte(byte lead, int out) {
        int b = lead & 0xff;
        int more = b >= 0xf0 ? 3 : b >= 0xe0 ? 2 : 1;
        int second = at < end ? bytes[at] & 0xff : 0;
        boolean valid =
                b >= 0xc2
                        && b <= 0xf4
                        && at + more <= end
                        && !(b == 0xe0 && second < 0xa0)
                        && !(b == 0xed && second > 0x9f)
                        && !(b == 0xf0 && second < 0x90)
                        && !(b == 0xf4 && second > 0x8f);
        int to = out;
        bytes[to++] = lead;
        for (int i = 0; i < more && valid; i++) {
            valid = (bytes[at] & 0xc0) == 0x80;
            bytes[to++] = bytes[at++];
        }
        if (!valid) {
            throw malformed("invalid UTF-8 in a string");
        }
        return to;
    }

    private void literal(String word) {
        for (int i = 0; i < word.length(); i++) {
            if (at >= end || bytes[at] != word.charAt(i)) {
                throw malformed("expected a value");
            }
            at++;
        }
    }

    private static boolean isNumberPart(byte b) {
        return (b >= '0' && b <= '9') || b == '-' || b == '+' || b == '.' || b == 'e' || b == 'E';
    }

    private void expect(char c, String what) {
        if (peek() != c) {
            throw malformed("expected " + what);
        }
        at++;
    }

    private int peek() {
        while (at < end) {
            byte b = bytes[at];
            if (b != ' ' && b != '\t' && b != '\n' && b != '\r') {
                return b & 0xff;
            }
            at++;
        }
        return -1;
    }

    /// A problem at the current place, for callers that know better than JSON what belongs there.
    public MalformedInput malformed(String problem) {
        return new MalformedInput("line " + line + ", byte " + (at - start + 1) + ": " + problem);
    }
}
