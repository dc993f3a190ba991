package dev.hqe.mcp;

import dev.hqe.kernel.json.Json;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.JsonNode;

/// One JSON value as UTF-8 text that is passed on without being parsed again. It must not hold a
/// line break outside of an escape, because a line is a message on stdio; whoever makes one answers
/// for its being JSON. Immutable.
public final class RawJson {

    private final byte[] utf8;

    private RawJson(byte[] utf8) {
        this.utf8 = utf8;
    }

    /// Takes a copy of a JSON text.
    ///
    /// @param utf8 the text
    /// @throws McpException when it is empty or holds a raw line break
    public static RawJson copyOf(byte[] utf8) {
        return new RawJson(checked(utf8.clone()));
    }

    /// Takes a JSON text.
    ///
    /// @throws McpException when it is empty or holds a raw line break
    public static RawJson of(String json) {
        return new RawJson(checked(json.getBytes(StandardCharsets.UTF_8)));
    }

    /// Takes a copy of a part of a larger JSON text, for example of one member of a message. Line
    /// breaks become spaces: where JSON is valid they stand between its tokens only.
    ///
    /// @param utf8 the larger text
    /// @param from first byte
    /// @param to one behind the last byte
    /// @throws McpException when the part is empty
    public static RawJson copyOf(byte[] utf8, int from, int to) {
        if (from >= to) {
            throw new McpException("raw JSON is empty: pass a JSON value, 'null' for nothing");
        }
        byte[] copy = Arrays.copyOfRange(utf8, from, to);
        for (int i = 0; i < copy.length; i++) {
            if (copy[i] == '\n' || copy[i] == '\r') {
                copy[i] = ' ';
            }
        }
        return new RawJson(copy);
    }

    /// Takes over an array that our own encoder wrote and keeps no hold of.
    static RawJson wrap(byte[] utf8) {
        return new RawJson(utf8);
    }

    private static byte[] checked(byte[] utf8) {
        if (utf8.length == 0) {
            throw new McpException("raw JSON is empty: pass a JSON value, 'null' for nothing");
        }
        for (byte b : utf8) {
            if (b == '\n' || b == '\r') {
                throw new McpException("raw JSON holds a line break: write it on one line");
            }
        }
        return utf8;
    }

    /// Length in bytes.
    public int size() {
        return utf8.length;
    }

    /// The value as a tree, parsed at every call.
    ///
    /// @throws tools.jackson.core.JacksonException when it is not valid JSON
    public JsonNode tree() {
        return Json.MAPPER.readTree(utf8);
    }

    /// Reads the value token by token, from its start; the caller closes it.
    JsonParser parser() {
        return Json.MAPPER.createParser(utf8);
    }

    /// The text of the value whose first token a parser of ours has just seen, which is left on its
    /// last.
    RawJson value(JsonParser parser) {
        long start = parser.currentTokenLocation().getByteOffset();
        parser.skipChildren();
        if (parser.currentToken() == JsonToken.VALUE_STRING) {
            parser.getStringLength(); // strings are read when they are asked for
        }
        long end = parser.currentLocation().getByteOffset();
        return new RawJson(Arrays.copyOfRange(utf8, (int) start, (int) end));
    }

    /// Writes the text as it is.
    public void writeTo(OutputStream out) throws IOException {
        out.write(utf8);
    }

    /// The beginning of the text, for display: at most this many bytes of it, the last character of
    /// which may be a broken one.
    public String beginning(int bytes) {
        return new String(utf8, 0, Math.min(bytes, utf8.length), StandardCharsets.UTF_8);
    }

    /// The text.
    @Override
    public String toString() {
        return new String(utf8, StandardCharsets.UTF_8);
    }
}
