package dev.hqe.memory.chunk;

import dev.hqe.memory.chunk.Unit.Edge;
import org.jspecify.annotations.Nullable;

/// Takes source code apart by declarations, whatever the language, by its indentation: a line and
/// the deeper ones below it belong together, and so do the comments and annotations above it. What
/// is too large is taken apart further within, with its first line as the context.
final class CodeUnits {

    /// How deep declarations are looked for; what is deeper goes by lines.
    private static final int MAX_DEPTH = 12;

    private static final String[] PREFIXES = {
        "//", "/*", "*", "#", "@", "--", "\"\"\"", "'''", "template", "<!--", "[<", "#["
    };

    private static final String[] CLOSERS = {
        "}", ")", "]", "end", "else", "elif", "except", "finally", "catch", "rescue", "fi", "done"
    };

    private final String text;
    private final Lines lines;
    private final UnitList units;

    CodeUnits(String text, UnitList units) {
        this.text = text;
        this.lines = new Lines(text);
        this.units = units;
    }

    void collect() {
        collect(0, lines.count(), null, 0);
    }

    private void collect(int first, int end, @Nullable Context context, int depth) {
        int indent = smallestIndent(first, end);
        int line = first;
        while (line < end) {
            if (lines.isBlank(line)) {
                line++;
                continue;
            }
            int next = itemEnd(line, end, indent);
            item(line, next, context, indent, depth);
            line = next;
        }
    }

    private int smallestIndent(int first, int end) {
        int smallest = Integer.MAX_VALUE;
        for (int line = first; line < end && smallest > 0; line++) {
            if (!lines.isBlank(line)) {
                smallest = Math.min(smallest, lines.indent(line));
            }
        }
        return smallest;
    }

    /// Behind what belongs to the line `first`.
    private int itemEnd(int first, int end, int indent) {
        int line = first;
        while (line < end - 1 && isPrefix(line) && !lines.isBlank(line + 1)) {
            line++;
        }
        line++;
        while (line < end) {
            boolean within = lines.isBlank(line) || lines.indent(line) > indent || isCloser(line);
            if (!within) {
                return line;
            }
            line++;
        }
        return end;
    }

    private void item(int first, int end, @Nullable Context context, int indent, int depth) {
        int head = first;
        while (head < end - 1 && (isPrefix(head) || lines.isBlank(head))) {
            head++;
        }
        int body = head + 1;
        while (body < end && (lines.isBlank(body) || lines.indent(body) <= indent)) {
            body++;
        }
        boolean hasBody = body < end;
        Edge edge = !hasBody ? Edge.SENTENCE : depth == 0 ? Edge.SECTION : Edge.PARAGRAPH;
        int start = lines.start(first);
        if (units.fits(start, lines.end(end - 1))) {
            units.add(start, lines.end(end - 1), edge, context, false);
        } else if (!hasBody || depth == MAX_DEPTH) {
            byLines(first, end, edge, context);
        } else {
            byLines(first, body, edge, context);
            Context inner = Context.of(context, text, lines.start(head), lines.end(head));
            int bodyEnd = bodyEnd(body, end, indent);
            collect(body, bodyEnd, inner, depth + 1);
            byLines(bodyEnd, end, Edge.SENTENCE, inner);
        }
    }

    /// Behind the deeper lines, before those that close the item.
    private int bodyEnd(int body, int end, int indent) {
        int line = end;
        while (line > body + 1 && (lines.isBlank(line - 1) || lines.indent(line - 1) <= indent)) {
            line--;
        }
        return line;
    }

    private void byLines(int first, int end, Edge edge, @Nullable Context context) {
        Edge next = edge;
        for (int line = first; line < end; line++) {
            if (!lines.isBlank(line)) {
                units.add(lines.start(line), lines.end(line), next, context, false);
                next = Edge.SENTENCE;
            }
        }
    }

    private boolean isPrefix(int line) {
        return startsWithAny(line, PREFIXES);
    }

    private boolean isCloser(int line) {
        return startsWithAny(line, CLOSERS);
    }

    private boolean startsWithAny(int line, String[] beginnings) {
        int content = lines.content(line);
        for (String beginning : beginnings) {
            if (text.startsWith(beginning, content)) {
                int behind = content + beginning.length();
                boolean word = Character.isLetter(beginning.charAt(0));
                boolean goesOn =
                        behind < text.length()
                                && Character.isJavaIdentifierPart(text.charAt(behind));
                if (!(word && goesOn)) {
                    return true;
                }
            }
        }
        return false;
    }
}
