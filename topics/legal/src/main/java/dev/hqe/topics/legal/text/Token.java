package dev.hqe.topics.legal.text;

import java.util.ArrayList;
import java.util.List;

/// A word, a number, a quotation mark or another sign.
///
/// @param lower the text in lower case
/// @param start offset in the contract, in UTF-16 code units
/// @param end behind the last one
public record Token(Kind kind, String text, String lower, int start, int end) {

    /// What it is made of.
    public enum Kind {
        /// Letters, with digits, hyphens and apostrophes in between.
        WORD,
        /// Digits, with points and commas in between.
        NUMBER,
        /// A straight or curly double quotation mark.
        QUOTE,
        /// One other character.
        SIGN
    }

    /// Splits a text.
    static List<Token> of(String text) {
        List<Token> tokens = new ArrayList<>();
        int at = 0;
        while (at < text.length()) {
            char c = text.charAt(at);
            if (Letters.isBlank(c)) {
                at++;
                continue;
            }
            int end = at + 1;
            Kind kind = Kind.SIGN;
            if (Letters.isLetter(c) || Letters.isDigit(c)) {
                end = endOfWord(text, at);
                kind = isNumber(text, at, end) ? Kind.NUMBER : Kind.WORD;
            } else if (c == '"' || c == '\u201c' || c == '\u201d') {
                kind = Kind.QUOTE;
            }
            String word = text.substring(at, end);
            tokens.add(new Token(kind, word, Letters.lower(word), at, end));
            at = end;
        }
        return tokens;
    }

    private static int endOfWord(String text, int from) {
        int at = from;
        while (at < text.length()) {
            char c = text.charAt(at);
            boolean inside = Letters.isLetter(c) || Letters.isDigit(c);
            if (!inside && at + 1 < text.length()) {
                char next = text.charAt(at + 1);
                boolean digits = Letters.isDigit(text.charAt(at - 1)) && Letters.isDigit(next);
                boolean letters = Letters.isLetter(text.charAt(at - 1)) && Letters.isLetter(next);
                boolean joint = c == '-' || c == '\'' || c == '\u2019' || c == '&';
                inside = (digits && (c == '.' || c == ',')) || (letters && joint);
            }
            if (!inside) {
                break;
            }
            at++;
        }
        return at;
    }

    private static boolean isNumber(String text, int from, int to) {
        for (int i = from; i < to; i++) {
            if (Letters.isLetter(text.charAt(i))) {
                return false;
            }
        }
        return true;
    }

    public boolean is(String lowerCase) {
        return lower.equals(lowerCase);
    }

    public boolean isOneOf(List<String> lowerCase) {
        return lowerCase.contains(lower);
    }

    public boolean isWord() {
        return kind == Kind.WORD;
    }

    public boolean isQuote() {
        return kind == Kind.QUOTE;
    }

    /// Whether it is a word that begins with a capital letter.
    public boolean isCapital() {
        return kind == Kind.WORD && Letters.isCapital(text);
    }
}
