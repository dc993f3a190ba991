package dev.hqe.topics.codeaudit.secrets;

/// Reads `key = "value"` in the ways in which languages and configuration files write it.
///
/// Understood between key and value: a closing quote or bracket of the key, blanks, one of `=`,
/// `:`, `:=`, `::=`, `?=`, `.=`, `=>`, `==`, a type (`: String =`, `string =`), the `,` of a call
/// whose key was quoted, the `>` of an XML element and a line end behind it; each also with the
/// quotes escaped, as in JSON inside a string. All runs are bounded.
final class Assignment {
    /// Where a value stands, and how it is enclosed.
    ///
    /// @param end of a quoted value; for an unquoted one the end of what could belong to it
    /// @param quoted whether quotes enclose it
    /// @param tight for an unquoted value: no blank before an `=`, or a `:` and a blank, as in
    ///   `.env`, properties and YAML files
    record Value(int start, int end, boolean quoted, boolean tight) {
        static final Value NONE = new Value(-1, -1, false, false);

        boolean found() {
            return start >= 0;
        }
    }

    static final int VALUE_MAX = 256;
    private static final int BLANKS_MAX = 8;
    private static final int TYPE_MAX = 40;
    private static final int OPERATOR_MAX = 3;
    private static final int INDENT_MAX = 64;
    private static final int TYPE =
            CharClass.WORD | CharClass.DOT | CharClass.BLANK | CharClass.SYMBOL;
    private static final int UNQUOTED =
            CharClass.WORD_DASH
                    | CharClass.PLUS
                    | CharClass.SLASH
                    | CharClass.EQUALS
                    | CharClass.DOT
                    | CharClass.TILDE
                    | CharClass.AT
                    | CharClass.PERCENT
                    | CharClass.COLON
                    | CharClass.SYMBOL;

    private Assignment() {}

    /// The value that is assigned to a key.
    ///
    /// @param at an index inside the key
    static Value read(Text text, int at, int keyEnd) {
        int quote = skipBackslash(text, keyEnd);
        boolean keyQuoted = CharClass.is(text.at(quote), CharClass.QUOTE);
        int close = keyQuoted ? quote + 1 : keyEnd;
        if (text.at(close) == ']') {
            close++;
        }
        int operator = text.run(close, CharClass.BLANK, BLANKS_MAX);
        int c = text.at(operator);
        if (c == ',') {
            boolean call = keyQuoted && isFirstArgument(text, at);
            return call ? quotedAfter(text, operator + 1) : Value.NONE;
        }
        if (c == '>') {
            return unquoted(text, text.run(operator + 1, CharClass.SPACE, INDENT_MAX), true);
        }
        int equals = compound(text, operator);
        if (equals > operator) {
            return valueAt(text, equals + 1, c == ':' || operator == close);
        }
        if (operator > close && CharClass.is(c, CharClass.LETTER)) {
            return afterType(text, operator);
        }
        if (c != '=' && c != ':') {
            return Value.NONE;
        }
        int after = operator + 1;
        for (int i = 0; i < 2 && (text.at(after) == '=' || text.at(after) == '>'); i++) {
            after++;
        }
        Value value = valueAt(text, after, c == ':' || operator == close);
        return c == ':' && !value.quoted() ? typed(text, after, value) : value;
    }

    /// The `=` of an operator such as `::=`, `?=`, `.=` or `||=` (make, PHP, Ruby), or its start.
    private static int compound(Text text, int operator) {
        int end = operator;
        while (end - operator < OPERATOR_MAX && isOperator(text.at(end))) {
            end++;
        }
        return end > operator && text.at(end) == '=' && text.at(end + 1) != '=' ? end : operator;
    }

    private static boolean isOperator(int c) {
        return c == ':' || c == '?' || c == '.' || c == '|' || c == '+';
    }

    /// `var key string = "value"` (Go, Kotlin's and Swift's kin without a colon).
    private static Value afterType(Text text, int type) {
        int end = text.run(type, CharClass.WORD | CharClass.DOT, TYPE_MAX);
        int equals = text.run(end, CharClass.BLANK, BLANKS_MAX);
        boolean assigned = text.at(equals) == '=' && text.at(equals + 1) != '=';
        return assigned ? quotedAfter(text, equals + 1) : Value.NONE;
    }

    /// `("key", "value")` is a call that sets something; `"key", "value"` may be any two strings.
    private static boolean isFirstArgument(Text text, int at) {
        int start = text.runBack(at, CharClass.WORD_DASH | CharClass.DOT, TYPE_MAX);
        return CharClass.is(text.at(start - 1), CharClass.QUOTE) && text.at(start - 2) == '(';
    }

    /// After `name:` there may be a type before the `=`; then the value stands behind it.
    private static Value typed(Text text, int after, Value untyped) {
        int typeEnd = text.run(after, TYPE, TYPE_MAX);
        if (text.at(typeEnd) != '=' || typeEnd == after) {
            return untyped;
        }
        Value typed = quotedAfter(text, typeEnd + 1);
        return typed.found() ? typed : untyped;
    }

    private static Value valueAt(Text text, int after, boolean tightBefore) {
        Value quoted = quotedAfter(text, after);
        if (quoted.found()) {
            return quoted;
        }
        int start = text.run(after, CharClass.BLANK, BLANKS_MAX);
        boolean tight = tightBefore && (start == after || text.at(after - 1) == ':');
        return unquoted(text, start, tight);
    }

    private static Value quotedAfter(Text text, int after) {
        int at = text.run(after, CharClass.BLANK, BLANKS_MAX);
        if (CharClass.is(text.at(at), CharClass.LETTER | CharClass.AT | CharClass.SYMBOL)
                && CharClass.is(text.at(at + 1), CharClass.QUOTE)) {
            at++;
        }
        boolean escaped = text.at(at) == '\\';
        int quoteAt = skipBackslash(text, at);
        int quote = text.at(quoteAt);
        if (!CharClass.is(quote, CharClass.QUOTE)) {
            return Value.NONE;
        }
        int start = quoteAt + 1;
        int end = start;
        while (end - start <= VALUE_MAX) {
            int c = text.at(end);
            if (c < 0 || CharClass.is(c, CharClass.LINE_END)) {
                return Value.NONE;
            }
            if (c == quote || (escaped && c == '\\')) {
                text.step(end - start);
                return new Value(start, end, true, true);
            }
            end += c == '\\' ? 2 : 1;
        }
        text.step(end - start);
        return Value.NONE;
    }

    private static Value unquoted(Text text, int start, boolean tight) {
        int end = text.run(start, UNQUOTED, VALUE_MAX);
        int c = text.at(end);
        boolean ends =
                c < 0 || c == '<' || CharClass.is(c, CharClass.SPACE) || isEscapedEnd(text, end);
        return ends && end > start ? new Value(start, end, false, tight) : Value.NONE;
    }

    /// `\n` in a string that holds a whole file.
    private static boolean isEscapedEnd(Text text, int at) {
        int next = text.at(at + 1);
        return text.at(at) == '\\' && (next == 'n' || next == 'r');
    }

    private static int skipBackslash(Text text, int at) {
        return text.at(at) == '\\' ? at + 1 : at;
    }
}
