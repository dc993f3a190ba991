package dev.hqe.topics.finance.text;

import dev.hqe.topics.kit.Day;
import dev.hqe.topics.kit.ToolError;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A table's rows by the names of its columns, which are compared without case, blanks and
/// punctuation: `Adj Close` is `adjclose`.
///
/// Where several names are asked for, the first one that is a column counts. Not thread-safe.
public final class Cells {
    private static final List<String> NOTHING =
            List.of("", "-", "null", "n/a", "na", "nan", "none");

    private final List<String> names;
    private final int line;
    private final Map<String, Integer> columns = new HashMap<>();
    private List<String> row = List.of();

    private Cells(List<String> names, int line) {
        this.names = names;
        this.line = line;
        for (int i = 0; i < names.size(); i++) {
            columns.putIfAbsent(plain(names.get(i)), i);
        }
    }

    /// Reads the row with the names.
    ///
    /// @throws ToolError if there is none
    public static Cells header(CsvReader csv) {
        if (!csv.next()) {
            throw new ToolError("the text has no line with the names of its columns");
        }
        return new Cells(csv.cells(), csv.line());
    }

    private static String plain(String name) {
        StringBuilder plain = new StringBuilder();
        String lower = Words.lower(name);
        for (int i = 0; i < lower.length(); i++) {
            char c = lower.charAt(i);
            if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c >= 0x80) {
                plain.append(c);
            }
        }
        return plain.toString();
    }

    /// Whether there is a column of one of these names.
    public boolean has(List<String> wanted) {
        return column(wanted) >= 0;
    }

    /// Ends the call if there is no column of these names.
    ///
    /// @param what the column holds, for the message
    /// @throws ToolError that names the columns that there are
    public void require(String what, List<String> wanted) {
        if (!has(wanted)) {
            throw new ToolError(
                    "line "
                            + line
                            + ": no column for "
                            + what
                            + "; a column "
                            + String.join(" or ", wanted)
                            + " is needed, and there are "
                            + Words.line(String.join(", ", names), 200));
        }
    }

    private int column(List<String> wanted) {
        for (String name : wanted) {
            Integer column = columns.get(plain(name));
            if (column != null) {
                return column;
            }
        }
        return -1;
    }

    /// Moves to another row.
    ///
    /// @throws ToolError if it has cells without a column
    public void row(List<String> cells) {
        int filled = cells.size();
        while (filled > names.size() && cells.get(filled - 1).isEmpty()) {
            filled--;
        }
        if (filled > names.size()) {
            throw new ToolError(filled + " cells for " + names.size() + " columns");
        }
        row = cells;
    }

    /// What the file calls the column.
    public String name(List<String> wanted) {
        return names.get(column(wanted));
    }

    /// The row's text; empty if there is none.
    public String text(List<String> wanted) {
        int column = column(wanted);
        return column < 0 || column >= row.size() ? "" : row.get(column);
    }

    /// The row's number; empty if the cell is, or says so.
    ///
    /// @throws ToolError if the cell holds something else
    public Optional<BigDecimal> figure(List<String> wanted, char mark) {
        String text = text(wanted);
        if (NOTHING.contains(Words.lower(text))) {
            return Optional.empty();
        }
        Optional<BigDecimal> figure = Figures.parse(text, mark);
        if (figure.isEmpty()) {
            throw new ToolError(
                    name(wanted)
                            + " '"
                            + Words.shown(text)
                            + "' is no number with '"
                            + mark
                            + "' as its decimal mark");
        }
        return figure;
    }

    /// The row's day.
    ///
    /// @throws ToolError if the cell is none
    public Day day(List<String> wanted, DayOrder order) {
        String text = text(wanted);
        return order.parse(text)
                .orElseThrow(() ->
                        new ToolError(
                                name(wanted)
                                        + " '"
                                        + Words.shown(text)
                                        + "' is no day; day_order says how days are written"));
    }
}
