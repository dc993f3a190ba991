package dev.hqe.ui.internal.memory;

import dev.hqe.memory.Citation;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/// A text in lines, with those that are cited and those that have other hits.
///
/// @param first line that is cited, by its index; -1 if none is
/// @param hits the indexes of the lines at which hits begin, in the order of the hits
/// @param cut whether there is more of it than is shown
record SourceText(List<Line> lines, int first, List<Integer> hits, boolean cut) {

    /// Longest line that is shown in one piece, in characters: a longer one, as in minified code,
    /// goes on in the next row.
    static final int MAX_LINE = 400;

    /// Most rows.
    static final int MAX_LINES = 200_000;

    /// A row of it.
    ///
    /// @param number of its line, from 1; 0 where it goes on with the line above
    /// @param cited whether some of it is cited
    record Line(int number, String text, boolean cited) {}

    SourceText {
        lines = List.copyOf(lines);
        hits = List.copyOf(hits);
    }

    /// Cuts it.
    ///
    /// @param cited bytes of its UTF-8, none where it is not longer than its start
    /// @param others further citations of the same text, and this one, in the order of their places
    static SourceText of(String text, Citation cited, List<Citation> others) {
        List<Integer> bounds = new ArrayList<>(List.of(cited.startByte(), cited.endByte()));
        others.forEach(one -> bounds.add(one.startByte()));
        int[] chars = chars(text, bounds);
        int from = chars[0];
        int to = chars[1];
        List<Line> lines = new ArrayList<>();
        int[] rows = new int[others.size()];
        int first = -1;
        int start = 0;
        int number = 1;
        boolean cut = false;
        while (start <= text.length()) {
            if (lines.size() >= MAX_LINES) {
                cut = true;
                break;
            }
            int feed = text.indexOf('\n', start);
            int end = feed < 0 ? text.length() : feed;
            int at = start;
            do {
                int pieceEnd = pieceEnd(text, at, end);
                boolean isCited = to > from && at < to && Math.max(pieceEnd, at + 1) > from;
                if (isCited && first < 0) {
                    first = lines.size();
                }
                for (int i = 0; i < rows.length; i++) {
                    int place = chars[2 + i];
                    rows[i] = place >= at ? lines.size() : rows[i];
                }
                lines.add(
                        new Line(
                                at == start ? number : 0,
                                shown(text.substring(at, pieceEnd)),
                                isCited));
                at = pieceEnd;
            } while (at < end);
            if (feed < 0 || feed + 1 == text.length()) { // a line feed ends its line
                break;
            }
            start = feed + 1;
            number++;
        }
        List<Integer> hits = new ArrayList<>();
        for (int row : rows) {
            hits.add(row);
        }
        return new SourceText(lines, first, hits, cut);
    }

    private static int pieceEnd(String text, int at, int end) {
        int to = Math.min(at + MAX_LINE, end);
        boolean half = to < end && to > at + 1 && Character.isHighSurrogate(text.charAt(to - 1));
        return half ? to - 1 : to;
    }

    /// Without what would move the text on a screen.
    private static String shown(String line) {
        String text = line.endsWith("\r") ? line.substring(0, line.length() - 1) : line;
        return text.replace("\t", "    ").replaceAll("\\p{Cntrl}", "\uFFFD");
    }

    /// Where bytes of the UTF-8 of a text stand in it, in characters.
    static int[] chars(String text, List<Integer> bytes) {
        int[] chars = new int[bytes.size()];
        List<Integer> order =
                IntStream.range(0, chars.length)
                        .boxed()
                        .sorted(Comparator.comparing(bytes::get))
                        .toList();
        int at = 0;
        int behind = 0;
        for (Integer one : order) {
            while (at < text.length() && behind < bytes.get(one)) {
                int letter = text.codePointAt(at);
                behind += letter < 0x80 ? 1 : letter < 0x800 ? 2 : letter < 0x10000 ? 3 : 4;
                at += Character.charCount(letter);
            }
            chars[one] = at;
        }
        return chars;
    }
}
