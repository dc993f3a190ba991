package dev.hqe.topics.codeaudit.patterns;

import dev.hqe.topics.codeaudit.secrets.AsciiCase;
import java.util.ArrayList;
import java.util.List;

/// A sequence of tokens, written with blanks between its elements:
///
/// | element | is |
/// |---|---|
/// | `exec`, `a\|b` | a word, one of some words |
/// | `(`, `::` | marks |
/// | `"md5\|sha1"` | a string that is one of these, in any case |
/// | `~"md5\|des"` | a string, in a shell also a word, that holds one of these, in any case |
/// | `<id>`, `<str>`, `<tpl>` | any word; any string; a string that takes in values |
/// | `<expr>` | no string that is fixed, nothing that closes |
/// | `<sql>`, `<sqltpl>` | a string that is SQL; one that takes in values |
/// | `<+var>` | more strings that are added, then something added that is no constant |
/// | `<var>` | in a shell, a word that begins with `$` |
/// | `..` | up to 24 tokens of the same statement and bracket |
///
/// Immutable.
final class Pattern {
    private static final int GAP_MAX = 24;
    private static final int MAYBE_STRINGS = 8;
    private static final byte[] SELECT = bytes("select ");
    private static final byte[] INSERT = bytes("insert ");
    private static final byte[] UPDATE = bytes("update ");
    private static final byte[] DELETE = bytes("delete ");
    private static final byte[] FROM = bytes("from ");
    private static final byte[] INTO = bytes("into ");
    private static final byte[] SET = bytes(" set ");

    private enum Type {
        WORDS,
        MARK,
        STRING_IS,
        STRING_HAS,
        WORD,
        STRING,
        TEMPLATE,
        EXPRESSION,
        SQL,
        SQL_TEMPLATE,
        ADDED,
        VARIABLE,
        GAP
    }

    private record Element(Type type, List<byte[]> words) {}

    private final List<Element> elements = new ArrayList<>();

    Pattern(String text, boolean shell) {
        int at = 0;
        while (at < text.length()) {
            int blank = text.indexOf(' ', at);
            boolean quoted = text.charAt(at) == '"' || text.startsWith("~\"", at);
            if (quoted) {
                blank = text.indexOf('"', text.indexOf('"', at) + 1) + 1;
            }
            int end = blank <= 0 ? text.length() : blank;
            if (end > at) {
                add(text.substring(at, end), shell);
            }
            at = end + 1;
        }
    }

    private void add(String word, boolean shell) {
        int quote = word.indexOf('"');
        if (word.equals("..")) {
            elements.add(new Element(Type.GAP, List.of()));
        } else if (quote == 0 || (word.startsWith("~") && quote == 1)) {
            Type type = quote == 0 ? Type.STRING_IS : Type.STRING_HAS;
            elements.add(new Element(type, split(word.substring(quote + 1, word.length() - 1))));
        } else if (word.startsWith("<") && word.length() > 1) {
            elements.add(new Element(named(word), List.of()));
        } else if (isMarks(word) && (!shell || Lexer.isShellMark(word))) {
            for (int i = 0; i < word.length(); i++) {
                elements.add(new Element(Type.MARK, List.of(bytes(word.substring(i, i + 1)))));
            }
        } else {
            elements.add(new Element(Type.WORDS, split(word)));
        }
    }

    private static Type named(String word) {
        return switch (word) {
            case "<id>" -> Type.WORD;
            case "<str>" -> Type.STRING;
            case "<tpl>" -> Type.TEMPLATE;
            case "<expr>" -> Type.EXPRESSION;
            case "<sql>" -> Type.SQL;
            case "<sqltpl>" -> Type.SQL_TEMPLATE;
            case "<+var>" -> Type.ADDED;
            case "<var>" -> Type.VARIABLE;
            default -> throw new IllegalArgumentException("unknown element " + word);
        };
    }

    private static boolean isMarks(String word) {
        for (int i = 0; i < word.length(); i++) {
            char c = word.charAt(i);
            if (AsciiCase.isLetterOrDigit(c) || c == '_' || c == '$') {
                return false;
            }
        }
        return true;
    }

    private static List<byte[]> split(String words) {
        List<byte[]> split = new ArrayList<>();
        int at = 0;
        while (at <= words.length()) {
            int bar = words.indexOf('|', at);
            int end = bar < 0 ? words.length() : bar;
            split.add(bytes(words.substring(at, end)));
            at = end + 1;
        }
        return split;
    }

    static byte[] bytes(String ascii) {
        byte[] bytes = new byte[ascii.length()];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) ascii.charAt(i);
        }
        return bytes;
    }

    /// The words one of which begins it; none if it begins with a string.
    List<byte[]> firstWords() {
        Element first = elements.get(0);
        return first.type() == Type.WORDS ? first.words() : List.of();
    }

    /// Whether it holds from the current token on.
    boolean matches(Window window) {
        return matches(window, 0, 0);
    }

    private boolean matches(Window window, int from, int token) {
        int at = token;
        for (int i = from; i < elements.size(); i++) {
            Element element = elements.get(i);
            if (at >= Window.SIZE) {
                return false;
            }
            if (element.type() == Type.GAP) {
                return afterGap(window, i + 1, at);
            }
            int taken = taken(window, element, at);
            if (taken == 0) {
                return false;
            }
            at += taken;
        }
        return true;
    }

    private boolean afterGap(Window window, int element, int token) {
        int depth = 0;
        for (int at = token; at < token + GAP_MAX && at < Window.SIZE; at++) {
            if (matches(window, element, at)) {
                return true;
            }
            if (window.kind(at) == Lexer.END || (depth == 0 && window.startsStatement(at))) {
                return false;
            }
            int mark = window.mark(at);
            if (mark == '(' || mark == '[' || mark == '{') {
                depth++;
            } else if (mark == ')' || mark == ']' || mark == '}') {
                depth--;
            }
            if (depth < 0) {
                return false;
            }
        }
        return false;
    }

    /// How many tokens the element takes at a place; 0 if it does not hold there.
    private static int taken(Window window, Element element, int at) {
        int kind = window.kind(at);
        boolean holds =
                switch (element.type()) {
                    case WORDS ->
                            (kind == Lexer.WORD || kind == Lexer.NUMBER)
                                    && isOne(window, at, element.words());
                    case MARK -> kind == Lexer.MARK && window.is(at, element.words().get(0));
                    case STRING_IS -> kind == Lexer.STRING && contentIs(window, at, element);
                    case STRING_HAS ->
                            (kind == Lexer.STRING || (window.isShell() && kind == Lexer.WORD))
                                    && contentHas(window, at, element);
                    case WORD -> kind == Lexer.WORD;
                    case STRING -> kind == Lexer.STRING;
                    case TEMPLATE -> kind == Lexer.STRING && window.interpolated(at);
                    case EXPRESSION -> isExpression(window, at, kind);
                    case SQL -> kind == Lexer.STRING && isSql(window, at);
                    case SQL_TEMPLATE ->
                            kind == Lexer.STRING && window.interpolated(at) && isSql(window, at);
                    case VARIABLE -> kind == Lexer.WORD && window.contentStarts(at, DOLLAR);
                    case ADDED, GAP -> false;
                };
        return element.type() == Type.ADDED ? added(window, at) : holds ? 1 : 0;
    }

    private static final byte[] DOLLAR = bytes("$");

    private static boolean isOne(Window window, int at, List<byte[]> words) {
        for (byte[] word : words) {
            if (window.is(at, word)) {
                return true;
            }
        }
        return false;
    }

    private static boolean contentIs(Window window, int at, Element element) {
        for (byte[] word : element.words()) {
            if (window.contentIs(at, word)) {
                return true;
            }
        }
        return false;
    }

    private static boolean contentHas(Window window, int at, Element element) {
        for (byte[] word : element.words()) {
            if (window.contentHas(at, word)) {
                return true;
            }
        }
        return false;
    }

    private static boolean isExpression(Window window, int at, int kind) {
        if (kind == Lexer.STRING) {
            return window.interpolated(at)
                    || window.mark(at + 1) == '+'
                    || window.mark(at + 1) == '%';
        }
        return kind == Lexer.WORD && !window.isConstant(at);
    }

    private static boolean isSql(Window window, int at) {
        boolean added = window.mark(at + 1) == '+' && window.kind(at + 2) == Lexer.STRING;
        return (window.contentStarts(at, SELECT)
                        && (window.contentHas(at, FROM)
                                || (added && window.contentHas(at + 2, FROM))))
                || (window.contentStarts(at, INSERT) && window.contentHas(at, INTO))
                || (window.contentStarts(at, UPDATE) && window.contentHas(at, SET))
                || (window.contentStarts(at, DELETE) && window.contentHas(at, FROM));
    }

    private static int added(Window window, int at) {
        int here = at;
        for (int i = 0; i < MAYBE_STRINGS; i++) {
            if (window.mark(here) != '+' || here + 1 >= Window.SIZE) {
                return 0;
            }
            int kind = window.kind(here + 1);
            if (kind == Lexer.WORD && !window.isConstant(here + 1)) {
                return here + 2 - at;
            }
            if (kind != Lexer.STRING && kind != Lexer.WORD) {
                return 0;
            }
            here += 2;
        }
        return 0;
    }
}
