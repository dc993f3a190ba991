package dev.hqe.topics.finance.text;

/// Text of a file as it may stand in an entity, an id or a message.
public final class Words {
    private static final int SHOWN = 40;
    private static final String HEX = "0123456789ABCDEF";

    private Words() {}

    /// One line: runs of blanks and control characters become one blank; at most so many
    /// characters.
    public static String line(String text, int max) {
        StringBuilder line = new StringBuilder();
        boolean gap = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c <= ' ' || (c >= 0x7f && c <= 0xa0)) {
                gap = !line.isEmpty();
                continue;
            }
            if (gap) {
                line.append(' ');
                gap = false;
            }
            line.append(c);
        }
        if (line.length() > max) {
            // not between the two halves of a character
            line.setLength(Character.isHighSurrogate(line.charAt(max - 1)) ? max - 1 : max);
        }
        return line.toString();
    }

    /// A part of a file in a message.
    public static String shown(String text) {
        String line = line(text, SHOWN + 1);
        return line.length() > SHOWN ? line(line, SHOWN) + "…" : line;
    }

    /// A part of an id: `/`, `#`, `%` as in an address, so that parts cannot run into each other.
    public static String escaped(String text) {
        StringBuilder part = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '/' || c == '#' || c == '%') {
                part.append('%').append(HEX.charAt(c >> 4)).append(HEX.charAt(c & 0xf));
            } else {
                part.append(c);
            }
        }
        return part.toString();
    }

    /// ASCII letters in lower case.
    static String lower(String text) {
        StringBuilder lower = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            lower.append(c >= 'A' && c <= 'Z' ? (char) (c + 'a' - 'A') : c);
        }
        return lower.toString();
    }
}
