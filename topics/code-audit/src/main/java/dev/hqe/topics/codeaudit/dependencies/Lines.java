package dev.hqe.topics.codeaudit.dependencies;

import java.util.Optional;

/// Goes through a text line by line. Not thread-safe.
final class Lines {
    private final String text;
    private int next;
    private int number;
    private String line = "";

    Lines(String text) {
        this.text = text;
    }

    /// Moves to the next line; false after the last one.
    boolean next() {
        if (next >= text.length()) {
            return false;
        }
        int newline = text.indexOf('\n', next);
        int end = newline < 0 ? text.length() : newline;
        boolean carriage = end > next && text.charAt(end - 1) == '\r';
        line = text.substring(next, carriage ? end - 1 : end);
        next = end + 1;
        number++;
        return true;
    }

    /// Without its end.
    String line() {
        return line;
    }

    /// From 1.
    int number() {
        return number;
    }

    /// Blanks at the start.
    int indent() {
        int indent = 0;
        while (indent < line.length() && line.charAt(indent) == ' ') {
            indent++;
        }
        return indent;
    }

    /// The first quoted text behind an index, with single or double quotes.
    static Optional<String> quoted(String text, int from) {
        for (int i = from; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"' || c == '\'') {
                int end = text.indexOf(c, i + 1);
                return end < 0 ? Optional.empty() : Optional.of(text.substring(i + 1, end));
            }
        }
        return Optional.empty();
    }

    /// The text without quotes around it.
    static String unquoted(String text) {
        String trimmed = text.trim();
        int last = trimmed.length() - 1;
        boolean quotes =
                last >= 1
                        && (trimmed.charAt(0) == '"' || trimmed.charAt(0) == '\'')
                        && trimmed.charAt(last) == trimmed.charAt(0);
        return quotes ? trimmed.substring(1, last) : trimmed;
    }

    /// The text before a mark that no quotes enclose.
    static String before(String text, String mark) {
        char quote = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (quote != 0) {
                quote = c == quote ? 0 : quote;
            } else if (text.startsWith(mark, i)) {
                return text.substring(0, i);
            } else if (c == '"' || c == '\'') {
                quote = c;
            }
        }
        return text;
    }
}
