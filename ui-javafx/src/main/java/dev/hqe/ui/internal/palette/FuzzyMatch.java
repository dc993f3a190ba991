package dev.hqe.ui.internal.palette;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// How well some words fit a text, and where. Case does not count, and a space of the words fits
/// any of `. _ - /`, so `price b` finds `finance.price_bars`.
///
/// From good to poor: the words as they stand; each word somewhere; letters that begin a word or go
/// on from the letter before (`fpb`); letters in their order, not far apart.
///
/// @param score the higher the better; comparable between texts
/// @param spans parts of the text that fit, in order, not touching
public record FuzzyMatch(int score, List<Span> spans) {

    /// Longest words and texts that are compared; what is beyond is left out.
    static final int MAX_WORDS = 64;

    static final int MAX_TEXT = 256;

    private static final int WHOLE = 1000;
    private static final int WORDS = 700;
    private static final int INITIALS = 400;
    private static final int LETTERS = 150;

    /// Below it only letters in their order fit.
    private static final int LOOSE = 300;

    /// @param to exclusive
    public record Span(int from, int to) {}

    public FuzzyMatch {
        spans = List.copyOf(spans);
    }

    /// Whether only letters in their order fit, which is worth something where nothing else fits.
    public boolean isLoose() {
        return score > 0 && score < LOOSE;
    }

    /// Nothing that was typed fits everything alike.
    public static Optional<FuzzyMatch> of(String words, String text) {
        String wanted = lower(words.strip(), MAX_WORDS);
        String there = lower(text, MAX_TEXT);
        if (wanted.isEmpty()) {
            return Optional.of(new FuzzyMatch(0, List.of()));
        }
        return whole(wanted, there)
                .or(() -> eachWord(wanted, there))
                .or(() -> initials(wanted.replace(" ", ""), there))
                .or(() -> letters(wanted.replace(" ", ""), there));
    }

    private static Optional<FuzzyMatch> whole(String wanted, String there) {
        int best = -1;
        for (int at = 0; at + wanted.length() <= there.length(); at++) {
            if (fits(wanted, there, at)) {
                if (begins(there, at)) {
                    best = at;
                    break;
                }
                best = best < 0 ? at : best;
            }
        }
        if (best < 0) {
            return Optional.empty();
        }
        int score = WHOLE + (begins(there, best) ? 150 : 0) + (best == 0 ? 100 : 0);
        return Optional.of(
                new FuzzyMatch(
                        score - there.length() / 4,
                        List.of(new Span(best, best + wanted.length()))));
    }

    private static boolean fits(String wanted, String there, int at) {
        for (int i = 0; i < wanted.length(); i++) {
            char one = wanted.charAt(i);
            char other = there.charAt(at + i);
            if (one != other && !(one == ' ' && isBetween(other))) {
                return false;
            }
        }
        return true;
    }

    private static Optional<FuzzyMatch> eachWord(String wanted, String there) {
        String[] words = wanted.split(" +");
        if (words.length < 2) {
            return Optional.empty();
        }
        int score = WORDS;
        List<Span> spans = new ArrayList<>();
        for (String word : words) {
            Optional<FuzzyMatch> found = whole(word, there);
            if (found.isEmpty()) {
                return Optional.empty();
            }
            Span span = found.get().spans().getFirst();
            score += begins(there, span.from()) ? 20 : 0;
            spans.add(span);
        }
        return Optional.of(new FuzzyMatch(score - there.length() / 4, joined(spans)));
    }

    private static Optional<FuzzyMatch> initials(String wanted, String there) {
        int[] at = new int[wanted.length()];
        if (wanted.length() < 2 || !initial(wanted, there, 0, 0, at, new int[] {2000})) {
            return Optional.empty();
        }
        return Optional.of(new FuzzyMatch(INITIALS - there.length() / 4, spans(at)));
    }

    /// @param steps how many more tries there may be: a text of one letter has very many ways
    private static boolean initial(
            String wanted, String there, int next, int from, int[] at, int[] steps) {
        if (next == wanted.length()) {
            return true;
        }
        for (int i = from; i < there.length() && steps[0]-- > 0; i++) {
            boolean goesOn = next > 0 && i == at[next - 1] + 1;
            if (there.charAt(i) == wanted.charAt(next) && (goesOn || begins(there, i))) {
                at[next] = i;
                if (initial(wanted, there, next + 1, i + 1, at, steps)) {
                    return true;
                }
            }
        }
        return false;
    }

    private static Optional<FuzzyMatch> letters(String wanted, String there) {
        if (wanted.length() < 3) {
            return Optional.empty();
        }
        int[] at = new int[wanted.length()];
        int from = 0;
        for (int i = 0; i < wanted.length(); i++) {
            int found = there.indexOf(wanted.charAt(i), from);
            if (found < 0) {
                return Optional.empty();
            }
            at[i] = found;
            from = found + 1;
        }
        int upTo = at[wanted.length() - 1]; // from its end backwards it is the shortest
        for (int i = wanted.length() - 2; i >= 0; i--) {
            at[i] = there.lastIndexOf(wanted.charAt(i), at[i + 1] - 1);
        }
        int length = upTo - at[0] + 1;
        if (length > wanted.length() * 2) {
            return Optional.empty();
        }
        return Optional.of(
                new FuzzyMatch(LETTERS - length + (begins(there, at[0]) ? 30 : 0), spans(at)));
    }

    private static List<Span> spans(int[] at) {
        List<Span> spans = new ArrayList<>();
        for (int one : at) {
            spans.add(new Span(one, one + 1));
        }
        return joined(spans);
    }

    private static List<Span> joined(List<Span> spans) {
        List<Span> sorted = new ArrayList<>(spans);
        sorted.sort((one, other) -> Integer.compare(one.from(), other.from()));
        List<Span> joined = new ArrayList<>();
        for (Span span : sorted) {
            if (!joined.isEmpty() && span.from() <= joined.getLast().to()) {
                Span last = joined.removeLast();
                joined.add(new Span(last.from(), Math.max(last.to(), span.to())));
            } else {
                joined.add(span);
            }
        }
        return joined;
    }

    private static boolean begins(String text, int at) {
        return at == 0 || isBetween(text.charAt(at - 1));
    }

    private static boolean isBetween(char one) {
        return !Character.isLetterOrDigit(one);
    }

    /// Letter by letter, so that places in it are places in the text.
    private static String lower(String text, int most) {
        StringBuilder lower = new StringBuilder();
        for (int i = 0; i < Math.min(most, text.length()); i++) {
            lower.append(Character.toLowerCase(text.charAt(i)));
        }
        return lower.toString();
    }
}
