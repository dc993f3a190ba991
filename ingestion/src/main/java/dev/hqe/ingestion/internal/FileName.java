package dev.hqe.ingestion.internal;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Locale;

/// The name of a file, whatever bytes it has on disk.
///
/// Java shows a name in the platform's encoding, and what does not fit as U+FFFD. In such a name
/// the bytes are looked up (they survive in the path's URI), so that two names never become one,
/// and so that names are the same under every locale.
///
/// @param text the name; where it is not [#usable], as [FolderWalk#item] shows it: `caf\xE9`
/// @param usable whether it is UTF-8 without control characters
record FileName(String text, boolean usable) {

    private static final char REPLACEMENT = '\uFFFD';

    /// The last name of an absolute path; the root of a file system has the name ``.
    static FileName of(Path path) {
        Path last = path.getFileName();
        String shown = last == null ? "" : last.toString();
        if (shown.indexOf(REPLACEMENT) < 0) {
            return printable(shown);
        }
        byte[] bytes = bytes(path);
        try {
            return printable(
                    StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString());
        } catch (CharacterCodingException e) {
            return new FileName(escaped(bytes), false);
        }
    }

    private static FileName printable(String name) {
        return name.codePoints().noneMatch(FileName::isUnprintable)
                ? new FileName(name, true)
                : new FileName(escapedControls(name), false);
    }

    private static byte[] bytes(Path path) {
        String uri = path.toUri().getRawPath();
        int end = uri.endsWith("/") ? uri.length() - 1 : uri.length();
        String name = uri.substring(uri.lastIndexOf('/', end - 1) + 1, end);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(name.length());
        for (int i = 0; i < name.length(); i++) {
            if (name.charAt(i) == '%') {
                bytes.write(Integer.parseInt(name, i + 1, i + 3, 16));
                i += 2;
            } else {
                bytes.write(name.charAt(i));
            }
        }
        return bytes.toByteArray();
    }

    private static String escaped(byte[] bytes) {
        StringBuilder text = new StringBuilder();
        for (byte b : bytes) {
            append(text, b & 0xFF, b >= ' ');
        }
        return text.toString();
    }

    private static String escapedControls(String name) {
        StringBuilder text = new StringBuilder();
        name.codePoints().forEach(c -> append(text, c, !isUnprintable(c)));
        return text.toString();
    }

    /// Windows knows names with half a character.
    private static boolean isUnprintable(int codePoint) {
        return Character.isISOControl(codePoint)
                || Character.getType(codePoint) == Character.SURROGATE;
    }

    private static void append(StringBuilder text, int value, boolean asItIs) {
        if (asItIs) {
            text.append(FolderWalk.item(Character.toString(value)));
        } else {
            text.append(String.format(Locale.ROOT, "\\x%02X", value));
        }
    }
}
