package dev.hqe.memory.chunk;

import dev.hqe.memory.chunk.Unit.Edge;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Takes Markdown apart line by line (CommonMark 0.31 with the tables of GitHub, as far as blocks
/// go). A heading is the context of what is below it, a table's header row that of its rows. What
/// is not well-formed is taken for a paragraph.
final class MarkdownUnits {

    private static final int MAX_LEVEL = 6;
    private static final int CODE_INDENT = 4;
    private static final int MAX_DELIMITERS = 2000;
    private static final Pattern DELIMITERS =
            Pattern.compile("\\|?\\s*:?-+:?\\s*(\\|\\s*:?-+:?\\s*)*+\\|?\\s*");
    private static final Pattern ITEM = Pattern.compile("([-+*]|\\d{1,9}[.)])[ \\t].*");

    private final String text;
    private final Lines lines;
    private final UnitList units;
    private final @Nullable Context[] headings = new @Nullable Context[MAX_LEVEL + 1];
    private int line;

    MarkdownUnits(String text, UnitList units) {
        this.text = text;
        this.lines = new Lines(text);
        this.units = units;
    }

    void collect() {
        while (line < lines.count()) {
            if (lines.isBlank(line)) {
                line++;
            } else if (headingLevel(line) > 0) {
                heading(headingLevel(line), 1);
            } else if (underlined(line) > 0) {
                heading(underlined(line), 2);
            } else if (fence(line) > 0) {
                fenced();
            } else if (isTable(line)) {
                table();
            } else {
                paragraph();
            }
        }
    }

    private void heading(int level, int height) {
        Context outer = above(level);
        int start = lines.start(line);
        int textStart = height == 1 ? lines.content(line) + level : start;
        Context heading = Context.of(outer, text, textStart, lines.end(line));
        headings[level] = heading;
        for (int deeper = level + 1; deeper <= MAX_LEVEL; deeper++) {
            headings[deeper] = null;
        }
        units.add(start, lines.end(line + height - 1), Edge.SECTION, heading, false);
        line += height;
    }

    private @Nullable Context above(int level) {
        for (int higher = level - 1; higher > 0; higher--) {
            if (headings[higher] != null) {
                return headings[higher];
            }
        }
        return null;
    }

    private @Nullable Context context() {
        return above(MAX_LEVEL + 1);
    }

    /// 1 to 6 for `# Heading`, else 0.
    private int headingLevel(int at) {
        int from = lines.content(at);
        int level = 0;
        while (from + level < text.length() && text.charAt(from + level) == '#') {
            level++;
        }
        boolean closed =
                from + level >= lines.end(at) || Character.isWhitespace(text.charAt(from + level));
        boolean valid = level >= 1 && level <= MAX_LEVEL && lines.indent(at) < CODE_INDENT;
        return valid && closed ? level : 0;
    }

    /// 1 or 2 for a line with `===` or `---` below it, else 0.
    private int underlined(int at) {
        if (at + 1 >= lines.count() || lines.isBlank(at + 1) || ITEM.matcher(line(at)).matches()) {
            return 0;
        }
        String below = line(at + 1);
        char first = below.charAt(0);
        boolean rule = (first == '=' || first == '-') && below.length() < MAX_DELIMITERS;
        if (!rule || below.chars().anyMatch(c -> c != first)) {
            return 0;
        }
        return first == '=' ? 1 : 2;
    }

    /// A line without its blanks, its beginning if it is long.
    private String line(int at) {
        int from = lines.content(at);
        return text.substring(from, Math.min(lines.end(at), from + MAX_DELIMITERS)).strip();
    }

    /// How many marks open a fence here, 0 if none does.
    private int fence(int at) {
        int from = lines.content(at);
        char mark = text.charAt(from);
        if (mark != '`' && mark != '~') {
            return 0;
        }
        int length = 0;
        while (from + length < lines.end(at) && text.charAt(from + length) == mark) {
            length++;
        }
        return length >= 3 ? length : 0;
    }

    private void fenced() {
        int first = line;
        int length = fence(first);
        char mark = text.charAt(lines.content(first));
        line++;
        while (line < lines.count() && !closes(line, mark, length)) {
            line++;
        }
        line = Math.min(line + 1, lines.count());
        int start = lines.start(first);
        int end = lines.end(line - 1);
        if (units.fits(start, end)) {
            units.add(start, end, Edge.PARAGRAPH, context(), false);
            return;
        }
        for (int at = first; at < line; at++) {
            Edge edge = at == first ? Edge.PARAGRAPH : Edge.SENTENCE;
            units.add(lines.start(at), lines.end(at), edge, context(), false);
        }
    }

    private boolean closes(int at, char mark, int length) {
        return !lines.isBlank(at)
                && text.charAt(lines.content(at)) == mark
                && fence(at) >= length
                && line(at).chars().allMatch(c -> c == mark);
    }

    private boolean isTable(int at) {
        return at + 1 < lines.count()
                && line(at).contains("|")
                && line(at + 1).contains("-")
                && line(at + 1).contains("|")
                && DELIMITERS.matcher(line(at + 1)).matches();
    }

    private void table() {
        int first = line;
        Context header = Context.of(context(), text, lines.content(first), lines.end(first));
        units.add(lines.start(first), lines.end(first + 1), Edge.PARAGRAPH, header, false);
        line += 2;
        while (line < lines.count() && !lines.isBlank(line) && line(line).contains("|")) {
            units.add(lines.start(line), lines.end(line), Edge.SENTENCE, header, false);
            line++;
        }
    }

    private void paragraph() {
        int first = line;
        line++;
        while (line < lines.count() && !endsParagraph(line)) {
            line++;
        }
        units.addProse(lines.start(first), lines.end(line - 1), Edge.PARAGRAPH, context());
    }

    private boolean endsParagraph(int at) {
        return lines.isBlank(at)
                || headingLevel(at) > 0
                || fence(at) > 0
                || ITEM.matcher(line(at)).matches()
                || isTable(at);
    }
}
