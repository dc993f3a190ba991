package dev.hqe.topics.legal.text;

/// Letters and case, of English: no tables for other languages are needed.
public final class Letters {
    private Letters() {}

    /// With A to Z in lower case.
    public static String lower(String text) {
        StringBuilder lower = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            lower.append(c >= 'A' && c <= 'Z' ? (char) (c + 'a' - 'A') : c);
        }
        return lower.toString();
    }

    static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    /// A to Z in both cases, and everything beyond Latin punctuation.
    static boolean isLetter(char c) {
        return (c >= 'a' && c <= 'z')
                || (c >= 'A' && c <= 'Z')
                || (c >= '\u00c0' && c < '\u2000')
                || c > '\u2e7f';
    }

    /// Whether it begins with a capital letter, of Latin 1.
    public static boolean isCapital(String text) {
        char c = text.isEmpty() ? ' ' : text.charAt(0);
        return (c >= 'A' && c <= 'Z') || (c >= '\u00c0' && c <= '\u00de');
    }

    static boolean isBlank(char c) {
        return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\u00a0';
    }

    /// Whether there is nothing to see. `String.isBlank` of the compiler to Wasm counts a line
    /// break as something.
    static boolean isBlank(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (!isBlank(text.charAt(i))) {
                return false;
            }
        }
        return true;
    }

    /// Lower case letters, digits and hyphens, for the id of an entity; with a hash of the text if
    /// more than blanks and capitals were lost.
    public static String slug(String text) {
        StringBuilder slug = new StringBuilder();
        boolean lossy = text.isEmpty();
        String lower = lower(text);
        for (int i = 0; i < lower.length(); i++) {
            char c = lower.charAt(i);
            boolean plain = (c >= 'a' && c <= 'z') || isDigit(c) || c == '.';
            lossy |= !plain && c != ' ';
            if (plain) {
                slug.append(c);
            } else if (!slug.isEmpty() && slug.charAt(slug.length() - 1) != '-') {
                slug.append('-');
            }
        }
        return lossy ? slug + "-" + Integer.toHexString(text.hashCode()) : slug.toString();
    }

    /// On one line, with single blanks.
    public static String flat(String text) {
        StringBuilder flat = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (!isBlank(c)) {
                flat.append(c);
            } else if (!flat.isEmpty() && flat.charAt(flat.length() - 1) != ' ') {
                flat.append(' ');
            }
        }
        return flat.toString().strip();
    }
}
