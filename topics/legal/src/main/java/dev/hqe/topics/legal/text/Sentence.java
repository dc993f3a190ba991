package dev.hqe.topics.legal.text;

import java.util.List;

/// A sentence of a clause.
///
/// @param last whether it is the last one of the clause's own text
public record Sentence(Clause clause, List<Token> tokens, boolean last) {

    public Sentence {
        tokens = List.copyOf(tokens);
    }

    public int start() {
        return tokens.get(0).start();
    }

    public int end() {
        return tokens.get(tokens.size() - 1).end();
    }

    public int size() {
        return tokens.size();
    }

    public Token get(int i) {
        return tokens.get(i);
    }

    /// Whether the token there is one of these, in lower case; false outside the sentence.
    public boolean is(int i, String... lowerCase) {
        return i >= 0 && i < tokens.size() && List.of(lowerCase).contains(tokens.get(i).lower());
    }

    /// Whether a word begins with these letters.
    public boolean mentions(String... beginnings) {
        for (Token token : tokens) {
            for (String beginning : beginnings) {
                if (token.lower().startsWith(beginning)) {
                    return true;
                }
            }
        }
        return false;
    }
}
