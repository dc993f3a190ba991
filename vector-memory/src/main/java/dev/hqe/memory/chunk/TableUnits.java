package dev.hqe.memory.chunk;

import dev.hqe.memory.chunk.Unit.Edge;

/// Takes CSV and TSV apart by rows. The first row is the context of all others.
final class TableUnits {

    /// Longest row with ends of lines in quotes; in a longer one the quotes are none.
    private static final int MAX_ROW = 64 << 10;

    private final String text;
    private final UnitList units;

    TableUnits(String text, UnitList units) {
        this.text = text;
        this.units = units;
    }

    void collect() {
        int start = 0;
        while (start < text.length() && Character.isWhitespace(text.charAt(start))) {
            start++;
        }
        int headerEnd = rowEnd(start);
        Context header = Context.of(null, text, start, headerEnd);
        while (start < text.length()) {
            int end = rowEnd(start);
            units.add(start, end, Edge.SENTENCE, header, false);
            start = end;
        }
    }

    /// Behind a row: its line, or more of them if a value in quotes goes on.
    private int rowEnd(int start) {
        boolean quoted = false;
        int firstLineEnd = -1;
        int most = Math.min(text.length(), start + MAX_ROW);
        for (int i = start; i < most; i++) {
            char c = text.charAt(i);
            if (c == '"') {
                quoted = !quoted;
            } else if (c == '\n' && !quoted) {
                return i + 1;
            } else if (c == '\n' && firstLineEnd < 0) {
                firstLineEnd = i + 1;
            }
        }
        if (firstLineEnd > 0 && quoted) {
            return firstLineEnd;
        }
        int lineEnd = text.indexOf('\n', most);
        return lineEnd < 0 ? text.length() : lineEnd + 1;
    }
}
