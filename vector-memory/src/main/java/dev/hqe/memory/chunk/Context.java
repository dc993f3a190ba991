package dev.hqe.memory.chunk;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A line that gives sense to what is below it: a heading, a declaration, the header of a table.
///
/// @param outer the one above it
/// @param line without the blanks around it
/// @param start where it begins in the text
record Context(@Nullable Context outer, String line, int start) {

    private static final int MAX_LINE = 400;

    static Context of(@Nullable Context outer, String text, int start, int end) {
        int most = Math.min(end, start + MAX_LINE);
        boolean splits = most < end && Character.isHighSurrogate(text.charAt(most - 1));
        String line = text.substring(start, splits ? most - 1 : most).strip();
        return new Context(outer, line, start);
    }

    /// The lines that a chunk does not have itself if it begins there, outermost first.
    static List<String> above(@Nullable Context innermost, int start) {
        List<String> lines = new ArrayList<>();
        for (Context context = innermost; context != null; context = context.outer) {
            if (context.start < start && !context.line.isEmpty()) {
                lines.add(context.line);
            }
        }
        Collections.reverse(lines);
        return lines;
    }
}
