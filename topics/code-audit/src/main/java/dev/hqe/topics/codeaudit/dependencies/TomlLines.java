package dev.hqe.topics.codeaudit.dependencies;

import java.util.ArrayList;
import java.util.List;

/// Goes through TOML 1.0 by its lines: the table, the key, the value as written. Values that span
/// lines (arrays, and tables within them) are joined until their brackets are closed, over 2,000
/// lines at most. Multi-line strings are passed over. Not thread-safe.
final class TomlLines {
    private static final int JOINED_MAX = 2_000;

    private final Lines lines;
    private String table = "";
    private int tableNumber;
    private String key = "";
    private String value = "";
    private int line;

    TomlLines(String text) {
        this.lines = new Lines(text);
    }

    /// A text in a value and its line.
    record Item(String text, int line) {}

    /// Moves to the next key; false after the last one.
    boolean next() {
        while (lines.next()) {
            String trimmed = Lines.before(lines.line(), "#").trim();
            line = lines.number();
            if (trimmed.startsWith("[")) {
                int brackets = trimmed.startsWith("[[") ? 2 : 1;
                int end = trimmed.lastIndexOf(']');
                int close = brackets == 2 ? end - 1 : end;
                if (close < brackets) {
                    throw new Unreadable(line, "a table without ']'");
                }
                table = trimmed.substring(brackets, close).trim();
                tableNumber++;
                continue;
            }
            int equals = Lines.before(trimmed, "=").length();
            if (equals >= trimmed.length()) {
                if (!trimmed.isEmpty()) {
                    throw new Unreadable(line, "a line that is neither a table nor key = value");
                }
                continue;
            }
            key = Lines.unquoted(trimmed.substring(0, equals));
            join(trimmed.substring(equals + 1).trim());
            return true;
        }
        return false;
    }

    private void join(String first) {
        value = first;
        if (first.startsWith("\"\"\"") || first.startsWith("'''")) {
            String mark = first.substring(0, 3);
            boolean closed = first.indexOf(mark, 3) >= 0;
            while (!closed && lines.next()) {
                closed = lines.line().contains(mark);
            }
            value = "";
            return;
        }
        int open = depth(first);
        if (open <= 0) {
            return;
        }
        StringBuilder joined = new StringBuilder(first);
        for (int i = 0; i < JOINED_MAX && open > 0 && lines.next(); i++) {
            String more = Lines.before(lines.line(), "#");
            joined.append('\n').append(more);
            open += depth(more);
        }
        if (open > 0) {
            throw new Unreadable(line, "a value whose brackets are not closed");
        }
        value = joined.toString();
    }

    private static int depth(String text) {
        int depth = 0;
        char quote = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (quote != 0) {
                quote = c == quote ? 0 : quote;
            } else if (c == '"' || c == '\'') {
                quote = c;
            } else if (c == '[' || c == '{') {
                depth++;
            } else if (c == ']' || c == '}') {
                depth--;
            }
        }
        return depth;
    }

    /// The name between the brackets, without them.
    String table() {
        return table;
    }

    /// How many tables have begun: tells one `[[package]]` from the next.
    int tableNumber() {
        return tableNumber;
    }

    String key() {
        return key;
    }

    /// As written, without comments.
    String value() {
        return value;
    }

    /// Of the key.
    int line() {
        return line;
    }

    boolean isString() {
        return value.startsWith("\"") || value.startsWith("'");
    }

    boolean isTable() {
        return value.startsWith("{");
    }

    /// A string without its quotes; escapes, which no version has, are left as they are.
    String text() {
        return Lines.unquoted(value);
    }

    /// Every quoted text in the value.
    List<Item> texts() {
        List<Item> texts = new ArrayList<>();
        int at = line;
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c == '\n') {
                at++;
            } else if (c == '"' || c == '\'') {
                int end = value.indexOf(c, i + 1);
                if (end < 0) {
                    return texts;
                }
                texts.add(new Item(value.substring(i + 1, end), at));
                i = end;
            }
        }
        return texts;
    }

    /// A member of an inline table; empty if it is not there. Quotes around it are taken off.
    static String member(String table, String name) {
        int from = 0;
        while (true) {
            int at = table.indexOf(name, from);
            if (at < 0) {
                return "";
            }
            int after = at + name.length();
            while (after < table.length() && table.charAt(after) == ' ') {
                after++;
            }
            char before = at == 0 ? ' ' : table.charAt(at - 1);
            boolean whole = before == ' ' || before == '{' || before == ',';
            if (whole && after < table.length() && table.charAt(after) == '=') {
                String rest = table.substring(after + 1).trim();
                boolean quoted = rest.startsWith("\"") || rest.startsWith("'");
                if (quoted) {
                    return Lines.quoted(rest, 0).orElse("");
                }
                int end = 0;
                while (end < rest.length() && ",}".indexOf(rest.charAt(end)) < 0) {
                    end++;
                }
                return rest.substring(0, end).trim();
            }
            from = at + 1;
        }
    }
}
