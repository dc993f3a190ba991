package dev.hqe.memory.chunk;

import dev.hqe.memory.chunk.Unit.Edge;
import java.text.BreakIterator;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Collects the units of a text, and takes apart further what is too large for one: sentences into
/// runs of words, words anywhere but inside a character.
///
/// Tokens are counted of pieces of bounded length only, so all of it takes linear time.
final class UnitList {

    /// How many fit in a chunk at least, of those that had to be taken apart.
    private static final int PIECES = 4;

    /// Longest text that is searched for sentences at once.
    private static final int MAX_SENTENCES = 100_000;

    private static final int MAX_MARKS = 32;

    private final String text;
    private final TokenCounter counter;
    private final int maxTokens;
    private final int maxChars;
    private final List<Unit> units = new ArrayList<>();
    private final BreakIterator sentences = BreakIterator.getSentenceInstance(Locale.ROOT);

    /// @param maxTokens in one unit
    /// @param maxChars in one unit
    UnitList(String text, TokenCounter counter, int maxTokens, int maxChars) {
        this.text = text;
        this.counter = counter;
        this.maxTokens = maxTokens;
        this.maxChars = maxChars;
    }

    List<Unit> units() {
        return units;
    }

    /// Whether a part of the text can be one unit.
    boolean fits(int start, int end) {
        return end - start <= maxChars && count(start, end) <= maxTokens;
    }

    /// Adds prose by its sentences.
    void addProse(int start, int end, Edge edge, @Nullable Context context) {
        Edge first = edge;
        for (int from = start; from < end; ) {
            int to = end - from <= MAX_SENTENCES ? end : whole(from, from + MAX_SENTENCES, end);
            sentences.setText(text.substring(from, to));
            int sentence = sentences.first();
            for (int next = sentences.next(); next != BreakIterator.DONE; next = sentences.next()) {
                add(from + sentence, from + next, first, context, true);
                first = Edge.SENTENCE;
                sentence = next;
            }
            from = to;
        }
    }

    /// Adds one unit, or as many as it takes.
    void add(int start, int end, Edge edge, @Nullable Context context, boolean again) {
        int from = start;
        int to = end;
        while (from < to && Character.isWhitespace(text.charAt(from))) {
            from++;
        }
        while (from < to && Character.isWhitespace(text.charAt(to - 1))) {
            to--;
        }
        if (from == to) {
            return;
        }
        if (to - from <= maxChars) {
            int tokens = count(from, to);
            if (tokens <= maxTokens) {
                units.add(new Unit(from, to, tokens, edge, context, again));
                return;
            }
        }
        addWords(from, to, edge, context, again);
    }

    private void addWords(int start, int end, Edge edge, @Nullable Context context, boolean again) {
        Edge next = edge;
        int runStart = start;
        int runTokens = 0;
        int from = start;
        while (from < end) {
            int to = wordEnd(from, end);
            boolean small = to - from <= maxChars / PIECES;
            int tokens = small ? count(from, to) : Integer.MAX_VALUE;
            boolean alone = tokens > maxTokens / PIECES;
            boolean full =
                    alone
                            || runTokens + tokens > maxTokens / PIECES
                            || to - runStart > maxChars / PIECES;
            if (full && from > runStart) {
                units.add(new Unit(runStart, from, runTokens, next, context, again));
                next = Edge.WORD;
                runStart = from;
                runTokens = 0;
            }
            if (alone) {
                addHalves(from, to, next, context, again);
                next = Edge.WORD;
                runStart = to;
            } else {
                runTokens += tokens;
            }
            from = to;
        }
        if (end > runStart) {
            units.add(new Unit(runStart, end, runTokens, next, context, again));
        }
    }

    /// Behind the word that begins here and the blanks behind it.
    private int wordEnd(int start, int end) {
        int at = start;
        while (at < end && !Character.isWhitespace(text.charAt(at))) {
            at++;
        }
        while (at < end && Character.isWhitespace(text.charAt(at))) {
            at++;
        }
        return at;
    }

    private void addHalves(
            int start, int end, Edge edge, @Nullable Context context, boolean again) {
        boolean small = end - start <= maxChars / PIECES;
        int tokens = small ? count(start, end) : Integer.MAX_VALUE;
        int middle = whole(start, start + (end - start) / 2, end);
        if (tokens <= maxTokens / PIECES || middle >= end) {
            int counted = small ? tokens : count(start, end);
            units.add(new Unit(start, end, counted, edge, context, again));
        } else {
            addHalves(start, middle, edge, context, again);
            addHalves(middle, end, Edge.WORD, context, again);
        }
    }

    /// A place near `at` that is not inside a character, behind `start`, at `end` at most; and not
    /// before a mark on a letter, if there are not too many.
    private int whole(int start, int at, int end) {
        int place = Math.max(at, start + 1);
        if (place < end && Character.isLowSurrogate(text.charAt(place))) {
            place++;
        }
        int marks = 0;
        int behind = place;
        while (behind < end && marks < MAX_MARKS && isMark(text.codePointAt(behind))) {
            behind += Character.charCount(text.codePointAt(behind));
            marks++;
        }
        return marks < MAX_MARKS && behind < end ? behind : Math.min(place, end);
    }

    private static boolean isMark(int codePoint) {
        int type = Character.getType(codePoint);
        return type == Character.NON_SPACING_MARK
                || type == Character.ENCLOSING_MARK
                || type == Character.COMBINING_SPACING_MARK
                || codePoint == 0x200D;
    }

    private int count(int start, int end) {
        return counter.count(text.substring(start, end));
    }
}
