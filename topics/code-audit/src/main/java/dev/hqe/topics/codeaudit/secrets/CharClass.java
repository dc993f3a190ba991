package dev.hqe.topics.codeaudit.secrets;

/// Sets of bytes as bit masks: each byte has one bit, a class is the bits of its members.
///
/// A membership test is one array read and one `and`, and a class can be combined with `|`. Bytes
/// from 0x80 (parts of a UTF-8 sequence) belong to [#NON_ASCII] only.
final class CharClass {
    static final int DIGIT = 1;
    static final int LOWER_HEX_LETTER = 1 << 1;
    static final int LOWER_REST = 1 << 2;
    static final int UPPER_HEX_LETTER = 1 << 3;
    static final int UPPER_REST = 1 << 4;
    static final int UNDERSCORE = 1 << 5;
    static final int DASH = 1 << 6;
    static final int PLUS = 1 << 7;
    static final int SLASH = 1 << 8;
    static final int EQUALS = 1 << 9;
    static final int DOT = 1 << 10;
    static final int BLANK = 1 << 11;
    static final int LINE_END = 1 << 12;
    static final int BACKSLASH = 1 << 13;
    static final int QUOTE = 1 << 14;
    static final int COLON = 1 << 15;
    static final int AT = 1 << 16;
    static final int PERCENT = 1 << 17;
    static final int TILDE = 1 << 18;

    /// `! # $ & * ? ^ |`: common in passwords, never brackets or separators of a language.
    static final int SYMBOL = 1 << 19;

    /// `( ) < > [ ] { } , ;`
    static final int BRACKET = 1 << 20;

    static final int NON_ASCII = 1 << 21;

    /// Bytes that no text should hold: control characters.
    static final int CONTROL = 1 << 22;

    static final int LOWER = LOWER_HEX_LETTER | LOWER_REST;
    static final int UPPER = UPPER_HEX_LETTER | UPPER_REST;
    static final int LETTER = LOWER | UPPER;
    static final int ALNUM = LETTER | DIGIT;
    static final int WORD = ALNUM | UNDERSCORE;
    static final int WORD_DASH = WORD | DASH;
    static final int HEX_LOWER = DIGIT | LOWER_HEX_LETTER;
    static final int HEX = HEX_LOWER | UPPER_HEX_LETTER;
    static final int UPPER_DIGIT = UPPER | DIGIT;
    static final int LOWER_DIGIT = LOWER | DIGIT;
    static final int BASE64 = ALNUM | PLUS | SLASH;
    static final int BASE64_PADDED = BASE64 | EQUALS;
    static final int SPACE = BLANK | LINE_END;

    private static final int[] BY_BYTE = new int[256];

    static {
        for (int c = 0; c < 256; c++) {
            BY_BYTE[c] = classify(c);
        }
    }

    private CharClass() {}

    /// The one bit of a byte given as -128..127.
    static int of(byte value) {
        return BY_BYTE[value & 0xff];
    }

    /// The one bit of a byte given as 0..255; nothing for -1, which stands for "outside the text".
    static int of(int value) {
        return value < 0 ? 0 : BY_BYTE[value];
    }

    /// The class of exactly the given characters' bits; for tests of single characters.
    static boolean is(int value, int mask) {
        return (of(value) & mask) != 0;
    }

    static int lower(int value) {
        return value >= 'A' && value <= 'Z' ? value + 32 : value;
    }

    private static int classify(int c) {
        if (c >= '0' && c <= '9') {
            return DIGIT;
        }
        if (c >= 'a' && c <= 'z') {
            return c <= 'f' ? LOWER_HEX_LETTER : LOWER_REST;
        }
        if (c >= 'A' && c <= 'Z') {
            return c <= 'F' ? UPPER_HEX_LETTER : UPPER_REST;
        }
        if (c >= 0x80) {
            return NON_ASCII;
        }
        return switch (c) {
            case '_' -> UNDERSCORE;
            case '-' -> DASH;
            case '+' -> PLUS;
            case '/' -> SLASH;
            case '=' -> EQUALS;
            case '.' -> DOT;
            case ' ', '\t' -> BLANK;
            case '\n', '\r' -> LINE_END;
            case '\\' -> BACKSLASH;
            case '"', '\'', '`' -> QUOTE;
            case ':' -> COLON;
            case '@' -> AT;
            case '%' -> PERCENT;
            case '~' -> TILDE;
            case '!', '#', '$', '&', '*', '?', '^', '|' -> SYMBOL;
            case '(', ')', '<', '>', '[', ']', '{', '}', ',', ';' -> BRACKET;
            default -> CONTROL;
        };
    }
}
