package dev.hqe.topics.codeaudit.patterns;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/// Finds risky code in a text of a known language in one pass. A rule is reported once a line.
/// Builds the rules of a language when it is first met. Not thread-safe.
public final class PatternScanner {
    private final Map<Language, PatternBook> books = new EnumMap<>(Language.class);
    private long steps;

    /// The matches in the order of the text, at most `max`.
    ///
    /// @param bytes UTF-8, not copied and not written to
    public List<PatternMatch> scan(byte[] bytes, int from, int to, Language language, int max) {
        PatternBook book = books.get(language);
        if (book == null) {
            book = PatternBook.of(language);
            books.put(language, book);
        }
        List<PatternMatch> matches = new ArrayList<>();
        Window window = new Window(bytes, from, to, language);
        while (matches.size() < max && window.advance()) {
            int kind = window.kind(0);
            if (kind == Lexer.WORD) {
                match(book.startingWith(window.hash(0)), window, bytes, matches);
            } else if (kind == Lexer.STRING) {
                match(book.startingWithString(), window, bytes, matches);
            }
        }
        steps += window.steps();
        return matches;
    }

    private static void match(
            List<PatternBook.Entry> entries,
            Window window,
            byte[] bytes,
            List<PatternMatch> matches) {
        for (int i = 0; i < entries.size(); i++) {
            PatternBook.Entry entry = entries.get(i);
            if (entry.rule().holds(entry.pattern(), window)
                    && !isRepeated(entry.rule(), window.start(0), bytes, matches)) {
                matches.add(new PatternMatch(entry.rule(), window.start(0), window.end(0)));
            }
        }
    }

    /// Whether the same rule was met on this line, which the last few matches tell.
    private static boolean isRepeated(
            PatternRule rule, int start, byte[] bytes, List<PatternMatch> matches) {
        for (int i = matches.size() - 1; i >= 0 && i >= matches.size() - 4; i--) {
            PatternMatch match = matches.get(i);
            if (match.rule() == rule && start - match.start() < 400) {
                int at = match.start();
                while (at < start && bytes[at] != '\n') {
                    at++;
                }
                return at == start;
            }
        }
        return false;
    }

    /// Bytes and tokens looked at so far, to prove that the work is linear.
    public long steps() {
        return steps;
    }
}
