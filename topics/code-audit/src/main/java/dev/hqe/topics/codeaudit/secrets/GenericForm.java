package dev.hqe.topics.codeaudit.secrets;

import java.util.List;

/// `password = "value"` and its kin: only the key says that the value is secret, so the value must
/// look like one. Excluded are placeholders, words, identifiers, paths, code and whatever has less
/// entropy than the caller asks for.
final class GenericForm implements Detector {
    private static final int QUOTED_MIN = 8;
    private static final int UNQUOTED_MIN = 10;
    private static final int RANDOM_MIN = 16;
    private static final int RANDOM_DIGITS = 4;
    private static final int NO_WORD =
            CharClass.SYMBOL
                    | CharClass.PLUS
                    | CharClass.EQUALS
                    | CharClass.TILDE
                    | CharClass.AT
                    | CharClass.PERCENT;
    private static final int NEVER = CharClass.SPACE | CharClass.CONTROL | CharClass.BRACKET;

    private final Keyword keyword;
    private final boolean password;

    private GenericForm(Keyword keyword, boolean password) {
        this.keyword = keyword;
        this.password = password;
    }

    /// A value that a person may have chosen.
    static GenericForm password(Keyword keyword) {
        return new GenericForm(keyword, true);
    }

    /// A value that a machine made: longer.
    static GenericForm key(Keyword keyword) {
        return new GenericForm(keyword, false);
    }

    @Override
    public List<String> anchors() {
        return List.of(keyword.anchor());
    }

    @Override
    public boolean ignoresCase() {
        return true;
    }

    @Override
    public Span detect(Text text, int at, double minEntropy) {
        int keyEnd = keyword.keyEnd(text, at);
        if (keyEnd < 0) {
            return Span.NONE;
        }
        Assignment.Value value = Assignment.read(text, at, keyEnd);
        if (!value.found() || !plausible(text, value)) {
            return Span.NONE;
        }
        int start = value.start();
        int end = value.end();
        if (Placeholder.marksValue(text, start, end)
                || Entropy.bitsPerByte(text, start, end) < minEntropy) {
            return Span.NONE;
        }
        return new Span(start, end);
    }

    private boolean plausible(Text text, Assignment.Value value) {
        int start = value.start();
        int length = value.end() - start;
        int least = value.quoted() ? QUOTED_MIN : UNQUOTED_MIN;
        if (length < (password ? least : least + 4)) {
            return false;
        }
        int seen = 0;
        int digits = 0;
        for (int i = start; i < value.end(); i++) {
            int mask = CharClass.of(text.at(i));
            seen |= mask;
            digits += mask == CharClass.DIGIT ? 1 : 0;
        }
        text.step(length);
        boolean letters = (seen & CharClass.LETTER) != 0;
        boolean symbols = (seen & NO_WORD) != 0;
        int forbidden = value.quoted() && password ? NEVER & ~CharClass.BRACKET : NEVER;
        if ((seen & forbidden) != 0 || (digits == 0 && !symbols)) {
            return false;
        }
        if (!letters && !(password && symbols)) {
            return false;
        }
        boolean locator = (seen & CharClass.SLASH) != 0 && (seen & CharClass.COLON) != 0;
        if (locator || text.at(start) == '/' || text.at(start) == '.') {
            return false;
        }
        return value.quoted() || plausibleUnquoted(text, value, seen, digits);
    }

    /// Without quotes a value may as well be code: an identifier, a path of them, an expression.
    private static boolean plausibleUnquoted(
            Text text, Assignment.Value value, int seen, int digits) {
        boolean identifiers = (seen & ~(CharClass.WORD | CharClass.DOT)) == 0;
        if (identifiers) {
            boolean dotted = (seen & CharClass.DOT) != 0;
            return !dotted && (value.tight() ? digits >= 2 : isRandom(text, value, digits));
        }
        int operators = CharClass.SYMBOL | CharClass.EQUALS | CharClass.PLUS | CharClass.COLON;
        return value.tight() || (seen & operators) == 0;
    }

    /// With blanks around the `=` it must be longer than names are, with more digits, and alone.
    private static boolean isRandom(Text text, Assignment.Value value, int digits) {
        int next = text.at(value.end());
        boolean alone = next < 0 || next == '\\' || CharClass.is(next, CharClass.LINE_END);
        return alone && digits >= RANDOM_DIGITS && value.end() - value.start() >= RANDOM_MIN;
    }
}
