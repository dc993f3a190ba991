package dev.hqe.sync;

import java.util.List;

/// Address of a NATS message: tokens parted by dots, such as `topic.finance.price_update`.
///
/// Tokens are not empty and hold no white space, no control character and no wildcard. Source:
/// [NATS subjects](https://docs.nats.io/nats-concepts/subjects).
public record Subject(String value) {

    /// Longest subject, in characters.
    public static final int MAX_LENGTH = 255;

    public Subject {
        for (String token : tokens(value)) {
            if (token.equals("*") || token.equals(">")) {
                throw new IllegalArgumentException(
                        "'"
                                + value
                                + "' is a pattern; a message needs a subject without wildcards");
            }
        }
    }

    List<String> tokens() {
        return List.of(value.split("\\.", -1));
    }

    /// The tokens of a subject or pattern.
    ///
    /// @throws IllegalArgumentException if it is neither
    static List<String> tokens(String value) {
        if (value.isEmpty() || value.length() > MAX_LENGTH) {
            throw new IllegalArgumentException(
                    "a subject has 1 to " + MAX_LENGTH + " characters, not " + value.length());
        }
        if (value.chars().anyMatch(c -> Character.isWhitespace(c) || Character.isISOControl(c))) {
            throw new IllegalArgumentException(
                    "'" + value.strip() + "' is no subject: it holds white space");
        }
        List<String> tokens = List.of(value.split("\\.", -1));
        if (tokens.contains("")) {
            throw new IllegalArgumentException(
                    "'"
                            + value
                            + "' is no subject: there is nothing between two dots or at an end");
        }
        return tokens;
    }

    @Override
    public String toString() {
        return value;
    }
}
