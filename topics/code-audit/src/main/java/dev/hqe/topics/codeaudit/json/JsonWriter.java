package dev.hqe.topics.codeaudit.json;

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

    /// An ASCII key; its value must follow.
    public JsonWriter key(String key) {
        ascii(key);
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

    public JsonWriter number(long value) {
        separate();
        String digits = Long.toString(value);
        for (int i = 0; i < digits.length(); i++) {
            put(digits.charAt(i));
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
        separate();
        String word = value ? "true" : "false";
        for (int i = 0; i < word.length(); i++) {
            put(word.charAt(i));
        }
        comma = true;
        return this;
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
