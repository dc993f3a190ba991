package dev.hqe.memory;

import dev.hqe.kernel.entity.EntityId;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Where a piece of text stands: `hqe://documents/ID#bytes=120-480`.
///
/// The address before the `#` is that of the workbench's resource: `documents` is an entity's
/// `data.text`; `entities` stands for an entity without one, whose fields are written out as
/// [dev.hqe.memory.index.EntityText] says. The bytes are those of that text in UTF-8: the first
/// one, counted from 0, and the one behind the last. Byte for byte what stands there is what a hit
/// shows.
///
/// @param entity whose text it is
/// @param of which text
/// @param startByte the first byte
/// @param endByte behind the last byte
public record Citation(EntityId entity, Of of, int startByte, int endByte) {

    private static final Pattern FORM =
            Pattern.compile("hqe://(documents|entities)/([^#]+)#bytes=([0-9]{1,9})-([0-9]{1,9})");

    /// Longest citation that is read, in characters.
    private static final int MAX_LENGTH = 16_384;

    /// Which text of an entity.
    public enum Of {
        /// Its `data.text`.
        TEXT("documents"),
        /// Its fields, written out.
        FIELDS("entities");

        private final String collection;

        Of(String collection) {
            this.collection = collection;
        }
    }

    public Citation {
        if (startByte < 0 || endByte < startByte) {
            throw new IllegalArgumentException(
                    "a citation is from a byte to a later one, not from "
                            + startByte
                            + " to "
                            + endByte);
        }
    }

    /// Whether a text has the form of a citation.
    public static boolean isCitation(String text) {
        return text.length() <= MAX_LENGTH && FORM.matcher(text).matches();
    }

    /// Reads what [#toString] has written.
    ///
    /// @throws MemoryException if it is none
    public static Citation parse(String text) {
        Matcher matcher = text.length() > MAX_LENGTH ? null : FORM.matcher(text);
        if (matcher == null || !matcher.matches()) {
            throw new MemoryException(invalid(text) + ".");
        }
        try {
            return new Citation(
                    new EntityId(decoded(matcher.group(2))),
                    matcher.group(1).equals(Of.TEXT.collection) ? Of.TEXT : Of.FIELDS,
                    Integer.parseInt(matcher.group(3)),
                    Integer.parseInt(matcher.group(4)));
        } catch (IllegalArgumentException e) { // a broken % sequence, an id that none can have
            throw new MemoryException(invalid(text) + ": " + e.getMessage(), e);
        }
    }

    private static String invalid(String text) {
        return "'"
                + text.substring(0, Math.min(text.length(), 100))
                + "' is not a citation such as hqe://documents/ID#bytes=120-480; use one from a"
                + " search as it is";
    }

    private static String decoded(String name) {
        return URLDecoder.decode(name.replace("+", "%2B"), StandardCharsets.UTF_8);
    }

    @Override
    public String toString() {
        String name =
                URLEncoder.encode(entity.value(), StandardCharsets.UTF_8)
                        .replace("+", "%20")
                        .replace("%2F", "/")
                        .replace("%3A", ":");
        return "hqe://" + of.collection + "/" + name + "#bytes=" + startByte + "-" + endByte;
    }
}
