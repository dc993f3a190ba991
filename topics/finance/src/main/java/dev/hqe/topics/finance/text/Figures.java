package dev.hqe.topics.finance.text;

import dev.hqe.topics.kit.json.JsonValue;
import dev.hqe.topics.kit.json.JsonWriter;
import java.math.BigDecimal;
import java.util.Optional;

/// Numbers as banks and vendors write them, read exactly.
public final class Figures {
    private static final int WHOLE_MAX = 15;
    private static final int FRACTION_MAX = 9;
    private static final int SIGNIFICANT = 10;
    private static final String SYMBOLS = "$€£¥";
    private static final String SPACES = " \u00a0\u202f\u2009'’";

    private Figures() {}

    /// Reads a number of at most 15 digits before and 9 behind its decimal mark; empty if it is
    /// none.
    ///
    /// Passed over: a currency's symbol in front or behind, blanks, and marks between groups of
    /// three digits. A number in parentheses, or with a minus behind it, is negative, as in
    /// bookkeeping.
    ///
    /// @param mark the decimal mark, `.` or `,`; the other one may stand between groups
    public static Optional<BigDecimal> parse(String text, char mark) {
        int from = 0;
        int to = text.length();
        boolean negative = false;
        boolean signed = false;
        while (from < to && !isDigit(text.charAt(from)) && text.charAt(from) != mark) {
            char c = text.charAt(from++);
            if (c == '(' && text.charAt(to - 1) == ')' && !signed) {
                to--;
                negative = true;
                signed = true;
            } else if ((c == '-' || c == '\u2212' || c == '+') && !signed) {
                negative = c != '+';
                signed = true;
            } else if (!isPassedOver(c)) {
                return Optional.empty();
            }
        }
        while (from < to && !isDigit(text.charAt(to - 1))) {
            char c = text.charAt(--to);
            if (c == '-' && !signed) {
                negative = true;
                signed = true;
            } else if (!isPassedOver(c)) {
                return Optional.empty();
            }
        }
        Optional<String> digits = plain(text.substring(from, to), mark);
        if (digits.isEmpty()) {
            return Optional.empty();
        }
        BigDecimal size = new BigDecimal(digits.get());
        return Optional.of(negative ? size.negate() : size);
    }

    private static boolean isPassedOver(char c) {
        return SYMBOLS.indexOf(c) >= 0 || SPACES.indexOf(c) >= 0;
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    /// The number with `.` as its mark and nothing between groups.
    private static Optional<String> plain(String text, char mark) {
        int end = text.indexOf(mark);
        String whole = end < 0 ? text : text.substring(0, end);
        String fraction = end < 0 ? "" : text.substring(end + 1);
        StringBuilder digits = new StringBuilder();
        int group = -1;
        for (int i = 0; i < whole.length(); i++) {
            char c = whole.charAt(i);
            if (isDigit(c)) {
                digits.append(c);
                group += group >= 0 ? 1 : 0;
            } else if (digits.isEmpty() || !isGroupMark(c, mark) || (group >= 0 && group != 3)) {
                return Optional.empty();
            } else {
                group = 0;
            }
        }
        boolean misgrouped = group >= 0 && group != 3;
        if (misgrouped || digits.length() > WHOLE_MAX || fraction.length() > FRACTION_MAX) {
            return Optional.empty();
        }
        if (digits.isEmpty()) {
            digits.append('0');
        }
        if (!fraction.isEmpty()) {
            digits.append('.');
        }
        for (int i = 0; i < fraction.length(); i++) {
            if (!isDigit(fraction.charAt(i))) {
                return Optional.empty();
            }
            digits.append(fraction.charAt(i));
        }
        return (end == 0 && fraction.isEmpty()) || text.isEmpty()
                ? Optional.empty()
                : Optional.of(digits.toString());
    }

    private static boolean isGroupMark(char c, char mark) {
        return c == (mark == '.' ? ',' : '.') || SPACES.indexOf(c) >= 0;
    }

    /// The nearest double.
    public static double nearest(BigDecimal figure) {
        return JsonValue.Num.parse(figure.toPlainString()).value();
    }

    /// A double exactly as its shortest text says it: 0.1 is a tenth.
    public static BigDecimal exact(double value) {
        return new BigDecimal(new JsonValue.Num(value).text());
    }

    /// Writes a double with ten significant digits, or `null` if it is NaN.
    public static JsonWriter write(JsonWriter json, double value) {
        if (Double.isNaN(value)) {
            return json.nothing();
        }
        int places = SIGNIFICANT;
        double size = Math.abs(value);
        while (size >= 1 && places > 0) {
            size /= 10;
            places--;
        }
        while (size < 0.1 && size > 0 && places < 3 * SIGNIFICANT) {
            size *= 10;
            places++;
        }
        return json.number(value, places);
    }
}
