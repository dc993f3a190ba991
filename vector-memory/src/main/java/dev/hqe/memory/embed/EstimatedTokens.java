package dev.hqe.memory.embed;

import dev.hqe.memory.chunk.TokenCounter;

/// Counts for a model whose tokenizer is not known here, rather too many than too few: a passage
/// that is too long is refused or cut by its server, one that is a third shorter loses little.
///
/// Words count by three small letters or two capitals, other writing by its bytes in UTF-8, and
/// each digit and mark for itself. Thread-safe.
///
/// @param limit the most tokens that the model takes, as its settings say
record EstimatedTokens(int limit) implements TokenCounter {

    /// Sixths of a token.
    private static final int SMALL = 2;

    private static final int CAPITAL = 3;
    private static final int WHOLE = 6;

    EstimatedTokens {
        if (limit < 1) {
            throw new IllegalArgumentException("a model takes 1 token or more, not " + limit);
        }
    }

    @Override
    public int count(String text) {
        int tokens = 0;
        int word = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c >= 'a' && c <= 'z') {
                word += SMALL;
            } else if (c >= 'A' && c <= 'Z') {
                boolean hump = i > 0 && Character.isLowerCase(text.charAt(i - 1));
                word += hump ? CAPITAL + WHOLE : CAPITAL; // a new word, or no word at all
            } else {
                tokens += (word + WHOLE - 1) / WHOLE + outsideWords(text, i);
                word = 0;
            }
        }
        return tokens + (word + WHOLE - 1) / WHOLE;
    }

    private static int outsideWords(String text, int at) {
        char c = text.charAt(at);
        if (c >= 0x800) {
            return Character.isSurrogate(c) ? 2 : 3; // a pair has 4 bytes
        }
        if (c >= 0x80) {
            return 2;
        }
        boolean space = c == ' ' && (at == 0 || text.charAt(at - 1) != ' ');
        return space ? 0 : 1; // one space goes with the word behind it
    }

    /// The beginning of a text that has no more than the limit, all of it if it can.
    String cut(String text) {
        if (count(text) <= limit) {
            return text;
        }
        int fits = 0;
        int tooLong = text.length();
        while (tooLong - fits > 1) {
            int middle = (fits + tooLong) >>> 1;
            if (count(text.substring(0, middle)) <= limit) {
                fits = middle;
            } else {
                tooLong = middle;
            }
        }
        boolean splits = fits > 0 && Character.isHighSurrogate(text.charAt(fits - 1));
        return text.substring(0, splits ? fits - 1 : fits);
    }
}
