package dev.hqe.memory.chunk;

import java.util.Arrays;

/// The lines of a text: where each begins, and what a look at its beginning tells. Ends of lines
/// are `\n`, `\r\n` or `\r`.
final class Lines {

    private static final int TAB = 4;

    private final String text;
    private final int[] starts;
    private final int count;

    Lines(String text) {
        this.text = text;
        int[] found = new int[64];
        int lines = 1;
        for (int i = 0; i < text.length(); i++) {
            if (endsLine(text, i)) {
                if (lines + 1 >= found.length) {
                    found = Arrays.copyOf(found, found.length * 2);
                }
                found[lines++] = i + 1;
            }
        }
        this.count = lines;
        this.starts = Arrays.copyOf(found, lines + 1);
        this.starts[lines] = text.length();
    }

    /// Whether the line ends behind this char.
    static boolean endsLine(String text, int at) {
        char c = text.charAt(at);
        boolean pair = c == '\r' && at + 1 < text.length() && text.charAt(at + 1) == '\n';
        return c == '\n' || (c == '\r' && !pair);
    }

    int count() {
        return count;
    }

    int start(int line) {
        return starts[line];
    }

    /// Behind the line and its end.
    int end(int line) {
        return starts[line + 1];
    }

    /// The first char of a line that is not blank, or its end.
    int content(int line) {
        int at = start(line);
        while (at < end(line) && Character.isWhitespace(text.charAt(at))) {
            at++;
        }
        return at;
    }

    boolean isBlank(int line) {
        return content(line) == end(line);
    }

    /// Columns before the first char that is not blank.
    int indent(int line) {
        int columns = 0;
        int content = content(line);
        for (int i = start(line); i < content; i++) {
            columns += text.charAt(i) == '\t' ? TAB - columns % TAB : 1;
        }
        return columns;
    }
}
