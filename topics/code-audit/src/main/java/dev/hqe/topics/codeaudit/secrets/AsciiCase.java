package dev.hqe.topics.codeaudit.secrets;

/// Letters of ASCII without regard to case. The JDK's own methods know every script, and their
/// tables would be a third of the module.
public final class AsciiCase {
    private AsciiCase() {}

    public static String lower(String text) {
        StringBuilder lower = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            lower.append(isUpper(c) ? (char) (c + 32) : c);
        }
        return lower.toString();
    }

    public static boolean isUpper(char c) {
        return c >= 'A' && c <= 'Z';
    }

    public static boolean isLetter(char c) {
        return isUpper(c) || (c >= 'a' && c <= 'z');
    }

    public static boolean isLetterOrDigit(char c) {
        return isLetter(c) || (c >= '0' && c <= '9');
    }

    public static boolean same(String a, String b) {
        return a.length() == b.length() && lower(a).equals(lower(b));
    }
}
