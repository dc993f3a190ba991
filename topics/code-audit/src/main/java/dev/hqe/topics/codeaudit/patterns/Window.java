package dev.hqe.topics.codeaudit.patterns;

/// The tokens from the current one on, at most [#SIZE] of them, in a ring: so a text of any length
/// takes the memory of 64 tokens. Not thread-safe.
final class Window {
    /// How far a rule can look.
    static final int SIZE = 64;

    private static final int MASK = SIZE - 1;

    private final byte[] bytes;
    private final Lexer lexer;
    private final boolean lineEnds;
    private final boolean shell;
    private final int[] kind = new int[SIZE];
    private final int[] start = new int[SIZE];
    private final int[] end = new int[SIZE];
    private final int[] contentStart = new int[SIZE];
    private final int[] contentEnd = new int[SIZE];
    private final int[] hash = new int[SIZE];
    private final boolean[] newline = new boolean[SIZE];
    private final boolean[] interpolated = new boolean[SIZE];
    private int head;
    private int filled;
    private int beforeStart;
    private int beforeEnd;
    private long steps;

    Window(byte[] bytes, int from, int to, Language language) {
        this.bytes = bytes;
        this.lexer = new Lexer(bytes, from, to, language);
        this.lineEnds = language.endsWithLine();
        this.shell = language == Language.SHELL;
    }

    /// Moves on by one token; false at the end.
    boolean advance() {
        if (filled > 0) {
            beforeStart = start[head & MASK];
            beforeEnd = end[head & MASK];
            head++;
            filled--;
        }
        return kind(0) != Lexer.END;
    }

    boolean isShell() {
        return shell;
    }

    /// Bytes and tokens looked at so far.
    long steps() {
        return steps + lexer.steps();
    }

    private int slot(int ahead) {
        while (filled <= ahead) {
            lexer.next();
            int slot = (head + filled) & MASK;
            kind[slot] = lexer.kind();
            start[slot] = lexer.start();
            end[slot] = lexer.end();
            contentStart[slot] = lexer.contentStart();
            contentEnd[slot] = lexer.contentEnd();
            hash[slot] = lexer.hash();
            newline[slot] = lexer.newline();
            interpolated[slot] = lexer.interpolated();
            filled++;
        }
        steps++;
        return (head + ahead) & MASK;
    }

    int kind(int ahead) {
        return ahead >= SIZE ? Lexer.END : kind[slot(ahead)];
    }

    int start(int ahead) {
        return start[slot(ahead)];
    }

    int end(int ahead) {
        return end[slot(ahead)];
    }

    int hash(int ahead) {
        return hash[slot(ahead)];
    }

    boolean interpolated(int ahead) {
        return interpolated[slot(ahead)];
    }

    /// The mark at a place; 0 if there is none.
    int mark(int ahead) {
        return kind(ahead) == Lexer.MARK ? bytes[start(ahead)] & 0xff : 0;
    }

    /// Whether a statement ends before the token at a place.
    boolean startsStatement(int ahead) {
        int mark = mark(ahead);
        return mark == ';' || (lineEnds && newline[slot(ahead)]);
    }

    boolean is(int ahead, byte[] word) {
        int slot = slot(ahead);
        return matches(start[slot], end[slot], word);
    }

    /// Whether the token before the current one is this.
    boolean isBefore(byte[] word) {
        return matches(beforeStart, beforeEnd, word);
    }

    private boolean matches(int from, int to, byte[] word) {
        if (to - from != word.length) {
            return false;
        }
        for (int i = 0; i < word.length; i++) {
            if (bytes[from + i] != word[i]) {
                return false;
            }
        }
        return true;
    }

    /// Whether a string's content is a lower-case word in any case.
    boolean contentIs(int ahead, byte[] lower) {
        int slot = slot(ahead);
        return contentEnd[slot] - contentStart[slot] == lower.length
                && startsAt(contentStart[slot], lower);
    }

    /// Whether a string's first 256 bytes hold a lower-case word in any case.
    boolean contentHas(int ahead, byte[] lower) {
        int slot = slot(ahead);
        int last = Math.min(contentEnd[slot], contentStart[slot] + 256) - lower.length;
        for (int i = contentStart[slot]; i <= last; i++) {
            if (startsAt(i, lower)) {
                return true;
            }
        }
        steps += Math.max(0, last - contentStart[slot]);
        return false;
    }

    /// Whether a string's content, or a word, begins with a lower-case word in any case.
    boolean contentStarts(int ahead, byte[] lower) {
        int slot = slot(ahead);
        int from = contentStart[slot];
        while (from < contentEnd[slot] && bytes[from] <= ' ' && bytes[from] > 0) {
            from++;
            steps++;
        }
        return contentEnd[slot] - from >= lower.length && startsAt(from, lower);
    }

    private boolean startsAt(int at, byte[] lower) {
        for (int i = 0; i < lower.length; i++) {
            int b = bytes[at + i];
            if ((b >= 'A' && b <= 'Z' ? b + 32 : b) != lower[i]) {
                return false;
            }
        }
        return true;
    }

    /// Whether the token is a name in capitals, which by custom is a constant.
    boolean isConstant(int ahead) {
        int slot = slot(ahead);
        for (int i = start[slot]; i < end[slot]; i++) {
            int b = bytes[i];
            if (!(b >= 'A' && b <= 'Z') && b != '_' && !(b >= '0' && b <= '9')) {
                return false;
            }
        }
        return kind[slot] == Lexer.WORD;
    }
}
