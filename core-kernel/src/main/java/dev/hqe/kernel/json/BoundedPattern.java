package dev.hqe.kernel.json;

import com.networknt.schema.regex.RegularExpression;
import com.networknt.schema.regex.RegularExpressions;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/// A schema's `pattern` that gives up. `java.util.regex` backtracks, and some patterns take longer
/// than anybody lives for forty characters; it cannot be interrupted, but it reads its input one
/// character at a time, and those can be counted. Whoever checks a value opens one [#budget] for
/// all of its patterns; a schema may have many, and a value many strings. Thread-safe.
final class BoundedPattern implements RegularExpression {

    /// Steps for all patterns of one check together; about the characters of a large document.
    private static final long MAX_STEPS = 20_000_000;

    /// How many steps may pass before an interruption is seen; a power of two.
    private static final int INTERRUPTION_STEPS = 1024;

    private static final ScopedValue<Steps> BUDGET = ScopedValue.newInstance();

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

    /// Runs one check. Its patterns, all together, may take so many steps and no more.
    ///
    /// @throws TooManySteps when they take more
    /// @throws Interrupted when the thread is interrupted meanwhile
    static <T> T budget(Supplier<T> check) {
        return ScopedValue.where(BUDGET, new Steps()).call(check::get);
    }

    /// Whether the pattern is found anywhere in the text.
    ///
    /// @throws TooManySteps when finding out takes too long
    /// @throws Interrupted when the thread is interrupted meanwhile
    @Override
    public boolean matches(String text) {
        Steps steps = BUDGET.isBound() ? BUDGET.get() : new Steps();
        try {
            return pattern.matcher(new Counted(text, steps)).find();
        } catch (StackOverflowError e) { // the matcher recurses for repeated groups
            throw new TooManySteps();
        }
    }

    /// Unwinds the matcher.
    static final class TooManySteps extends RuntimeException {

        private static final long serialVersionUID = 1L;

        TooManySteps() {
            super("a pattern of the schema takes more than " + MAX_STEPS + " steps: simplify it");
        }
    }

    /// Unwinds the matcher. The thread stays interrupted.
    static final class Interrupted extends RuntimeException {

        private static final long serialVersionUID = 1L;

        Interrupted() {
            super("interrupted while a pattern of the schema was checked");
        }
    }

    /// Counts for one check, on one thread.
    private static final class Steps {

        private long taken;

        void take() {
            taken++;
            if (taken > MAX_STEPS) {
                throw new TooManySteps();
            }
            if ((taken & (INTERRUPTION_STEPS - 1)) == 0 && Thread.currentThread().isInterrupted()) {
                throw new Interrupted();
            }
        }
    }

    private record Counted(CharSequence text, Steps steps) implements CharSequence {

        @Override
        public char charAt(int index) {
            steps.take();
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
