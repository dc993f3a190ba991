package dev.hqe.topics.legal.find;

import dev.hqe.topics.kit.Day;
import dev.hqe.topics.legal.text.Sentence;
import dev.hqe.topics.legal.text.Token;
import java.util.List;
import java.util.Optional;

/// Dates as contracts write them: `31 March 2026`, `31st day of March, 2026`, `March 31, 2026`,
/// `2026-03-31`, `31/03/2026`.
final class Dates {
    private static final List<String> MONTHS =
            List.of(
                    "january",
                    "february",
                    "march",
                    "april",
                    "may",
                    "june",
                    "july",
                    "august",
                    "september",
                    "october",
                    "november",
                    "december");
    private static final List<String> SHORT =
            List.of(
                    "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov",
                    "dec");

    /// A date in a sentence.
    ///
    /// @param day empty if it can be read in two ways, such as 03/04/2026
    /// @param to behind its last token
    record Found(Optional<Day> day, int to) {}

    private Dates() {}

    /// The date that begins at a token, if one does.
    static Optional<Found> at(Sentence sentence, int i) {
        int first = number(sentence, i);
        if (first > 999 && sentence.is(i + 1, "-") && sentence.is(i + 3, "-")) {
            return found(first, number(sentence, i + 2), number(sentence, i + 4), i + 5);
        }
        if (sentence.is(i + 1, "/", "-") && sentence.is(i + 3, "/", "-")) {
            return numeric(first, number(sentence, i + 2), number(sentence, i + 4), i + 5);
        }
        if (first > 0 && first <= 31) {
            int at = sentence.is(i + 1, "day") && sentence.is(i + 2, "of") ? i + 3 : i + 1;
            int year = sentence.is(at + 1, ",", ".") ? at + 2 : at + 1;
            return found(number(sentence, year), month(sentence, at), first, year + 1);
        }
        int month = month(sentence, i);
        int year = sentence.is(i + 2, ",") ? i + 3 : i + 2;
        return month == 0
                ? Optional.empty()
                : found(number(sentence, year), month, number(sentence, i + 1), year + 1);
    }

    /// With slashes: read where only one order gives a date, else told without a day.
    private static Optional<Found> numeric(int a, int b, int year, int to) {
        if (a < 1 || b < 1 || a > 31 || b > 31 || year < 1900) {
            return Optional.empty();
        }
        if (a <= 12 && b <= 12 && a != b) {
            return Optional.of(new Found(Optional.empty(), to));
        }
        return a > 12 ? found(year, b, a, to) : found(year, a, b, to);
    }

    private static Optional<Found> found(int year, int month, int day, int to) {
        return year < 1900 || month < 1 || day < 1
                ? Optional.empty()
                : Day.of(year, month, day).map(one -> new Found(Optional.of(one), to));
    }

    /// 1 to 12, or 0.
    private static int month(Sentence sentence, int i) {
        if (i >= sentence.size() || !sentence.get(i).isCapital()) {
            return 0;
        }
        String word = sentence.get(i).lower();
        return Math.max(MONTHS.indexOf(word), SHORT.indexOf(word)) + 1;
    }

    /// `31`, `31st`, `2026`; -1 for anything else.
    private static int number(Sentence sentence, int i) {
        if (i >= sentence.size()) {
            return -1;
        }
        Token token = sentence.get(i);
        String digits = token.text();
        if (token.isWord()) {
            for (String ending : List.of("st", "nd", "rd", "th")) {
                if (token.lower().endsWith(ending)) {
                    digits = digits.substring(0, digits.length() - 2);
                    break;
                }
            }
        }
        return Quantities.digits(digits);
    }
}
