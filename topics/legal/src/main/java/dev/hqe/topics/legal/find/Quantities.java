package dev.hqe.topics.legal.find;

import dev.hqe.topics.legal.text.Sentence;
import java.util.List;
import java.util.Optional;

/// Lengths of time as contracts write them: `30 days`, `thirty (30) business days`, `two years`.
final class Quantities {
    private static final List<String> ONES =
            List.of(
                    "zero",
                    "one",
                    "two",
                    "three",
                    "four",
                    "five",
                    "six",
                    "seven",
                    "eight",
                    "nine",
                    "ten",
                    "eleven",
                    "twelve",
                    "thirteen",
                    "fourteen",
                    "fifteen",
                    "sixteen",
                    "seventeen",
                    "eighteen",
                    "nineteen");
    private static final List<String> TENS =
            List.of(
                    "", "", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty",
                    "ninety");
    private static final List<String> BUSINESS = List.of("business", "working", "banking");
    private static final List<String> PLAIN =
            List.of(
                    "calendar",
                    "consecutive",
                    "full",
                    "clear",
                    "complete",
                    "further",
                    "additional");
    private static final int MOST = 10_000;

    /// What a length is counted in.
    enum Unit {
        DAY("days"),
        BUSINESS_DAY("business days"),
        WEEK("weeks"),
        MONTH("months"),
        YEAR("years");

        private final String word;

        Unit(String word) {
            this.word = word;
        }

        String word() {
            return word;
        }
    }

    /// A length of time in a sentence.
    ///
    /// @param to behind its last token
    record Found(int amount, Unit unit, int to) {}

    private Quantities() {}

    /// The length that begins at a token, if one does.
    static Optional<Found> at(Sentence sentence, int i) {
        int amount = amount(sentence.get(i).lower());
        if (amount < 1) {
            return Optional.empty();
        }
        int at = i + 1;
        if (sentence.is(at, "(") && sentence.is(at + 2, ")")) {
            int digits = digits(sentence.get(at + 1).text());
            amount = digits > 0 ? digits : amount;
            at += 3;
        }
        boolean business = false;
        while (at < sentence.size()
                && (sentence.get(at).isOneOf(BUSINESS) || sentence.get(at).isOneOf(PLAIN))) {
            business |= sentence.get(at).isOneOf(BUSINESS);
            at++;
        }
        if (at >= sentence.size()) {
            return Optional.empty();
        }
        Optional<Unit> unit = unit(sentence.get(at).lower(), business);
        int apostrophe = sentence.is(at + 1, "'", "\u2019") ? at + 2 : at + 1;
        int found = amount;
        return unit.map(one -> new Found(found, one, apostrophe));
    }

    private static Optional<Unit> unit(String word, boolean business) {
        String bare = word.endsWith("'s") || word.endsWith("\u2019s") ? cut(word, 2) : word;
        return switch (bare.endsWith("s") ? cut(bare, 1) : bare) {
            case "day" -> Optional.of(business ? Unit.BUSINESS_DAY : Unit.DAY);
            case "week" -> Optional.of(Unit.WEEK);
            case "month" -> Optional.of(Unit.MONTH);
            case "year" -> Optional.of(Unit.YEAR);
            default -> Optional.empty();
        };
    }

    private static String cut(String word, int by) {
        return word.substring(0, word.length() - by);
    }

    /// Digits, or a word up to ninety-nine; -1 for anything else.
    private static int amount(String word) {
        int digits = digits(word);
        if (digits >= 0) {
            return digits;
        }
        int ones = ONES.indexOf(word);
        if (ones >= 0) {
            return ones;
        }
        int hyphen = word.indexOf('-');
        int tens = TENS.indexOf(hyphen < 0 ? word : word.substring(0, hyphen));
        if (tens < 2) {
            return -1;
        }
        int rest = hyphen < 0 ? 0 : ONES.indexOf(word.substring(hyphen + 1));
        return rest < 0 || rest > 9 ? -1 : tens * 10 + rest;
    }

    /// A whole number up to 10,000; -1 for anything else.
    static int digits(String text) {
        int value = text.isEmpty() ? -1 : 0;
        for (int i = 0; i < text.length() && value >= 0; i++) {
            char c = text.charAt(i);
            value = c < '0' || c > '9' || value > MOST ? -1 : value * 10 + c - '0';
        }
        return value > MOST ? -1 : value;
    }
}
