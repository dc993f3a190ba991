package dev.hqe.kernel.json;

import com.networknt.schema.regex.RegularExpression;
import com.networknt.schema.regex.RegularExpressions;
import java.util.regex.Pattern;

/// A schema's `pattern` that gives up. `java.util.regex` backtracks, and some patterns take longer
/// than anybody lives for forty characters; it cannot be interrupted, but it reads its input one
/// character at a time, and those can be counted. Thread-safe.
final class BoundedPattern implements RegularExpression {

    private static final long MAX_STEPS = 5_000_000;

    private final Pattern pattern;

    private BoundedPattern(Pattern pattern) {
        this.pattern = pattern;
    }

    /// Takes a pattern as JSON Schema writes it, ECMA-262 style.
    ///
    /// @throws java.util.regex.PatternSyntaxException when it is none
    static BoundedPattern compile(String ecma) {
        return new BoundedPattern(
                Pattern.compile(
                        RegularExpressions.replaceLongformCharacterProperties(
                                RegularExpressions.replaceDollarAnchors(ecma))));
    }

    /// Whether the pattern is found anywhere in the text.
    ///
    /// @throws TooManySteps when finding out takes too long
    @Override
    public boolean matches(String text) {
        return pattern.matcher(new Counted(text, new long[1])).find();
    }

    /// Unwinds the matcher.
    static final class TooManySteps extends RuntimeException {

        private static final long serialVersionUID = 1L;

        TooManySteps() {
            super("a pattern of the schema takes more than " + MAX_STEPS + " steps: simplify it");
        }
    }

    private static final class Counted implements CharSequence {

        private final CharSequence text;
        private final long[] steps;

        Counted(CharSequence text, long[] steps) {
            this.text = text;
            this.steps = steps;
        }

        @Override
        public char charAt(int index) {
            steps[0]++;
            if (steps[0] > MAX_STEPS) {
                throw new TooManySteps();
            }
            return text.charAt(index);
        }

        @Override
        public int length() {
            return text.length();
        }

        @Override
        public CharSequence subSequence(int start, int end) {
            return new Counted(text.subSequence(start, end), steps);
        }

        @Override
        public String toString() {
            return text.toString();
        }
    }
}
