package dev.hqe.memory.chunk;

import java.util.StringTokenizer;

/// Takes each word for a token.
record WordCounter(int limit) implements TokenCounter {

    @Override
    public int count(String text) {
        return new StringTokenizer(text).countTokens();
    }
}
