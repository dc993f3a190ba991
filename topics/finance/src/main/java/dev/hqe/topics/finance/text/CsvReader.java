package dev.hqe.topics.finance.text;

import dev.hqe.topics.kit.json.MalformedInput;
import java.util.ArrayList;
import java.util.List;

/// Reads rows of delimited text: RFC 4180, and with semicolons, tabs or bars in the place of
/// commas.
///
/// A quote inside of a cell that does not begin with one is a quote like any other. Blank lines are
/// passed over, and so is a byte order mark. Not thread-safe.
public final class CsvReader {
    private static final String DELIMITERS = ",;\t|";

    private final String text;
    private final char delimiter;
    private int at;
    private int nextLine = 1;
    private int line;
    private List<String> cells = List.of();

    /// @param headerLine the line with the names of the columns, from 1: what stands before it is
    ///   passed over, and its delimiter is taken to be everybody's
    public CsvReader(String text, int headerLine) {
        this.text = text;
        at = text.startsWith("\ufeff") ? 1 : 0;
        while (nextLine < headerLine && at < text.length()) {
            endLine(text.charAt(at++));
        }
        delimiter = delimiter();
    }

    private char delimiter() {
        int[] counts = new int[DELIMITERS.length()];
        boolean quoted = false;
        boolean begun = false;
        for (int i = at; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"') {
                quoted = !quoted;
            } else if (!quoted && begun && (c == '\n' || c == '\r')) {
                break;
            } else if (!quoted && DELIMITERS.indexOf(c) >= 0) {
                counts[DELIMITERS.indexOf(c)]++;
            }
            begun |= c > ' ';
        }
        int most = 0;
        for (int i = 1; i < counts.length; i++) {
            most = counts[i] > counts[most] ? i : most;
        }
        return DELIMITERS.charAt(most);
    }

    /// Moves to the next row that is not blank; false after the last one.
    ///
    /// @throws MalformedInput if a quoted cell has no end
    public boolean next() {
        do {
            if (at >= text.length()) {
                return false;
            }
            line = nextLine;
            cells = row();
        } while (cells.size() == 1 && cells.get(0).isEmpty());
        return true;
    }

    /// Where the row begins, from 1.
    public int line() {
        return line;
    }

    /// The row's cells, without blanks around them.
    public List<String> cells() {
        return cells;
    }

    private List<String> row() {
        List<String> row = new ArrayList<>();
        while (true) {
            row.add(cell());
            if (at >= text.length()) {
                return row;
            }
            char c = text.charAt(at++);
            if (c != delimiter) {
                endLine(c);
                return row;
            }
        }
    }

    /// Reads to the delimiter or the line's end, which it leaves.
    private String cell() {
        StringBuilder cell = new StringBuilder();
        while (at < text.length() && text.charAt(at) == ' ') {
            at++;
        }
        if (at < text.length() && text.charAt(at) == '"') {
            at++;
            quoted(cell);
        }
        while (at < text.length() && !endsCell(text.charAt(at))) {
            cell.append(text.charAt(at++));
        }
        return cell.toString().trim();
    }

    private boolean endsCell(char c) {
        return c == delimiter || c == '\n' || c == '\r';
    }

    private void quoted(StringBuilder cell) {
        while (at < text.length()) {
            char c = text.charAt(at++);
            if (c != '"') {
                if (c == '\n' || c == '\r') {
                    endLine(c);
                }
                cell.append(c == '\r' ? '\n' : c);
            } else if (at < text.length() && text.charAt(at) == '"') {
                at++;
                cell.append('"');
            } else {
                return;
            }
        }
        throw new MalformedInput("line " + line + ": a quoted cell without end");
    }

    /// Counts a line that ends here, with LF, CR or both.
    private void endLine(char c) {
        if (c == '\r' && at < text.length() && text.charAt(at) == '\n') {
            at++;
        }
        if (c == '\r' || c == '\n') {
            nextLine++;
        }
    }
}
