package dev.hqe.topics.kit.json;

/// Writes one JSON value piece by piece through a small buffer; commas are put where they belong.
///
/// The caller keeps objects and arrays balanced. Strings may be written in parts ([#beginString],
/// [#stringPart], [#endString]), so that a long one is never held. Call [#flush] at the end. Not
/// thread-safe.
public final class JsonWriter {
    private static final String HEX = "0123456789abcdef";

    private final ByteSink sink;
    private final byte[] buffer = new byte[8 << 10];
    private int filled;
    private boolean comma;

    public JsonWriter(ByteSink sink) {
        this.sink = sink;
    }

    public JsonWriter beginObject() {
        return open('{');
    }

    public JsonWriter endObject() {
        return close('}');
    }

    public JsonWriter beginArray() {
        return open('[');
    }

    public JsonWriter endArray() {
        return close(']');
    }

    /// A key; its value must follow.
    public JsonWriter key(String key) {
        string(key);
        put(':');
        comma = false;
        return this;
    }

    /// A string that is ASCII: a rule's id, a title, a placeholder.
    public JsonWriter ascii(String value) {
        beginString();
        asciiPart(value);
        return endString();
    }

    public JsonWriter string(Utf8Slice value) {
        beginString();
        stringPart(value.bytes(), value.from(), value.to());
        return endString();
    }

    /// Any string; a lone surrogate is escaped.
    public JsonWriter string(String value) {
        beginString();
        int at = 0;
        while (at < value.length()) {
            int codePoint = value.codePointAt(at);
            at += Character.charCount(codePoint);
            if (codePoint >= 0xd800 && codePoint <= 0xdfff) {
                escape(codePoint);
            } else if (codePoint < 0x80) {
                stringByte(codePoint);
            } else {
                multiByte(codePoint);
            }
        }
        return endString();
    }

    private void multiByte(int codePoint) {
        int more = codePoint < 0x800 ? 1 : codePoint < 0x10000 ? 2 : 3;
        int lead = more == 1 ? 0xc0 : more == 2 ? 0xe0 : 0xf0;
        put((char) (lead | codePoint >> (6 * more)));
        for (int i = more - 1; i >= 0; i--) {
            put((char) (0x80 | (codePoint >> (6 * i) & 0x3f)));
        }
    }

    public JsonWriter number(long value) {
        return word(Long.toString(value));
    }

    /// A double as the shortest digits that are read as the same double again; `-0.0` as `0`.
    ///
    /// @throws ArithmeticException if it is not finite: JSON has no such number
    public JsonWriter number(double value) {
        return word(Decimal.text(finite(value)));
    }

    /// A double with at most so many places after the point, without trailing zeros; halves away
    /// from zero.
    ///
    /// @throws ArithmeticException if it is not finite: JSON has no such number
    public JsonWriter number(double value, int places) {
        return word(Decimal.rounded(finite(value), places));
    }

    private static double finite(double value) {
        if (Double.isNaN(value) || Double.isInfinite(value)) {
            throw new ArithmeticException("the result is not a finite number");
        }
        return value;
    }

    public JsonWriter nothing() {
        return word("null");
    }

    /// A tree, as [JsonReader#value] gives it.
    public JsonWriter value(JsonValue value) {
        return switch (value) {
            case JsonValue.Text text -> string(text.value());
            case JsonValue.Num number -> number(number.value());
            case JsonValue.Bool bool -> bool(bool.value());
            case JsonValue.Null nothing -> nothing();
            case JsonValue.Array array -> {
                beginArray();
                array.values().forEach(this::value);
                yield endArray();
            }
            case JsonObject object -> {
                beginObject();
                object.members().forEach((key, member) -> key(key).value(member));
                yield endObject();
            }
        };
    }

    private JsonWriter word(String ascii) {
        separate();
        for (int i = 0; i < ascii.length(); i++) {
            put(ascii.charAt(i));
        }
        comma = true;
        return this;
    }

    /// A number of hundredths, written with as many digits as it needs: 350 is `3.5`.
    public JsonWriter hundredths(long value) {
        number(value / 100);
        long fraction = value % 100;
        if (fraction > 0) {
            put('.');
            put((char) ('0' + fraction / 10));
            if (fraction % 10 > 0) {
                put((char) ('0' + fraction % 10));
            }
        }
        return this;
    }

    public JsonWriter bool(boolean value) {
        return word(value ? "true" : "false");
    }

    public JsonWriter beginString() {
        separate();
        put('"');
        return this;
    }

    public JsonWriter asciiPart(String value) {
        for (int i = 0; i < value.length(); i++) {
            stringByte(value.charAt(i));
        }
        return this;
    }

    /// UTF-8 in which lone surrogates may stand in their generalised form.
    public JsonWriter stringPart(byte[] utf8, int from, int to) {
        for (int i = from; i < to; i++) {
            int b = utf8[i] & 0xff;
            if (b == 0xed && i + 2 < to && (utf8[i + 1] & 0xff) >= 0xa0) {
                escape(0xd000 | ((utf8[i + 1] & 0x3f) << 6) | (utf8[i + 2] & 0x3f));
                i += 2;
            } else {
                stringByte(b);
            }
        }
        return this;
    }

    private void stringByte(int b) {
        if (b == '"' || b == '\\') {
            put('\\');
            put((char) b);
        } else if (b < ' ') {
            control(b);
        } else {
            put((char) b);
        }
    }

    public JsonWriter endString() {
        put('"');
        comma = true;
        return this;
    }

    public void flush() {
        sink.write(buffer, 0, filled);
        filled = 0;
    }

    private void control(int b) {
        int at = "\b\t\n\f\r".indexOf(b);
        if (at < 0) {
            escape(b);
        } else {
            put('\\');
            put("btnfr".charAt(at));
        }
    }

    private void escape(int unit) {
        put('\\');
        put('u');
        for (int shift = 12; shift >= 0; shift -= 4) {
            put(HEX.charAt(unit >> shift & 0xf));
        }
    }

    private JsonWriter open(char bracket) {
        separate();
        put(bracket);
        comma = false;
        return this;
    }

    private JsonWriter close(char bracket) {
        put(bracket);
        comma = true;
        return this;
    }

    private void separate() {
        if (comma) {
            put(',');
            comma = false;
        }
    }

    private void put(char c) {
        if (filled == buffer.length) {
            flush();
        }
        buffer[filled++] = (byte) c;
    }
}
