package dev.hqe.ingestion.internal;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/// What a file's bytes are as text: UTF-8, or UTF-16 if a byte order mark says so. Nothing else is
/// guessed: text in a wrong encoding would be found by no search and nobody would know why.
public sealed interface FileText {

    /// It is text.
    ///
    /// @param text without its byte order mark
    record Text(String text) implements FileText {

        /// How many lines it has; a last one without a line break counts.
        public long lines() {
            return text.lines().count();
        }
    }

    /// It is no text.
    ///
    /// @param where which byte or character says so
    record Binary(String where) implements FileText {}

    record NotUnicode(String why) implements FileText {}

    /// How far into a file a NUL byte makes it binary whatever it says about its encoding.
    int BINARY_PROBE = 8192;

    static FileText of(byte[] bytes) {
        if (startsWith(bytes, 0xEF, 0xBB, 0xBF)) {
            return decoded(bytes, 3, StandardCharsets.UTF_8);
        }
        if (startsWith(bytes, 0xFF, 0xFE)) {
            return decoded(bytes, 2, StandardCharsets.UTF_16LE);
        }
        if (startsWith(bytes, 0xFE, 0xFF)) {
            return decoded(bytes, 2, StandardCharsets.UTF_16BE);
        }
        for (int i = 0; i < Math.min(bytes.length, BINARY_PROBE); i++) {
            if (bytes[i] == 0) {
                return new Binary("byte " + i + " is NUL");
            }
        }
        return decoded(bytes, 0, StandardCharsets.UTF_8);
    }

    private static FileText decoded(byte[] bytes, int from, Charset charset) {
        String text = new String(bytes, from, bytes.length - from, charset);
        // the fast decoder puts U+FFFD for what is wrong; seldom is it really in the file
        if (text.indexOf('\uFFFD') >= 0) {
            int wrong = firstMalformed(bytes, from, charset);
            if (wrong >= 0) {
                return new NotUnicode(complaint(bytes, wrong, charset));
            }
        }
        int nul = text.indexOf('\0'); // the database's text functions end there
        return nul < 0 ? new Text(text) : new Binary("character " + nul + " is NUL");
    }

    private static int firstMalformed(byte[] bytes, int from, Charset charset) {
        CharsetDecoder decoder = charset.newDecoder();
        ByteBuffer in = ByteBuffer.wrap(bytes, from, bytes.length - from);
        CharBuffer out = CharBuffer.allocate(BINARY_PROBE);
        while (true) {
            CoderResult result = decoder.decode(in, out, true);
            if (!result.isOverflow()) {
                return result.isError() ? in.position() : -1;
            }
            out.clear();
        }
    }

    private static String complaint(byte[] bytes, int at, Charset charset) {
        int line = 1;
        for (int i = 0; i < at; i++) {
            if (bytes[i] == '\n') {
                line++;
            }
        }
        return String.format(
                Locale.ROOT,
                "not %s: byte %d (line %d) is 0x%02X. Convert the file to UTF-8.",
                charset.name(),
                at,
                line,
                bytes[at] & 0xFF);
    }

    private static boolean startsWith(byte[] bytes, int... wanted) {
        if (bytes.length < wanted.length) {
            return false;
        }
        for (int i = 0; i < wanted.length; i++) {
            if ((bytes[i] & 0xFF) != wanted[i]) {
                return false;
            }
        }
        return true;
    }
}
