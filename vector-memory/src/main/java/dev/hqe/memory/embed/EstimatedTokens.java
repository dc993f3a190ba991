package dev.hqe.memory.embed;

import dev.hqe.memory.chunk.TokenCounter;

/// Counts for a model whose tokenizer is not known here, rather too many than too few: a passage
/// that is too long is refused or cut by its server, one that is a third shorter loses little.
///
/// Words count by three letters, other writing by its bytes in UTF-8, and each digit and mark for
/// itself. Thread-safe.
///
/// @param limit the most tokens that the model takes, as its settings say
record EstimatedTokens(int limit) implements TokenCounter {

    private static final int LETTERS = 3;

    EstimatedTokens {
        if (limit < 1) {
            throw new IllegalArgumentException("a model takes 1 token or more, not " + limit);
        }
    }

    @Override
    public int count(String text) {
        int tokens = 0;
        int letters = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < 0x80 && Character.isLetter(c)) {
                letters++;
                continue;
            }
            tokens += (letters + LETTERS - 1) / LETTERS;
            letters = 0;
            if (c >= 0x800) {
                tokens += Character.isSurrogate(c) ? 2 : 3; // a pair has 4 bytes
            } else if (c >= 0x80) {
                tokens += 2;
            } else if (c != ' ') {
                tokens++;
            } else if (i > 0 && text.charAt(i - 1) == ' ') {
                tokens++;
            }
        }
        return tokens + (letters + LETTERS - 1) / LETTERS;
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
