package dev.hqe.topics.codeaudit.patterns;

/// Cuts UTF-8 source text into tokens: words, numbers, strings, single marks. Comments and blanks
/// are passed over. Goes forward only; a text that is broken (a string without end) is cut somehow
/// and never refused. Not thread-safe.
///
/// Sources: Java Language Specification 3; Python reference 2; ECMAScript 12; Rust reference
/// "Tokens"; Go specification "Lexical elements"; POSIX shell command language 2.3.
final class Lexer {
    static final int END = 0;
    static final int WORD = 1;
    static final int NUMBER = 2;
    static final int STRING = 3;
    static final int MARK = 4;

    private static final String SHELL_MARKS = "|&;()<>\"'`";
    private static final int DELIMITER_MAX = 64;

    private final byte[] bytes;
    private final int to;
    private final Language language;
    private int at;
    private long steps;

    private int kind;
    private int start;
    private int end;
    private int contentStart;
    private int contentEnd;
    private boolean newline;
    private boolean interpolated;
    private int hash;
    private int lastMark;
    private boolean valueBefore;
    private int heredocStart;
    private int heredocEnd = -1;
    private boolean heredocsBroken;

    /// Up to here a quote, or a regular expression, was looked for the end of in vain.
    private int quotesBrokenUntil;

    private int regexBrokenUntil;

    Lexer(byte[] bytes, int from, int to, Language language) {
        this.bytes = bytes;
        this.at = from;
        this.to = to;
        this.language = language;
    }

    /// Bytes looked at so far, to prove that the work is linear.
    long steps() {
        return steps;
    }

    int kind() {
        return kind;
    }

    int start() {
        return start;
    }

    int end() {
        return end;
    }

    /// Of a string, between its quotes; of others the whole.
    int contentStart() {
        return contentStart;
    }

    int contentEnd() {
        return contentEnd;
    }

    /// Whether a line ended before this token.
    boolean newline() {
        return newline;
    }

    /// Whether a string takes in values: an f-string, a template, `"$x"`.
    boolean interpolated() {
        return interpolated;
    }

    /// Of a word's bytes.
    int hash() {
        return hash;
    }

    /// Moves to the next token; at the end its kind is [#END].
    void next() {
        newline = false;
        interpolated = false;
        hash = 0;
        skipBlanks();
        start = at;
        if (at >= to) {
            kind = END;
            end = at;
            return;
        }
        int c = bytes[at] & 0xff;
        if (language == Language.SHELL) {
            shellToken(c);
        } else if (isLetter(c)) {
            wordOrPrefixedString();
        } else if (c >= '0' && c <= '9') {
            number();
        } else if (!string(c) && !regex(c)) {
            mark();
        }
        end = at;
        if (kind != STRING) {
            contentStart = start;
            contentEnd = end;
        }
        steps += end - start + 1;
        valueBefore = kind != MARK || c == ')' || c == ']' || c == '}';
        if (kind == WORD && language == Language.JAVASCRIPT) {
            valueBefore = !isOperatorWord();
        }
        lastMark = kind == MARK ? c : 0;
    }

    private void mark() {
        kind = MARK;
        at++;
    }

    private int peek(int ahead) {
        return at + ahead < to ? bytes[at + ahead] & 0xff : -1;
    }

    private void skipBlanks() {
        int from = at;
        while (at < to) {
            int c = bytes[at] & 0xff;
            if (c == '\n') {
                newline = true;
                at++;
                if (heredocEnd >= 0) {
                    skipHeredoc();
                }
            } else if (c <= ' ') {
                at++;
            } else if (c == '\\' && (peek(1) == '\n' || (peek(1) == '\r' && peek(2) == '\n'))) {
                at += peek(1) == '\n' ? 2 : 3;
            } else if (!comment(c)) {
                break;
            }
        }
        steps += at - from;
    }

    private boolean comment(int c) {
        boolean hash = language == Language.PYTHON || language == Language.SHELL;
        if (hash) {
            if (c == '#') {
                toLineEnd();
            }
            return c == '#';
        }
        if (c == '#' && peek(1) == '!' && at == 0) {
            toLineEnd();
            return true;
        }
        if (c != '/' || (peek(1) != '/' && peek(1) != '*')) {
            return false;
        }
        if (peek(1) == '/') {
            toLineEnd();
            return true;
        }
        at += 2;
        int depth = 1;
        while (at < to && depth > 0) {
            if (bytes[at] == '*' && peek(1) == '/') {
                depth--;
                at++;
            } else if (language == Language.RUST && bytes[at] == '/' && peek(1) == '*') {
                depth++;
                at++;
            } else if (bytes[at] == '\n') {
                newline = true;
            }
            at++;
        }
        at = Math.min(at, to);
        return true;
    }

    private void toLineEnd() {
        while (at < to && bytes[at] != '\n') {
            at++;
        }
    }

    private static boolean isLetter(int c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || c == '$' || c > 127;
    }

    private static boolean isWordPart(int c) {
        return isLetter(c) || (c >= '0' && c <= '9');
    }

    private void wordOrPrefixedString() {
        int h = 0;
        while (at < to && isWordPart(bytes[at] & 0xff)) {
            h = 31 * h + bytes[at];
            at++;
        }
        kind = WORD;
        hash = h;
        int length = at - start;
        int c = peek(0);
        if (language == Language.PYTHON && length <= 2 && (c == '"' || c == '\'')) {
            pythonString(c);
        } else if (language == Language.RUST && length <= 2 && (c == '"' || c == '#')) {
            rustString(c);
        }
    }

    private void pythonString(int quote) {
        boolean formatted = false;
        for (int i = start; i < at; i++) {
            int prefix = bytes[i] | 0x20;
            if ("rbfu".indexOf(prefix) < 0) {
                return;
            }
            formatted |= prefix == 'f';
        }
        if (!quoted(quote)) {
            return;
        }
        if (formatted) {
            for (int i = contentStart; i < contentEnd; i++) {
                interpolated |= bytes[i] == '{';
            }
        }
    }

    private void rustString(int c) {
        int last = bytes[at - 1];
        int first = bytes[start];
        if (c == '"' && (first == 'b' || first == 'c') && at - start == 1) {
            quoted('"');
            return;
        }
        if (last != 'r') {
            return;
        }
        int hashes = 0;
        while (peek(hashes) == '#' && hashes < DELIMITER_MAX) {
            hashes++;
        }
        if (peek(hashes) != '"') {
            return;
        }
        at += hashes + 1;
        contentStart = at;
        while (at < to) {
            if (bytes[at] == '"') {
                int seen = 0;
                while (seen < hashes && peek(seen + 1) == '#') {
                    seen++;
                }
                if (seen == hashes) {
                    break;
                }
                steps += seen;
            }
            at++;
        }
        contentEnd = at;
        at = Math.min(to, at + hashes + 1);
        kind = STRING;
    }

    private void number() {
        kind = NUMBER;
        while (at < to && (isWordPart(bytes[at] & 0xff) || bytes[at] == '.')) {
            at++;
        }
    }

    private boolean string(int c) {
        if (c == '"') {
            return quoted(c);
        }
        if (c == '\'') {
            return language == Language.RUST ? rustChar() : quoted(c);
        }
        if (c != '`') {
            return false;
        }
        return language == Language.JAVASCRIPT ? template() : language == Language.GO && raw();
    }

    /// From a quote to its twin; false, and nothing taken, if the line ends first. Three quotes may
    /// span lines where the language has them.
    private boolean quoted(int quote) {
        if (at < quotesBrokenUntil) {
            return broken(at);
        }
        int open = at;
        boolean triples = language == Language.PYTHON || language == Language.JAVA;
        boolean triple =
                triples
                        && peek(1) == quote
                        && peek(2) == quote
                        && (language == Language.PYTHON || quote == '"');
        boolean lines = triple || language == Language.RUST;
        at += triple ? 3 : 1;
        contentStart = at;
        while (at < to) {
            int c = bytes[at] & 0xff;
            if (c == '\\') {
                at++;
            } else if (c == '\n' && !lines) {
                break;
            } else if (c == quote && (!triple || (peek(1) == quote && peek(2) == quote))) {
                contentEnd = at;
                at += triple ? 3 : 1;
                kind = STRING;
                return true;
            }
            at++;
        }
        steps += at - open;
        if (lines) {
            at = Math.min(at, to);
            contentEnd = at;
            kind = STRING;
            return true;
        }
        quotesBrokenUntil = at;
        return broken(open);
    }

    private boolean broken(int open) {
        at = open;
        if (at > start) {
            kind = WORD;
        }
        return false;
    }

    /// `'x'` and `'\n'`, but not the lifetime `'a`.
    private boolean rustChar() {
        if (peek(1) == '\\' || peek(2) == '\'') {
            return quoted('\'');
        }
        return false;
    }

    private boolean raw() {
        at++;
        contentStart = at;
        while (at < to && bytes[at] != '`') {
            at++;
        }
        contentEnd = at;
        at = Math.min(to, at + 1);
        kind = STRING;
        return true;
    }

    /// A template up to its end; what stands in `${ }` is passed over, nested templates included.
    private boolean template() {
        at++;
        contentStart = at;
        int depth = 0;
        boolean nested = false;
        while (at < to) {
            int c = bytes[at];
            if (c == '\\') {
                at++;
            } else if (c == '`') {
                if (depth == 0) {
                    break;
                }
                nested = !nested;
            } else if (!nested && c == '$' && peek(1) == '{' && depth == 0) {
                interpolated = true;
                depth = 1;
                at++;
            } else if (!nested && depth > 0 && c == '{') {
                depth++;
            } else if (!nested && depth > 0 && c == '}') {
                depth--;
            }
            at++;
        }
        contentEnd = Math.min(at, to);
        at = Math.min(to, at + 1);
        kind = STRING;
        return true;
    }

    /// A regular expression stands where a value is expected.
    private boolean regex(int c) {
        if (language != Language.JAVASCRIPT || c != '/' || valueBefore || at < regexBrokenUntil) {
            return false;
        }
        int here = at + 1;
        boolean set = false;
        while (here < to && bytes[here] != '\n') {
            int b = bytes[here];
            if (b == '\\') {
                here++;
            } else if (b == '[') {
                set = true;
            } else if (b == ']') {
                set = false;
            } else if (b == '/' && !set) {
                contentStart = at + 1;
                contentEnd = here;
                at = here + 1;
                kind = STRING;
                return true;
            }
            here++;
        }
        steps += here - at;
        regexBrokenUntil = here;
        return false;
    }

    private boolean isOperatorWord() {
        return is("return") || is("typeof") || is("case") || is("in") || is("of") || is("await");
    }

    private boolean is(String word) {
        if (word.length() != at - start) {
            return false;
        }
        for (int i = 0; i < word.length(); i++) {
            if (bytes[start + i] != word.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    private void shellToken(int c) {
        if (c == '\'') {
            shellString('\'');
        } else if (c == '"') {
            shellString('"');
        } else if (c < 128 && SHELL_MARKS.indexOf(c) >= 0) {
            boolean two = c == '<' && lastMark != '<' && peek(1) == '<' && peek(2) != '<';
            mark();
            if (two) {
                at++;
                heredoc();
            }
        } else {
            int h = 0;
            while (at < to && isShellWord(bytes[at] & 0xff)) {
                if (bytes[at] == '\\' && at + 1 < to && bytes[at + 1] != '\n') {
                    at++;
                }
                h = 31 * h + bytes[at];
                at++;
            }
            at = Math.max(at, start + 1);
            kind = WORD;
            hash = h;
        }
    }

    /// Whether it is one character that ends a word of a shell.
    static boolean isShellMark(String mark) {
        return mark.length() == 1 && SHELL_MARKS.indexOf(mark.charAt(0)) >= 0;
    }

    private static boolean isShellWord(int c) {
        return c > ' ' && (c >= 128 || SHELL_MARKS.indexOf(c) < 0);
    }

    private void shellString(int quote) {
        at++;
        contentStart = at;
        while (at < to && bytes[at] != quote) {
            interpolated |= quote == '"' && (bytes[at] == '$' || bytes[at] == '`');
            at += quote == '"' && bytes[at] == '\\' ? 2 : 1;
        }
        at = Math.min(at, to);
        contentEnd = at;
        at = Math.min(to, at + 1);
        kind = STRING;
    }

    /// Remembers the word behind `<<`: the lines up to that word alone are text.
    private void heredoc() {
        int here = at;
        if (here < to && bytes[here] == '-') {
            here++;
        }
        while (here < to && (bytes[here] == '"' || bytes[here] == '\'' || bytes[here] == ' ')) {
            here++;
        }
        int word = here;
        boolean named = here < to && isLetter(bytes[here] & 0xff) && !heredocsBroken;
        while (named
                && here < to
                && isWordPart(bytes[here] & 0xff)
                && here - word < DELIMITER_MAX) {
            here++;
        }
        if (here > word) {
            heredocStart = word;
            heredocEnd = here;
        }
    }

    /// If the word never comes, this was no here-document, and none is looked for again.
    private void skipHeredoc() {
        int length = heredocEnd - heredocStart;
        int first = at;
        heredocsBroken = true;
        while (at < to) {
            int line = at;
            while (line < to && bytes[line] == '\t') {
                line++;
            }
            int i = 0;
            while (i < length && line + i < to && bytes[line + i] == bytes[heredocStart + i]) {
                i++;
            }
            boolean ends = i == length && (line + i >= to || bytes[line + i] <= ' ');
            toLineEnd();
            if (ends) {
                heredocsBroken = false;
                break;
            }
            at = Math.min(to, at + 1);
        }
        steps += at - first;
        at = heredocsBroken ? first : at;
        heredocEnd = -1;
    }
}
